import numpy as np
from matplotlib.figure import Figure

from handbook.figures import shown
from logitkit import softmax

LOGITS = [3, 1, 0]
TEMPERATURES = [0.5, 1, 2, 4, 10]
ADDED = [1, 2, 3, 4, 5]

INK = "#010203"
SCORE = "#010304"
CORNERS = np.array([[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])

WORDS = {
    "en": {
        "caption": "Every point of the triangle is a distribution over three classes; a corner is "
        "a class with probability 1. The thin lines bound the areas in which one class is the most "
        "probable. Start: softmax of 3, 1 and 0. One path divides all logits by T, the other adds "
        "to the third logit alone.",
        "class": "class {number}",
        "T": "temperature T",
        "added": "added to the logit of class 3",
        "start": "start, T = 1",
        "change": "change",
        "by": "logit of class 3: {by}",
    },
    "vi": {
        "caption": "Mỗi điểm của tam giác là một phân phối trên ba lớp; mỗi đỉnh là một lớp có "
        "xác suất 1. Các đường mảnh ngăn ba miền, trong mỗi miền có một lớp đứng đầu về xác suất. "
        "Xuất phát từ softmax của 3; 1 và 0. Một đường đi chia mọi logit cho T, đường kia chỉ "
        "cộng vào logit thứ ba.",
        "class": "lớp {number}",
        "T": "nhiệt độ T",
        "added": "cộng vào logit của lớp 3",
        "start": "xuất phát, T = 1",
        "change": "thay đổi",
        "by": "logit của lớp 3: {by}",
    },
}


def place(p):
    return np.asarray(p) @ CORNERS


def cooled(temperature):
    return softmax(LOGITS, temperature=temperature)


def raised(by):
    return softmax(np.add(LOGITS, [0, 0, by]))


def signed(number):
    return f"{number:+d}".replace("-", "−")


def draw(words):
    figure = Figure(figsize=(5.4, 5.0))
    axes = figure.add_axes((0.02, 0.0, 0.96, 0.88))
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_xlim(-0.09, 1.09)
    axes.set_ylim(-0.1, 0.95)
    axes.plot(*CORNERS[[0, 1, 2, 0]].T, color=INK, linewidth=1)
    for end in ([0.5, 0.5, 0], [0, 0.5, 0.5], [0.5, 0, 0.5]):
        line = np.array([place([1 / 3] * 3), place(end)])
        axes.plot(*line.T, color=INK, linewidth=0.6, alpha=0.5)
    for number, corner in enumerate(CORNERS, 1):
        below = number < 3
        axes.annotate(
            words["class"].format(number=number),
            corner,
            (0, -6 if below else 5),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            fontsize=10,
        )
    path = np.array([place(cooled(t)) for t in np.geomspace(0.1, 1000, 120)])
    axes.plot(*path.T, color=SCORE, linewidth=1.6)
    path = np.array([place(raised(by)) for by in np.linspace(-10, 14, 60)])
    axes.plot(*path.T, color=INK, linewidth=1.2, linestyle=(0, (4, 3)))
    points = [(cooled(t), f"{t:g}", SCORE) for t in TEMPERATURES if t != 1]
    points += [(raised(by), signed(by), INK) for by in ADDED]
    for p, name, colour in points:
        added, last = colour == INK, name == "0.5"
        axes.plot(*place(p), "s" if added else "o", color=colour, markersize=5 if added else 6)
        axes.annotate(
            name,
            place(p),
            (7, 3) if added else (-7, 5) if last else (4, -5),
            textcoords="offset points",
            ha="right" if last else "left",
            va="center" if added or last else "top",
            fontsize=9.5,
            color=colour,
        )
    axes.plot(*place(softmax(LOGITS)), "D", color=INK, markersize=8)
    handles = [
        axes.plot([], [], "-o", color=SCORE, markersize=6, linewidth=1.6)[0],
        axes.plot([], [], "s", color=INK, markersize=5, linestyle=(0, (4, 3)), linewidth=1.2)[0],
        axes.plot([], [], "D", color=INK, markersize=7, linestyle="")[0],
    ]
    names = [words[key] for key in ("T", "added", "start")]
    figure.legend(
        handles, names, loc="upper left", ncols=3, frameon=False, fontsize=9.5, columnspacing=1.2
    )
    return figure


def table(words):
    rows = [(f"T = {t:g}", cooled(t)) for t in TEMPERATURES]
    rows += [(words["by"].format(by=signed(by)), raised(by)) for by in ADDED]
    return [
        [words["change"], *(words["class"].format(number=i) for i in (1, 2, 3))],
        *([name, *(shown(each) for each in p)] for name, p in rows),
    ]
