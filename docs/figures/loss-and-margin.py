import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from logitkit import softplus

FROM, TO, FLOOR, TOP = -120, 40, 1e-18, 1e4
SHOWN = [-100, -89, -88, -10, 0, 10, 15, 16, 17, 30]

SCORE = "#010304"
BAD = "#010403"

WORDS = {
    "en": {
        "caption": "The loss of one yes-or-no question, ln(1 + exp(−m)), in float32, on a "
        "logarithmic scale. The margin m is the logit of the right answer. The formula as it "
        "stands gives infinity in the shaded part on the left and 0 in that on the right; the "
        "stable form gives the loss from end to end.",
        "m": "margin m",
        "loss": "loss, log scale",
        "naive": "log(1 + exp(-m))",
        "stable": "softplus(-m)",
        "inf": "inf below {m}",
        "zero": "0 from {m}",
    },
    "vi": {
        "caption": "Mất mát của một câu hỏi có–không, ln(1 + exp(−m)), tính trong float32 và vẽ "
        "trên thang logarit. Ở đây m là logit của đáp án đúng. Công thức để nguyên cho vô cực ở "
        "phần tô màu bên trái và cho 0 ở phần bên phải; dạng ổn định cho đúng mất mát từ đầu này "
        "tới đầu kia.",
        "m": "margin m",
        "loss": "mất mát, thang logarit",
        "naive": "log(1 + exp(-m))",
        "stable": "softplus(-m)",
        "inf": "inf khi dưới {m}",
        "zero": "0 từ {m}",
    },
}


def naive(margin):
    with np.errstate(over="ignore"):
        return np.log(1 + np.exp(-np.asarray(margin, dtype=np.float32)))


def stable(margin):
    return softplus(-np.asarray(margin, dtype=np.float32))


def ends():
    """The margins, to two decimals, below which the loss is infinite and from which it is 0."""
    margins = np.arange(FROM * 100, TO * 100 + 1) / 100
    found = naive(margins)
    return margins[np.isfinite(found)][0], margins[found == 0][0]


def draw(words):
    figure = Figure(figsize=(5.4, 4.2))
    axes = figure.add_axes((0.13, 0.13, 0.84, 0.7))
    margins = np.arange(FROM * 4, TO * 4 + 1) / 4
    low, high = ends()
    inside = (margins > low) & (margins < high)
    axes.axvspan(FROM, low, color=BAD, alpha=0.15, linewidth=0)
    axes.axvspan(high, TO, color=BAD, alpha=0.15, linewidth=0)
    axes.plot(margins, stable(margins), color=SCORE, linewidth=2, label=words["stable"])
    axes.plot(
        margins[inside],
        naive(margins[inside]),
        color=BAD,
        linewidth=5,
        alpha=0.45,
        label=words["naive"],
        solid_capstyle="butt",
    )
    axes.set_yscale("log")
    axes.set_xlim(FROM, TO)
    axes.set_ylim(FLOOR, TOP)
    axes.set_xticks([-100, -50, 0], ["−100", "−50", "0"])
    axes.set_yticks([1e-16, 1e-8, 1], ["10⁻¹⁶", "10⁻⁸", "1"])
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_xlabel(words["m"])
    axes.set_title(words["loss"], loc="left", fontsize=10)
    axes.spines[["right", "top"]].set_visible(False)
    notes = [(words["inf"], low, low + 2, "left"), (words["zero"], high, high - 2, "right")]
    for (note, end, x, side), y in zip(notes, (1e-4, FLOOR * 20), strict=True):
        text = note.format(m=f"{end:.2f}".replace("-", "−"))
        axes.text(x, y, text, color=BAD, fontsize=9.5, ha=side)
    figure.legend(loc="upper left", ncols=2, frameon=False, fontsize=9.5)
    return figure


def table(words):
    rows = zip(SHOWN, naive(SHOWN), stable(SHOWN), strict=True)
    return [
        [words["m"], words["naive"], words["stable"]],
        *([f"{m}".replace("-", "−"), number(one), number(other)] for m, one, other in rows),
    ]


def number(loss):
    return f"{loss:.4g}".replace("e-0", "e-").replace("-", "−")
