import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from logitkit import normal_cdf, sigmoid

UNIT = 1.702
SHOWN = [-9, -6, -4, -2, -1, 0, 1, 2, 4]

INK = "#010203"
CURVES = {
    "logit": (sigmoid, {"color": "#010301", "linewidth": 2}),
    "rescaled": (lambda x: normal_cdf(x / UNIT), {"color": INK, "linestyle": (0, (4, 3))}),
    "probit": (normal_cdf, {"color": INK, "linewidth": 1, "linestyle": (0, (1, 2))}),
}

WORDS = {
    "en": {
        "caption": "The curves behind the logit and the probit, twice: on top the probability as "
        "it is, beneath on a logarithmic scale. Measured in a unit 1.702 times as large, the "
        "normal curve covers the logistic one in the middle, and leaves it in the tail.",
        "x": "x",
        "logit": "logit: σ(x)",
        "rescaled": "probit, rescaled: Φ(x/1.702)",
        "probit": "probit: Φ(x)",
        "p": "probability",
        "log": "probability, log scale",
    },
    "vi": {
        "caption": "Hai đường cong đứng sau logit và probit, vẽ hai lần: phía trên là xác suất "
        "trên thang thường, phía dưới là trên thang logarit. Khi đổi sang đơn vị lớn gấp 1.702 "
        "lần, đường chuẩn trùng lên đường logistic ở khoảng giữa, rồi tách ra ở đuôi.",
        "x": "x",
        "logit": "logit: σ(x)",
        "rescaled": "probit đổi đơn vị: Φ(x/1.702)",
        "probit": "probit: Φ(x)",
        "p": "xác suất",
        "log": "xác suất, thang logarit",
    },
}


def draw(words):
    figure = Figure(figsize=(5.4, 5.6))
    x = np.linspace(-10, 10, 241)
    above = figure.add_axes((0.13, 0.5, 0.84, 0.36))
    below = figure.add_axes((0.13, 0.08, 0.84, 0.3))
    for axes in (above, below):
        for name, (curve, look) in CURVES.items():
            axes.plot(x, curve(x), label=words[name], **look)
        axes.set_xlim(-10, 10)
        axes.set_xticks([-10, -5, 0, 5, 10], ["−10", "−5", "0", "5", "10"])
        axes.spines[["right", "top"]].set_visible(False)
    above.set_ylim(0, 1)
    above.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    below.set_yscale("log")
    below.set_ylim(1e-9, 1)
    below.set_yticks([1, 1e-3, 1e-6, 1e-9], ["1", "10⁻³", "10⁻⁶", "10⁻⁹"])
    below.yaxis.set_minor_locator(NullLocator())
    above.set_title(words["p"], loc="left", fontsize=10)
    below.set_title(words["log"], loc="left", fontsize=10)
    below.set_xlabel(words["x"])
    handles, labels = above.get_legend_handles_labels()
    figure.legend(handles, labels, loc="upper left", ncols=2, frameon=False, fontsize=9.5)
    return figure


def table(words):
    return [
        [words[name] for name in ("x", *CURVES)],
        *(
            [f"{x}".replace("-", "−"), *(number(curve(x)) for curve, _ in CURVES.values())]
            for x in SHOWN
        ),
    ]


def number(p):
    return f"{p:.6f}" if p > 1e-3 else f"{p:.3g}".replace("e-0", "e-").replace("-", "−")
