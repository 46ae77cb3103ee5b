import numpy as np

from handbook.figures import shown
from logitkit import bigram, jabberwocky, kieu, softmax

SHOWN = 10
SPACE = " "

WORDS = {
    "en": {
        "caption": "The next-token logits of the tiny language model after one token, and their "
        "probabilities. ␣ is a space, ↵ a new line. The tokens that are not shown are summed in "
        "the row before the last.",
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


def table(words):
    model = bigram(kieu().lower())
    z = model.after(SPACE)
    p = softmax(z)
    order = np.argsort(-z, kind="stable")
    first, rest = order[:SHOWN], order[SHOWN:]
    return [
        [words[key] for key in ("token", "logit", "p")],
        *([name(model.tokens[i]), shown(float(z[i])), shown(float(p[i]))] for i in first),
        [words["rest"].format(count=len(rest)), "–", shown(float(p[rest].sum()))],
        [words["all"].format(count=len(z)), "–", shown(float(p.sum()))],
    ]


def name(token):
    return {SPACE: "␣", "\n": "↵"}.get(token, token)
