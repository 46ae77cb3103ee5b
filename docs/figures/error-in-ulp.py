from pathlib import Path

from matplotlib.figure import Figure

from handbook import numerics

LIBRARIES = {
    "logitkit": {"marker": "o", "color": "#010304"},
    "SciPy": {"marker": "s", "color": "#010203", "fillstyle": "none"},
    "textbook": {"marker": "X", "color": "#010403"},
}

WORDS = {
    "en": {
        "caption": "The largest error of each function in float64, in units in the last place, "
        "over the golden points of the tests. A cross says what the formula of the textbooks gives "
        "where it gives an ordinary number at all; how often it does not is in the table below.",
        "function": "Function",
        "textbook": "textbook formula",
        "axis": "largest error, ULP",
        "bad": "bad points",
    },
    "vi": {
        "caption": "Sai số lớn nhất của từng hàm ở float64, tính bằng đơn vị ở chữ số cuối, trên "
        "các điểm chuẩn của bộ kiểm thử. Dấu chéo là sai số của công thức sách giáo khoa tại những "
        "điểm mà nó còn cho một số thông thường; số điểm mà nó không cho được có trong bảng dưới.",
        "function": "Hàm",
        "textbook": "công thức sách giáo khoa",
        "axis": "sai số lớn nhất, ULP",
        "bad": "điểm hỏng",
    },
}


def measured():
    found = numerics.load(Path(__file__).parents[2])["accuracy"]
    by = {}
    for each in found:
        if each["dtype"] == "float64":
            by.setdefault(each["function"], {})[each["library"]] = each
    return by


def draw(words):
    figure = Figure(figsize=(5.4, 5.4))
    axes = figure.add_axes((0.43, 0.1, 0.54, 0.8))
    by = measured()
    for library, look in LIBRARIES.items():
        points = [(row, each[library]) for row, each in enumerate(by.values()) if library in each]
        axes.plot(
            [found["worst"] for _, found in points],
            [-row for row, _ in points],
            linestyle="",
            markersize=8,
            label=words.get(library, library),
            **look,
        )
    axes.set_xscale("log")
    axes.set_xticks([1, 1e4, 1e8, 1e12, 1e16], ["1", "10⁴", "10⁸", "10¹²", "10¹⁶"])
    axes.minorticks_off()
    axes.set_xlabel(words["axis"])
    lines = [name.replace("_entropy_", "_entropy_\n") for name in by]
    axes.set_yticks([-row for row in range(len(by))], lines, fontsize=9.5)
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "right", "top"]].set_visible(False)
    figure.legend(loc="upper left", ncols=3, frameon=False, fontsize=10)
    return figure


def table(words):
    rows = [
        [
            name,
            words.get(library, library),
            numerics.number(found["worst"]),
            str(found["bad"]),
        ]
        for name, each in measured().items()
        for library, found in each.items()
    ]
    return [[words["function"], "", words["axis"], words["bad"]], *rows]
