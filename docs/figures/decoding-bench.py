import numpy as np
from matplotlib.figure import Figure

from handbook.figures import shown
from logitkit import bigram, jabberwocky, kieu, softmax

SHOWN = 10
SPACE = " "

SCORE = "#010304"
UNIT = "#010303"

WORDS = {
    "en": {
        "caption": "The next-token logits of the tiny language model after one token, and their "
        "probabilities. ␣ is a space, ↵ a new line. The tokens that are not shown are summed in "
        "the row before the last.",
        "drawing": "Eleven bars: the probabilities of the ten most probable tokens after a space, "
        "and of the 68 others together, which is nearly as much as the first has.",
        "token": "token",
        "logit": "logit",
        "p": "probability",
        "logit-now": "logit, now",
        "p-now": "probability, now",
        "rest": "{count} others",
        "all": "all {count}",
        "text": "Counted from",
        "kieu": "Truyện Kiều",
        "jabberwocky": "Jabberwocky",
        "after": "after the token",
        "temperature": "temperature",
        "top-k": "top-k",
        "top-p": "top-p",
        "min-p": "min-p",
        "bias": "bias on",
        "bias-by": "bias",
        "mask": "mask: letters only",
        "earlier": "{name}: earlier",
        "later": "{name}: later",
        "draw": "Draw the next token",
        "line": "Drawn so far",
        "say": "{order}: {kept} of {all} tokens stay. The most probable is {token}, with {p}. The "
        "{rest} tokens not shown have {tail} together.",
        "drawn": "Drawn: {drawn}. After it, {kept} of {all} tokens stay. The most probable is "
        "{token}, with {p}. The {rest} tokens not shown have {tail} together.",
        "nothing": "As counted",
        "then": ", then ",
        "none": "No token is left: the mask rules out every token that stood. Change the order, or "
        "switch something off.",
    },
    "vi": {
        "caption": "Logit của token kế tiếp trong mô hình ngôn ngữ tí hon, đứng sau một token, và "
        "xác suất tương ứng. ␣ là dấu cách, ↵ là xuống dòng. Các token không hiện ra được cộng gộp "
        "ở hàng áp chót.",
        "drawing": "Mười một thanh ngang: xác suất của mười token dễ gặp nhất sau dấu cách, và "
        "tổng của 68 token khác, gần bằng xác suất của token đứng đầu.",
        "token": "token",
        "logit": "logit",
        "p": "xác suất",
        "logit-now": "logit bây giờ",
        "p-now": "xác suất bây giờ",
        "rest": "{count} token khác",
        "all": "cả {count} token",
        "text": "Đếm từ",
        "kieu": "Truyện Kiều",
        "jabberwocky": "Jabberwocky",
        "after": "đứng sau token",
        "temperature": "nhiệt độ",
        "top-k": "top-k",
        "top-p": "top-p",
        "min-p": "min-p",
        "bias": "cộng cho token",
        "bias-by": "cộng",
        "mask": "mặt nạ: chỉ giữ chữ cái",
        "earlier": "{name}: làm sớm hơn",
        "later": "{name}: làm muộn hơn",
        "draw": "Rút token kế tiếp",
        "line": "Đã rút",
        "say": "{order}: còn {kept} trong {all} token. Token có xác suất cao nhất là {token}, với "
        "{p}. {rest} token không hiện ra có tổng xác suất {tail}.",
        "drawn": "Vừa rút: {drawn}. Sau nó còn {kept} trong {all} token. Token có xác suất cao "
        "nhất là {token}, với {p}. {rest} token không hiện ra có tổng xác suất {tail}.",
        "nothing": "Theo số đếm",
        "then": ", rồi ",
        "none": "Không còn token nào: mặt nạ loại hết những token còn lại. Bạn hãy đổi thứ tự, "
        "hoặc bỏ bớt một phép.",
    },
}


def data():
    """The texts from which the module counts as `bigram` does."""
    texts = {"kieu": kieu().lower(), "jabberwocky": jabberwocky().lower()}
    return {"texts": texts, "smoothing": 0.1, "after": SPACE, "shown": SHOWN}


def frame():
    """The tokens, their logits and probabilities; the places of the first ones and of the rest."""
    model = bigram(kieu().lower())
    z = model.after(SPACE)
    order = np.argsort(-z, kind="stable")
    return model.tokens, z, softmax(z), order[:SHOWN], order[SHOWN:]


def draw(words):
    tokens, _, p, first, rest = frame()
    names = [*(name(tokens[i]) for i in first), words["rest"].format(count=len(rest))]
    shares = [*(float(p[i]) for i in first), float(p[rest].sum())]
    figure = Figure(figsize=(5.4, 3.6))
    axes = figure.add_axes((0.2, 0.02, 0.66, 0.9))
    bars = axes.barh(range(len(names)), shares, 0.7, color=[SCORE] * len(first) + [UNIT])
    axes.bar_label(bars, [shown(share) for share in shares], padding=4, fontsize=10)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.set_title(words["p"], loc="left", fontsize=10)
    axes.spines[["right", "top", "bottom"]].set_visible(False)
    return figure


def table(words):
    tokens, z, p, first, rest = frame()
    return [
        [words[key] for key in ("token", "logit", "p")],
        *([name(tokens[i]), shown(float(z[i])), shown(float(p[i]))] for i in first),
        [words["rest"].format(count=len(rest)), "–", shown(float(p[rest].sum()))],
        [words["all"].format(count=len(z)), "–", shown(float(p.sum()))],
    ]


def name(token):
    return {SPACE: "␣", "\n": "↵"}.get(token, token)
