from math import lgamma

from handbook.figures import shown
from logitkit import fit_binary
from logitkit.data import beetle

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
