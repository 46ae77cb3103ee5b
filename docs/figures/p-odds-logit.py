from matplotlib.figure import Figure

from logitkit import logit, odds

PROBABILITIES = [0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98]

WORDS = {
    "en": {
        "caption": "The same nine points on three scales. Only on the logit scale are p and 1 − p "
        "at equal distances from the middle and free to go on for ever.",
        "probability": "probability p",
        "odds": "odds p/(1 − p)",
        "logit": "logit ln(p/(1 − p))",
    },
    "vi": {
        "caption": "Cùng chín điểm ấy trên ba thang đo. Chỉ trên thang logit, p và 1 − p mới cách "
        "đều điểm giữa và hai phía kéo dài vô hạn.",
        "probability": "xác suất p",
        "odds": "odds p/(1 − p)",
        "logit": "logit ln(p/(1 − p))",
    },
}


def draw(words):
    figure = Figure(figsize=(7, 3))
    rows = [
        ("probability", PROBABILITIES, (0, 1), "#010301"),
        ("odds", [odds(p) for p in PROBABILITIES], (0, 50), "#010303"),
        ("logit", [logit(p) for p in PROBABILITIES], (-4, 4), "#010304"),
    ]
    for place, (name, values, limits, colour) in enumerate(rows):
        axes = figure.add_axes((0.04, 0.76 - 0.32 * place, 0.92, 0.14))
        axes.set_xlim(limits)
        axes.set_ylim(-1, 1)
        axes.set_yticks([])
        axes.spines[["left", "right", "top"]].set_visible(False)
        axes.spines["bottom"].set_position("center")
        axes.plot(values, [0] * len(values), "o", color=colour, markersize=7, clip_on=False)
        axes.set_title(words[name], loc="left", fontsize=10, color=colour)
    return figure


def table(words):
    head = [words["probability"], words["odds"], words["logit"]]
    return [head, *([f"{p:g}", f"{odds(p):.4g}", f"{logit(p):.4f}"] for p in PROBABILITIES)]
