import numpy as np
from matplotlib.figure import Figure

import logitkit

START = 12

WORDS = {
    "en": {
        "caption": "Five textbook formulas at a logit x or −x, each above a form that starts from "
        "the logit, with every step rounded to the format. ✗: more than 1% off, or no number. "
        "○: the format itself has no number within 1% of the answer.",
        "drawing": "Ten formulas at x = 12, and how many digits of each result are right in three "
        "formats: the forms that start from the logit are right as far as the format goes, the "
        "textbook formulas have no right digit in float16.",
        "digits": "right digits at x = 12",
        "formula": "formula",
        "size": "size of the logit, x",
        "say": "x = {x}: of the five textbook formulas, {float16} fail in float16, {float32} in "
        "float32, {float64} in float64; of the forms beneath them, {stable16}, {stable32} and "
        "{stable64}.",
    },
    "vi": {
        "caption": "Năm công thức sách giáo khoa tại logit x hay −x, dưới mỗi công thức là dạng "
        "tính thẳng từ logit, từng bước đều được làm tròn theo định dạng. ✗: lệch quá 1%, hoặc "
        "không ra số. ○: chính định dạng ấy không có số nào cách đáp số trong vòng 1%.",
        "drawing": "Mười công thức tại x = 12, và số chữ số đúng của từng kết quả trong ba định "
        "dạng: dạng tính thẳng từ logit đúng tới hết mức định dạng cho phép, còn các công thức "
        "sách giáo khoa không đúng chữ số nào ở float16.",
        "digits": "số chữ số đúng tại x = 12",
        "formula": "công thức",
        "size": "độ lớn của logit, x",
        "say": "x = {x}: trong năm công thức sách giáo khoa, có {float16} công thức hỏng ở "
        "float16, {float32} ở float32, {float64} ở float64; trong năm dạng bên dưới, lần lượt là "
        "{stable16}, {stable32} và {stable64}.",
    },
}

DTYPES = {np.float16: "#010403", np.float32: "#010402", np.float64: "#010401"}
DIGITS = 16

PAIRS = [
    (
        ("log(sigmoid(-x))", lambda x: np.log(1 / (1 + np.exp(x)))),
        ("log_sigmoid(-x)", lambda x: -x - np.log1p(np.exp(-x))),
        lambda x: logitkit.log_sigmoid(-x),
    ),
    (
        ("log(1 - sigmoid(x))", lambda x: np.log(1 - 1 / (1 + np.exp(-x)))),
        ("log_sigmoid(-x)", lambda x: -x - np.log1p(np.exp(-x))),
        lambda x: logitkit.log_sigmoid(-x),
    ),
    (
        ("log(1 + exp(-x))", lambda x: np.log(1 + np.exp(-x))),
        ("softplus(-x)", lambda x: np.log1p(np.exp(-x))),
        lambda x: logitkit.softplus(-x),
    ),
    (
        ("log(1 + exp(x))", lambda x: np.log(1 + np.exp(x))),
        ("softplus(x)", lambda x: x + np.log1p(np.exp(-x))),
        logitkit.softplus,
    ),
    (
        ("exp(x) / (exp(x) + 1)", lambda x: np.exp(x) / (np.exp(x) + 1)),
        ("sigmoid(x)", lambda x: 1 / (1 + np.exp(-x))),
        logitkit.sigmoid,
    ),
]


def off(value, exact):
    return not abs(float(value) - exact) <= 0.01 * abs(exact)


def cell(formula, truth, dtype):
    x = dtype(START)
    exact = truth(float(x))
    with np.errstate(all="ignore"):
        value, best = formula(x), dtype(exact)
    beyond = exact == 0 or off(best, exact)
    broken = off(value, exact) and not (beyond and np.isfinite(value))
    return f"{float(value):.3g}" + (" ✗" if broken else " ○" if beyond else "")


def right_digits(formula, truth, dtype):
    """How many decimal digits of the result are right, as far as float64 can tell."""
    x = dtype(START)
    exact = truth(float(x))
    with np.errstate(all="ignore"):
        error = abs(float(formula(x)) - exact) / abs(exact)
    return min(max(-np.log10(max(error, 1e-300)), 0), DIGITS) if np.isfinite(error) else 0


def draw(words):
    rows = [(*form, truth) for *forms, truth in PAIRS for form in forms]
    figure = Figure(figsize=(5.4, 4.8))
    axes = figure.add_axes((0.36, 0.1, 0.6, 0.8))
    for place, (dtype, colour) in enumerate(DTYPES.items()):
        digits = [right_digits(formula, truth, dtype) for _, formula, truth in rows]
        places = [row + 0.25 * (place - 1) for row in range(len(rows))]
        axes.barh(places, digits, 0.2, color=colour, label=dtype.__name__)
    axes.set_yticks(range(len(rows)), [name for name, _, _ in rows], fontsize=9.5)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, DIGITS)
    axes.set_xticks(range(0, DIGITS + 1, 4))
    axes.set_xlabel(words["digits"])
    axes.spines[["right", "top"]].set_visible(False)
    figure.legend(loc="upper left", ncols=3, frameon=False, fontsize=10)
    return figure


def data():
    return {"start": START}


def table(words):
    rows = [
        [name, *(cell(formula, truth, dtype) for dtype in DTYPES)]
        for textbook, stable, truth in PAIRS
        for name, formula in (textbook, stable)
    ]
    return [[words["formula"], *(dtype.__name__ for dtype in DTYPES)], *rows]
