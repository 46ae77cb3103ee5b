import numpy as np

import logitkit

START = 12

WORDS = {
    "en": {
        "caption": "Five textbook formulas at a logit x or −x, each above a form that starts from "
        "the logit, with every step rounded to the format. ✗: more than 1% off, or no number. "
        "○: the format itself has no number within 1% of the answer.",
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
        "formula": "công thức",
        "size": "độ lớn của logit, x",
        "say": "x = {x}: trong năm công thức sách giáo khoa, có {float16} công thức hỏng ở "
        "float16, {float32} ở float32, {float64} ở float64; trong năm dạng bên dưới, lần lượt là "
        "{stable16}, {stable32} và {stable64}.",
    },
}

DTYPES = (np.float16, np.float32, np.float64)

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


def data():
    return {"start": START}


def table(words):
    rows = [
        [name, *(cell(formula, truth, dtype) for dtype in DTYPES)]
        for textbook, stable, truth in PAIRS
        for name, formula in (textbook, stable)
    ]
    return [[words["formula"], *(dtype.__name__ for dtype in DTYPES)], *rows]
