from matplotlib.figure import Figure

from logitkit import logit, odds

PROBABILITIES = [0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98]

WORDS = {
    "en": {
        "caption": "The same nine probabilities on three scales. The first is symmetric and ends "
        "at 0 and 1, the second begins at 0, the third is symmetric about 0 and has no ends.",
        "probability": "probability p",
        "odds": "odds p/(1 − p)",
        "logit": "logit ln(p/(1 − p))",
    },
    "vi": {
        "caption": "Cùng chín xác suất ấy trên ba thang đo. Thang thứ nhất đối xứng nhưng dừng ở "
        "0 và 1, thang thứ hai bắt đầu từ 0, thang thứ ba đối xứng quanh 0 và không có đầu mút.",
        "probability": "xác suất p",
        "odds": "odds p/(1 − p)",
        "logit": "logit ln(p/(1 − p))",
    },
}


def draw(words):
    figure = Figure(figsize=(5.4, 2.6))
    rows = [
        ("probability", PROBABILITIES, (0, 1), "#010301"),
        ("odds", [odds(p) for p in PROBABILITIES], (0, 50), "#010303"),
        ("logit", [logit(p) for p in PROBABILITIES], (-4, 4), "#010304"),
    ]
    for place, (name, values, limits, colour) in enumerate(rows):
        axes = figure.add_axes((0.04, 0.74 - 0.34 * place, 0.92, 0.16))
        axes.set_xlim(limits)
        axes.set_ylim(-1, 1)
        axes.set_yticks([])
        axes.spines[["left", "right", "top"]].set_visible(False)
        axes.spines["bottom"].set_position("center")
        axes.plot(values, [0] * len(values), "o", color=colour, markersize=6, clip_on=False)
        axes.set_title(words[name], loc="left", fontsize=10, color=colour)
    return figure


def table(words):
    head = [words["probability"], words["odds"], words["logit"]]
    return [head, *([f"{p:g}", f"{odds(p):.4g}", f"{logit(p):.4f}"] for p in PROBABILITIES)]
