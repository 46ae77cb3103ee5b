from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from handbook import thread, words

GOOD, MIXED, BAD = "#010401", "#010402", "#010403"
MARKS = {
    "right": {"marker": "o", "color": GOOD},
    "caveat": {"marker": "o", "color": GOOD, "fillstyle": "none"},
    "half-right": {
        "marker": "s",
        "color": MIXED,
        "fillstyle": "left",
        "markerfacecoloralt": "none",
    },
    "convention": {"marker": "s", "color": MIXED, "fillstyle": "none"},
    "wrong": {"marker": "X", "color": BAD},
}

WORDS = {
    "en": {
        "language": "en",
        "caption": "Each row is an answer, the one with most votes on top; each mark is one of "
        "its claims, without opinions and comments. Votes and verdicts do not line up.",
        "answer": "Answer",
        "votes": "Votes",
    },
    "vi": {
        "language": "vi",
        "caption": "Mỗi hàng là một câu trả lời, nhiều phiếu nhất ở trên cùng; mỗi dấu là một ý "
        "trong đó, không kể ý kiến riêng và bình luận. Số phiếu không đi đôi với kết luận.",
        "answer": "Câu trả lời",
        "votes": "Số phiếu",
    },
}


def answers():
    read = thread.load(Path(__file__).parents[2])
    own = [post for post in read.posts.values() if post.id[0] == "a" and "-" not in post.id]
    for post in sorted(own, key=lambda post: -post.votes):
        verdicts = [claim.said_in.get(post.id) for claim in read.claims]
        yield post, {mark: verdicts.count(mark) for mark in MARKS}


def draw(words_here):
    names = words.WORDS[words_here["language"]]
    figure = Figure(figsize=(5.4, 3.9))
    axes = figure.add_axes((0.29, 0.02, 0.7, 0.82))
    rows = list(answers())
    for row, (_, counts) in enumerate(rows):
        marks = [mark for mark, count in counts.items() for _ in range(count)]
        for place, mark in enumerate(marks):
            axes.plot(place, -row, linestyle="", markersize=7, **MARKS[mark])
    axes.set_yticks([-row for row in range(len(rows))])
    axes.set_yticklabels([_name(post, words_here) for post, _ in rows])
    axes.tick_params(length=0)
    axes.set_xticks([])
    axes.set_xlim(-0.6, max(sum(counts.values()) for _, counts in rows) - 0.4)
    axes.spines[:].set_visible(False)
    figure.legend(
        [Line2D([], [], linestyle="", markersize=9, **look) for look in MARKS.values()],
        [names[f"verdict-{mark}"] for mark in MARKS],
        loc="upper left",
        ncols=3,
        frameon=False,
        fontsize=10,
    )
    return figure


def table(words_here):
    names = words.WORDS[words_here["language"]]
    head = [
        words_here["answer"],
        words_here["votes"],
        *(names[f"verdict-{mark}"] for mark in MARKS),
    ]
    return [
        head,
        *([post.id[1:], _votes(post), *map(str, counts.values())] for post, counts in answers()),
    ]


def _name(post, words_here):
    return f"{words_here['answer']} {post.id[1:]} ({_votes(post)})"


def _votes(post):
    return str(post.votes).replace("-", "−")
