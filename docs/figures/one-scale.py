from handbook.figures import shown
from logitkit import convert, logit, odds

START = 0.8

WORDS = {
    "en": {
        "caption": "One probability on five scales. The probability ends at 0 and at 1, the odds "
        "at 0 only, and the logit nowhere, in whatever unit it is counted.",
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


def data():
    return {"start": START}


def table(words):
    nats = logit(START)
    numbers = [START, odds(START), nats, *(convert(nats, "nat", unit) for unit in ("bit", "ban"))]
    keys = ("probability", "odds", "nats", "bits", "bans")
    return [[words[key] for key in keys], [shown(number) for number in numbers]]
