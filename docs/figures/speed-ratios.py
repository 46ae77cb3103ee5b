from pathlib import Path

from matplotlib.figure import Figure

from handbook import numerics

LOOKS = {
    "float64": {"marker": "o", "color": "#010304"},
    "float32": {"marker": "o", "color": "#010304", "fillstyle": "none"},
}

WORDS = {
    "en": {
        "caption": "SciPy's time divided by logitkit's, from 100 000 numbers on: right of the line "
        "logitkit is faster. Each mark is one size.",
        "function": "Function",
        "size": "Size",
        "axis": "SciPy's time / logitkit's",
    },
    "vi": {
        "caption": "Thời gian của SciPy chia cho thời gian của logitkit, từ 100 000 số trở lên: "
        "bên phải vạch là logitkit nhanh hơn. Mỗi dấu là một cỡ dữ liệu.",
        "function": "Hàm",
        "size": "Cỡ",
        "axis": "thời gian của SciPy / của logitkit",
    },
}


def measured():
    for each in numerics.load(Path(__file__).parents[2])["speed"]:
        if "SciPy" in each and each["size"] not in ("1", "1000"):
            yield each


def draw(words):
    figure = Figure(figsize=(5.4, 5.4))
    axes = figure.add_axes((0.43, 0.1, 0.54, 0.8))
    names = list(dict.fromkeys(each["function"] for each in measured()))
    for dtype, look in LOOKS.items():
        points = [each for each in measured() if each["dtype"] == dtype]
        axes.plot(
            [each["SciPy"] for each in points],
            [-names.index(each["function"]) for each in points],
            linestyle="",
            markersize=7,
            label=dtype,
            **look,
        )
    axes.axvline(1, color="#010203", linewidth=1)
    axes.set_xlim(0)
    axes.set_xlabel(words["axis"])
    lines = [name.replace("_entropy_", "_entropy_\n") for name in names]
    axes.set_yticks([-row for row in range(len(names))], lines, fontsize=9.5)
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "right", "top"]].set_visible(False)
    figure.legend(loc="upper left", ncols=2, frameon=False, fontsize=10)
    return figure


def table(words):
    rows = [
        [each["function"], each["dtype"], numerics.size(each["size"]), f"{each['SciPy']:.2f}"]
        for each in measured()
    ]
    return [[words["function"], "dtype", words["size"], words["axis"]], *rows]
