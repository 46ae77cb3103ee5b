import numpy as np
from matplotlib.figure import Figure

from logitkit import log_sigmoid, softplus

WORDS = {
    "en": {
        "caption": "The smallest size of logit at which a textbook formula is more than 1% off, "
        "or gives 0, infinity or nan, in NumPy's native arithmetic: the bars end where it breaks.",
        "formula": "Formula",
        "side": "logit",
        "negative": "negative",
        "positive": "positive",
        "axis": "size of the logit at which it breaks",
    },
    "vi": {
        "caption": "Độ lớn nhỏ nhất của logit mà tại đó công thức sách giáo khoa lệch quá 1%, "
        "hoặc cho ra 0, vô cùng hay nan, với số học sẵn có của NumPy: thanh dừng ở nơi nó hỏng.",
        "formula": "Công thức",
        "side": "logit",
        "negative": "âm",
        "positive": "dương",
        "axis": "độ lớn của logit mà tại đó công thức hỏng",
    },
}

FORMULAS = [
    ("log(sigmoid(x))", "negative", lambda x: np.log(1 / (1 + np.exp(x))), log_sigmoid),
    ("log(1 - sigmoid(x))", "positive", lambda x: np.log(1 - 1 / (1 + np.exp(-x))), log_sigmoid),
    ("log(1 + exp(x))", "negative", lambda x: np.log(1 + np.exp(-x)), lambda x: softplus(x)),
    ("log(1 + exp(x))", "positive", lambda x: np.log(1 + np.exp(x)), lambda x: softplus(-x)),
    ("exp(x) / (exp(x) + exp(0))", "positive", lambda x: np.exp(x) / (np.exp(x) + 1), None),
]
DTYPES = {"float16": "#010403", "float32": "#010402", "float64": "#010401"}


def breaks(formula, truth, dtype):
    """The smallest size of logit, to three digits, at which the formula is of no use."""
    sizes = np.linspace(0.01, 800, 80_000)
    with np.errstate(all="ignore"):
        given = formula(sizes.astype(dtype)).astype(float)
    exact = np.ones_like(sizes) if truth is None else truth(-sizes)
    off = ~(np.abs(given - exact) <= 0.01 * np.abs(exact))
    if truth is None:
        off = ~np.isfinite(given)
    return f"{sizes[off][0]:.3g}"


def draw(words):
    figure = Figure(figsize=(5.4, 4))
    axes = figure.add_axes((0.41, 0.13, 0.57, 0.77))
    for row, (_, _, formula, truth) in enumerate(FORMULAS):
        for place, (dtype, colour) in enumerate(DTYPES.items()):
            end = float(breaks(formula, truth, dtype))
            y = -row - 0.25 * (place - 1)
            axes.barh(y, end, 0.2, color=colour, label=dtype if row == 0 else None)
            axes.text(end * 1.08, y, f"{end:g}", va="center", fontsize=9.5)
    axes.set_xscale("log")
    axes.set_xlim(1, 2000)
    axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    axes.minorticks_off()
    axes.set_xlabel(words["axis"])
    names = [f"{name}\n{words['side']}: {words[side]}" for name, side, _, _ in FORMULAS]
    axes.set_yticks([-row for row in range(len(FORMULAS))], names, fontsize=9.5)
    axes.tick_params(axis="y", length=0)
    axes.spines[["right", "top"]].set_visible(False)
    figure.legend(loc="upper left", ncols=3, frameon=False, fontsize=10)
    return figure


def table(words):
    rows = [
        [name, words[side], *(breaks(formula, truth, dtype) for dtype in DTYPES)]
        for name, side, formula, truth in FORMULAS
    ]
    return [[words["formula"], words["side"], *DTYPES], *rows]
