from math import lgamma

import numpy as np
from matplotlib.figure import Figure

from handbook.figures import shown
from logitkit import fit_binary
from logitkit.data import beetle

INK = "#010203"
MODEL = "#010302"

WORDS = {
    "en": {
        "caption": "Bliss's beetles: of those exposed to each dose, how many were killed, and how "
        "many the best logistic curve expects.",
        "dose": "log₁₀ dose",
        "exposed": "exposed",
        "killed": "killed",
        "best": "expected, best curve",
        "yours": "expected, your curve",
        "share": "share killed",
        "middle": "dose that kills one half",
        "slope": "slope",
        "newton": "Step of Newton's method",
        "reset": "Back to a flat curve",
        "drawing": "Share killed against dose: eight points and your curve.",
        "say": "Logit of the probability = {intercept} + {slope} · x. Log-likelihood {likelihood}: "
        "{missing} below the best, {best}.",
        "stepped": "Step {steps} of Newton's method: {intercept} + {slope} · x. Log-likelihood "
        "{likelihood}: {missing} below the best, {best}.",
        "there": "This is the best curve to all decimals shown: {intercept} + {slope} · x. "
        "Log-likelihood {likelihood}.",
        "lost": "From here Newton's method finds no way: the curve is so far off that its "
        "probabilities are 0 or 1 at nearly every dose. Move it nearer to the points.",
    },
    "vi": {
        "caption": "Bọ cánh cứng của Bliss: ở mỗi liều có bao nhiêu con tiếp xúc, bao nhiêu con "
        "chết, và bao nhiêu con chết theo đường logistic tốt nhất.",
        "dose": "log₁₀ liều",
        "exposed": "tiếp xúc",
        "killed": "chết",
        "best": "theo đường tốt nhất",
        "yours": "theo đường của bạn",
        "share": "tỉ lệ chết",
        "middle": "liều giết một nửa",
        "slope": "hệ số góc",
        "newton": "Một bước Newton",
        "reset": "Về đường nằm ngang",
        "drawing": "Tỉ lệ chết theo liều: tám điểm và đường cong của bạn.",
        "say": "Logit của xác suất = {intercept} + {slope} · x. Log hợp lý {likelihood}, kém mức "
        "tốt nhất {best} là {missing}.",
        "stepped": "Bước Newton thứ {steps}: {intercept} + {slope} · x. Log hợp lý {likelihood}, "
        "kém mức tốt nhất {best} là {missing}.",
        "there": "Đây là đường tốt nhất, đúng tới mọi chữ số hiện ra: {intercept} + {slope} · x. "
        "Log hợp lý {likelihood}.",
        "lost": "Từ đây phương pháp Newton không tìm ra lối: đường cong lệch tới mức xác suất gần "
        "như ở liều nào cũng bằng 0 hoặc 1. Bạn hãy kéo nó lại gần các điểm.",
    },
}


def best():
    observed = beetle()
    return fit_binary(observed.log10_dose, observed.killed, trials=observed.exposed)


def data():
    """The doses and counts, the best log-likelihood, and what it counts for orders of deaths."""
    observed = beetle()
    dose, exposed, killed = (column.tolist() for column in observed)
    orders = sum(
        lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        for n, k in zip(exposed, killed, strict=True)
    )
    return {
        "dose": dose,
        "exposed": exposed,
        "killed": killed,
        "orders": orders,
        "best": best().log_likelihood,
    }


def draw(words):
    observed, fit = beetle(), best()
    figure = Figure(figsize=(5.4, 3.2))
    axes = figure.add_axes((0.1, 0.16, 0.86, 0.74))
    doses = np.linspace(1.66, 1.92, 131)
    axes.plot(doses, fit.predict(doses), color=MODEL)
    share = observed.killed / observed.exposed
    axes.plot(observed.log10_dose, share, "o", color=INK)
    for dose, each, killed, exposed in zip(
        observed.log10_dose, share, observed.killed, observed.exposed, strict=True
    ):
        axes.annotate(
            f"{killed}/{exposed}", (dose, each), (6, -10), textcoords="offset points", fontsize=9.5
        )
    axes.set_xlim(1.66, 1.92)
    axes.set_ylim(-0.02, 1.05)
    axes.set_xticks([1.7, 1.8, 1.9], ["1.7", "1.8", "1.9"])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_xlabel(words["dose"])
    axes.set_title(words["share"], loc="left", fontsize=10)
    axes.spines[["right", "top"]].set_visible(False)
    return figure


def table(words):
    observed, fit = beetle(), best()
    rows = zip(*(column.tolist() for column in observed), strict=True)
    return [
        [words[key] for key in ("dose", "exposed", "killed", "best")],
        *(
            [shown(dose), str(exposed), str(killed), shown(exposed * fit.predict(dose), 1)]
            for dose, exposed, killed in rows
        ),
    ]
