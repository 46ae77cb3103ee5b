from collections import Counter
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from handbook import timeline, words

INK = "#010203"
SENSES = {"function": "#010301", "model": "#010302", "unit": "#010303", "score": "#010304"}
MARKS = {
    "seen": {"marker": "o"},
    "through": {"marker": "o", "fillstyle": "none"},
    "contested": {"marker": "D", "fillstyle": "none"},
    "unverified": {"marker": "x"},
}
# Equal parts of the figure for stretches of unequal length, and the years that are written.
STRETCHES = [1835, 1930, 1960, 2010, 2024]
PARTS = [0, 0.22, 0.5, 0.68, 1]
YEARS = [1840, 1880, 1930, 1945, 1960, 2010, 2015, 2020]
ROWS = {"function": 0, "model": -1.1, "unit": -1.9, "score": -3.5}
STEP = 0.16
# How far below its row the name of a word is written.
BELOW = {
    "logistique": 0.2,
    "logistic": 0.2,
    "probit": 0.42,
    "logit": 0.2,
    "logits": 0.42,
    "ban": 0.2,
    "LOD": 0.2,
    "softmax": 0.2,
    "LogitBoost": 0.42,
    "*_with_logits": 0.64,
    "logit lens": 0.42,
}

WORDS = {
    "en": {
        "language": "en",
        "caption": "Each mark is a record of the timeline below, in the row of its sense. Of the "
        "years, those with most to tell are drawn widest: the scale changes at the vertical "
        "lines. Named are the records with which a word is new.",
        "date": "Date",
        "word": "New word",
    },
    "vi": {
        "language": "vi",
        "caption": "Mỗi dấu là một mục của dòng thời gian bên dưới, đặt ở hàng của nghĩa tương "
        "ứng. Những năm có nhiều điều để kể được vẽ rộng hơn: tỉ lệ của trục thay đổi ở các "
        "đường thẳng đứng. Có ghi tên ở những mục mà một chữ mới xuất hiện.",
        "date": "Ngày",
        "word": "Chữ mới",
    },
}


def across(year):
    return np.interp(year, STRETCHES, PARTS)


def draw(words_here):
    names = words.WORDS[words_here["language"]]
    figure = Figure(figsize=(5.4, 5))
    axes = figure.add_axes((0.26, 0.07, 0.73, 0.79))
    stacked = Counter()
    for event in _records():
        row, year = ROWS[event.sense], event.order[0]
        height = row + STEP * stacked[row, year]
        stacked[row, year] += 1
        colour = SENSES[event.sense]
        axes.plot(
            across(year), height, linestyle="", color=colour, markersize=5, **MARKS[event.mark]
        )
        if event.word in BELOW:
            where = across(year), row - BELOW[event.word]
            axes.annotate(event.word, where, ha="center", va="top", fontsize=9.5, color=colour)
    for part in PARTS[1:-1]:
        axes.axvline(part, color=INK, linewidth=0.6, alpha=0.35)
    axes.set_xticks([across(year) for year in YEARS], [str(year) for year in YEARS], fontsize=9.5)
    axes.set_yticks([ROWS[sense] for sense in SENSES])
    axes.set_yticklabels([names[f"sense-{sense}"] for sense in SENSES], fontsize=9.5)
    for label, colour in zip(axes.get_yticklabels(), SENSES.values(), strict=True):
        label.set_color(colour)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(-0.02, 1.01)
    axes.set_ylim(-4.5, 0.6)
    axes.spines[["left", "right", "top"]].set_visible(False)
    figure.legend(
        [Line2D([], [], linestyle="", color=INK, markersize=6, **look) for look in MARKS.values()],
        [names[f"mark-{mark}"] for mark in MARKS],
        loc="upper left",
        ncols=2,
        frameon=False,
        fontsize=9.5,
        handletextpad=0.2,
        columnspacing=1.2,
    )
    return figure


def table(words_here):
    language = words_here["language"]
    names = words.WORDS[language]
    head = [
        words_here["date"],
        words_here["word"],
        names["timeline-sense"],
        names["timeline-mark"],
    ]
    rows = (
        [
            event.when(language),
            event.word,
            names[f"sense-{event.sense}"],
            names[f"mark-{event.mark}"],
        ]
        for event in _records()
    )
    return [head, *rows]


def _records():
    return timeline.events(Path(__file__).parents[2])
