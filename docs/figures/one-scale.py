import numpy as np
from matplotlib.figure import Figure

from handbook.figures import shown
from logitkit import convert, logit, odds, sigmoid

START = 0.8

INK = "#010203"
FUNCTION = "#010301"
SCORE = "#010304"

WORDS = {
    "en": {
        "caption": "One probability on five scales. The probability ends at 0 and at 1, the odds "
        "at 0 only, and the logit nowhere, in whatever unit it is counted.",
        "drawing": "The logistic curve, which rises from 0 to 1 as the logit grows, and on it the "
        "point where the probability is 0.8 and the logit 1.3863.",
        "curve": "The logistic curve, and on it the point that is set.",
        "probability": "probability p",
        "odds": "odds p/(1 − p)",
        "nats": "logit, in nats",
        "bits": "logit, in bits",
        "bans": "logit, in bans",
        "yes": "Probability {p}: yes is {odds} times as probable as no. The logit is {nats} nats, "
        "which is {bits} bits or {bans} bans.",
        "no": "Probability {p}: no is {odds} times as probable as yes. The logit is {nats} nats, "
        "which is {bits} bits or {bans} bans.",
        "even": "Probability 0.5: yes and no are equally probable. The logit is 0 in every unit.",
    },
    "vi": {
        "caption": "Một xác suất trên năm thang đo. Xác suất dừng ở 0 và ở 1, odds chỉ dừng ở 0, "
        "còn logit không dừng ở đâu cả, dù tính bằng đơn vị nào.",
        "drawing": "Đường cong logistic, đi lên từ 0 tới 1 khi logit tăng, và trên đó là điểm có "
        "xác suất 0.8 và logit 1.3863.",
        "curve": "Đường cong logistic, và trên đó là điểm đang chọn.",
        "probability": "xác suất p",
        "odds": "odds p/(1 − p)",
        "nats": "logit, tính bằng nat",
        "bits": "logit, tính bằng bit",
        "bans": "logit, tính bằng ban",
        "yes": "Xác suất {p}: khả năng “có” gấp {odds} lần khả năng “không”. Logit bằng {nats} "
        "nat, tức là {bits} bit hay {bans} ban.",
        "no": "Xác suất {p}: khả năng “không” gấp {odds} lần khả năng “có”. Logit bằng {nats} "
        "nat, tức là {bits} bit hay {bans} ban.",
        "even": "Xác suất 0.5: “có” và “không” có khả năng như nhau. Logit bằng 0 trong mọi đơn "
        "vị.",
    },
}


def draw(words):
    figure = Figure(figsize=(5.4, 2.8))
    axes = figure.add_axes((0.12, 0.2, 0.84, 0.68))
    x, nats = np.linspace(-6, 6, 241), logit(START)
    axes.plot(x, sigmoid(x), color=INK)
    axes.plot([nats, nats], [0, START], color=SCORE, linestyle=":")
    axes.plot([-6, nats], [START, START], color=FUNCTION, linestyle=":")
    axes.plot([nats], [START], "o", color=INK)
    axes.text(nats + 0.15, 0.04, shown(nats), color=SCORE, fontsize=10)
    axes.text(-5.8, START + 0.03, shown(START), color=FUNCTION, fontsize=10)
    axes.set_xlim(-6, 6)
    axes.set_ylim(0, 1.03)
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_xlabel(words["nats"], color=SCORE)
    axes.set_title(words["probability"], loc="left", fontsize=10, color=FUNCTION)
    axes.spines[["right", "top"]].set_visible(False)
    return figure


def data():
    return {"start": START}


def table(words):
    nats = logit(START)
    numbers = [START, odds(START), nats, *(convert(nats, "nat", unit) for unit in ("bit", "ban"))]
    keys = ("probability", "odds", "nats", "bits", "bans")
    return [[words[key] for key in keys], [shown(number) for number in numbers]]
