import numpy as np
from matplotlib.figure import Figure

from handbook.figures import shown
from logitkit import fit_binary
from logitkit.data import beetle

INK = "#010203"
LINKS = {
    "logit": {"color": "#010302", "linewidth": 2},
    "probit": {"color": INK, "linewidth": 1.2, "linestyle": (0, (1, 1.6))},
    "cloglog": {"color": INK, "linewidth": 1.2, "linestyle": (0, (5, 2.5))},
}

WORDS = {
    "en": {
        "caption": "Bliss's beetles: the share killed at each of eight doses, and the best curve "
        "with each of three links. Logit and probit lie almost on one another; the cloglog is "
        "higher at small doses, lower in the middle, and steeper at the end.",
        "dose": "log₁₀ dose",
        "exposed": "exposed",
        "killed": "killed",
        "observed": "observed",
        "share": "share killed",
        "curve": "{link}, deviance {deviance}",
        "expected": "expected, {link}",
    },
    "vi": {
        "caption": "Bọ cánh cứng của Bliss: tỉ lệ chết ở từng liều trong tám liều, và đường cong "
        "tốt nhất ứng với mỗi hàm liên kết. Đường logit và đường probit gần như trùng nhau; đường "
        "cloglog cao hơn ở liều nhỏ, thấp hơn ở giữa, và dốc hơn ở cuối.",
        "dose": "log₁₀ liều",
        "exposed": "tiếp xúc",
        "killed": "chết",
        "observed": "quan sát được",
        "share": "tỉ lệ chết",
        "curve": "{link}, deviance {deviance}",
        "expected": "theo {link}",
    },
}


def fits():
    x, exposed, killed = beetle()
    return {link: fit_binary(x, killed, trials=exposed, link=link) for link in LINKS}


def draw(words):
    x, exposed, killed = beetle()
    figure = Figure(figsize=(5.4, 4.6))
    axes = figure.add_axes((0.12, 0.11, 0.85, 0.69))
    doses = np.linspace(1.6, 1.9, 151)
    for link, fit in fits().items():
        name = words["curve"].format(link=link, deviance=shown(fit.deviance, 2))
        axes.plot(doses, fit.predict(doses), label=name, **LINKS[link])
    axes.plot(
        x,
        killed / exposed,
        "o",
        color=INK,
        markersize=6,
        label=words["observed"],
        clip_on=False,
        zorder=3,
    )
    axes.set_xlim(1.6, 1.9)
    axes.set_ylim(0, 1)
    axes.set_xticks([1.6, 1.7, 1.8, 1.9], ["1.6", "1.7", "1.8", "1.9"])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_xlabel(words["dose"])
    axes.set_title(words["share"], loc="left", fontsize=10)
    axes.spines[["right", "top"]].set_visible(False)
    figure.legend(loc="upper left", ncols=2, frameon=False, fontsize=9.5)
    return figure


def table(words):
    x, exposed, killed = beetle()
    expected = [exposed * fit.predict(x) for fit in fits().values()]
    rows = zip(x, exposed, killed, *expected, strict=True)
    return [
        [
            *(words[key] for key in ("dose", "exposed", "killed")),
            *(words["expected"].format(link=link) for link in LINKS),
        ],
        *(
            [shown(dose), str(n), str(k), *(shown(each, 1) for each in rest)]
            for dose, n, k, *rest in rows
        ),
    ]
