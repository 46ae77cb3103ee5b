from math import e, log

import numpy as np
from matplotlib.figure import Figure

from handbook.figures import shown
from logitkit import softmax, sparse_softmax_cross_entropy_with_logits

CLASSES, EACH = 3, 8
STEPS = [0, 1, 10, 100, 1000]
FLOOR = log(1 + (CLASSES - 1) / e)

INK = "#010203"
MODEL = "#010302"
SCORE = "#010304"

WORDS = {
    "en": {
        "caption": "Two classifiers with the same 24 points of three classes, the same start and "
        "the same gradient descent. One applies softmax once, the other twice. The probability is "
        "that of the right class, on average, after one softmax.",
        "steps": "steps",
        "once": "loss, once",
        "twice": "loss, twice",
        "p-once": "probability, once",
        "p-twice": "probability, twice",
        "start": "Start",
        "start-zero": "all weights 0",
        "start-wrong": "confidently wrong",
        "rate": "Learning rate",
        "train": "Train",
        "label-once": "once",
        "label-twice": "twice",
        "label-floor": "floor {floor}",
        "loss": "loss",
        "drawing": "Both losses against the number of steps, and the floor of the second.",
        "say": "After {steps} steps, softmax once: loss {once}, {right} of {all} right, "
        "probability {p}. Softmax twice: loss {twice}, {right2} of {all} right, "
        "probability {p2}; this loss never falls below {floor}.",
    },
    "vi": {
        "caption": "Hai bộ phân loại với cùng 24 điểm thuộc ba lớp, cùng điểm xuất phát và cùng "
        "phép xuống dốc theo gradient. Một bộ áp dụng softmax một lần, bộ kia hai lần. Xác suất ở "
        "đây là của lớp đúng, lấy trung bình, sau một lần softmax.",
        "steps": "số bước",
        "once": "mất mát, một lần",
        "twice": "mất mát, hai lần",
        "p-once": "xác suất, một lần",
        "p-twice": "xác suất, hai lần",
        "start": "Xuất phát",
        "start-zero": "mọi trọng số bằng 0",
        "start-wrong": "sai mà còn rất chắc chắn",
        "rate": "Tốc độ học",
        "train": "Huấn luyện",
        "label-once": "một lần",
        "label-twice": "hai lần",
        "label-floor": "sàn {floor}",
        "loss": "mất mát",
        "drawing": "Hai mất mát theo số bước, và sàn của mất mát thứ hai.",
        "say": "Sau {steps} bước, softmax một lần: mất mát {once}, đúng {right} trên {all}, xác "
        "suất {p}. Softmax hai lần: mất mát {twice}, đúng {right2} trên {all}, xác suất {p2}; mất "
        "mát này không bao giờ xuống dưới {floor}.",
    },
}


def points():
    """Three clouds around the corners of a triangle, with a 1 in front for the bias."""
    random = np.random.default_rng(41455101)
    clouds = [centre + random.normal(size=(EACH, 2)) for centre in corners()]
    x = np.concatenate(clouds).round(2)
    return np.column_stack([np.ones(len(x)), x]), np.repeat(np.arange(CLASSES), EACH)


def corners():
    angle = 2 * np.pi * np.arange(CLASSES) / CLASSES
    return 2 * np.column_stack([np.cos(angle), np.sin(angle)])


def starts():
    """No weights at all; or weights under which each corner belongs to the class before it."""
    wrong = np.column_stack([np.zeros(CLASSES), np.roll(corners(), -1, axis=0)]).round(2)
    return {"zero": np.zeros((CLASSES, 3)), "wrong": wrong}


def train(start, rate, twice):
    """The loss, and the mean probability of the right class, after each number of STEPS."""
    x, label = points()
    weights, rows = starts()[start], np.arange(len(label))
    target = np.eye(CLASSES)[label]
    found = []
    for step in range(max(STEPS) + 1):
        p = softmax(x @ weights.T)
        scores = p if twice else x @ weights.T
        if step in STEPS:
            loss = sparse_softmax_cross_entropy_with_logits(labels=label, logits=scores).mean()
            found.append((float(loss), float(p[rows, label].mean())))
        slope = softmax(scores) - target
        if twice:
            slope = p * (slope - (p * slope).sum(axis=1, keepdims=True))
        weights = weights - rate * slope.T @ x / len(x)
    return found


def data():
    x, label = points()
    return {
        "x": x.tolist(),
        "label": label.tolist(),
        "starts": {name: weights.tolist() for name, weights in starts().items()},
        "steps": STEPS,
        "floor": FLOOR,
    }


def draw(words):
    figure = Figure(figsize=(5.4, 3.2))
    axes = figure.add_axes((0.1, 0.16, 0.86, 0.74))
    for name, twice, colour, lift in (("once", False, MODEL, 0.02), ("twice", True, SCORE, 0.03)):
        losses = [loss for loss, _ in train("zero", 1, twice)]
        axes.plot(range(len(STEPS)), losses, "o-", color=colour)
        for place, loss in enumerate(losses):
            if twice and not place:
                continue
            axes.text(place, loss + lift, shown(loss), color=colour, fontsize=9.5, ha="center")
        label = words[f"label-{name}"]
        axes.text(len(STEPS) - 0.6, losses[-1], label, color=colour, fontsize=10, va="center")
    axes.axhline(FLOOR, color=INK, linewidth=0.8, linestyle=(0, (3, 3)))
    axes.text(2.2, FLOOR - 0.07, words["label-floor"].format(floor=shown(FLOOR)), fontsize=9.5)
    axes.set_xlim(-0.3, len(STEPS))
    axes.set_ylim(0, 1.2)
    axes.set_xticks(range(len(STEPS)), [str(step) for step in STEPS])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_xlabel(words["steps"])
    axes.set_title(words["loss"], loc="left", fontsize=10)
    axes.spines[["right", "top"]].set_visible(False)
    return figure


def table(words):
    rows = zip(STEPS, train("zero", 1, False), train("zero", 1, True), strict=True)
    return [
        [words[key] for key in ("steps", "once", "twice", "p-once", "p-twice")],
        *(
            [str(step), *(shown(number) for number in (once[0], twice[0], once[1], twice[1]))]
            for step, once, twice in rows
        ),
    ]
