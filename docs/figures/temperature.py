from matplotlib.figure import Figure

from handbook.figures import shown
from logitkit import softmax

LOGITS = [2, 1, 0.1]
TEMPERATURES = [0.25, 0.5, 1, 2, 10]

INK = "#010203"
SCORE = "#010304"
STRENGTHS = [1, 0.5, 0.1]

WORDS = {
    "en": {
        "caption": "Softmax of the logits 2, 1 and 0.1 at five temperatures. From left to right "
        "the bars become level, towards one third each; in every group they stand in the same "
        "order.",
        "T": "temperature",
        "p": "probability",
        "logit": "logit {logit:g}",
    },
    "vi": {
        "caption": "Softmax của các logit 2; 1 và 0.1 ở năm nhiệt độ. Từ trái sang phải, các cột "
        "bằng nhau dần và tiến về một phần ba; trong nhóm nào, thứ tự của chúng cũng như nhau.",
        "T": "nhiệt độ",
        "p": "xác suất",
        "logit": "logit {logit:g}",
    },
}


def draw(words):
    figure = Figure(figsize=(5.4, 3.6))
    axes = figure.add_axes((0.1, 0.15, 0.88, 0.67))
    for rank, (logit, strength) in enumerate(zip(LOGITS, STRENGTHS, strict=True)):
        places = [group + 0.28 * (rank - 1) for group in range(len(TEMPERATURES))]
        heights = [softmax(LOGITS, temperature=t)[rank] for t in TEMPERATURES]
        name = words["logit"].format(logit=logit)
        axes.bar(places, heights, 0.24, color=(SCORE, strength), edgecolor=SCORE, label=name)
    axes.axhline(1 / 3, color=INK, linewidth=0.8, linestyle=(0, (3, 3)))
    axes.set_xticks(range(len(TEMPERATURES)), [f"{t:g}" for t in TEMPERATURES])
    axes.tick_params(axis="x", length=0)
    axes.set_xlabel(words["T"])
    axes.set_ylim(0, 1.05)
    axes.set_yticks([0, 1 / 3, 1], ["0", "1/3", "1"])
    axes.set_title(words["p"], loc="left", fontsize=10)
    axes.spines[["right", "top"]].set_visible(False)
    figure.legend(
        loc="upper left", ncols=3, frameon=False, fontsize=9.5, columnspacing=1.2, handlelength=1.4
    )
    return figure


def table(words):
    return [
        [words["T"], *(words["logit"].format(logit=logit) for logit in LOGITS)],
        *([f"{t:g}", *(shown(p) for p in softmax(LOGITS, temperature=t))] for t in TEMPERATURES),
    ]
