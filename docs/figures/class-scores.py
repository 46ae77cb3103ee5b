from matplotlib.figure import Figure

from handbook.figures import shown
from logitkit import class_log_odds, log_softmax, softmax

START = [3, 1, 0]

SCORE = "#010304"

WORDS = {
    "en": {
        "caption": "Logits of a network and what softmax makes of them. The last column is the "
        "logit of the class's probability, in the sense of statistics: the log-odds of the class "
        "against all the others together.",
        "drawing": "Three bars, the softmax probabilities of the logits 3, 1 and 0.",
        "class": "class",
        "logit": "logit",
        "softmax": "softmax",
        "log-softmax": "log-softmax",
        "log-odds": "log-odds of the class",
        "of": "logit of class {number}",
        "shift": "Add 1 to all",
        "double": "Double all",
        "halve": "Halve all",
        "add": "Add a class",
        "remove": "Remove a class",
        "reset": "Reset",
        "top": "The largest logit is that of class {top}: probability {p}. The log-odds of this "
        "class against all others together are {odds}.",
        "tie": "More than one class has the largest logit; each of them has probability {p}.",
        "shifted": "Every logit is 1 higher, and every probability stayed: softmax sees only "
        "differences.",
        "scaled": "Every difference between logits has changed by the factor {factor}: the "
        "largest probability went from {before} to {p}. The order of the classes stayed.",
        "added": "Class {number} has joined with the logit 0 and takes {share}. The ratios of the "
        "other probabilities stayed.",
        "removed": "Class {number} is gone. The others share what it had, in the ratios in which "
        "they stood.",
    },
    "vi": {
        "caption": "Các logit của một mạng và kết quả của softmax. Cột cuối là logit của xác suất "
        "của từng lớp theo nghĩa thống kê: log-odds của lớp ấy so với tất cả các lớp còn lại gộp "
        "chung.",
        "drawing": "Ba thanh ngang: xác suất softmax của các logit 3, 1 và 0.",
        "class": "lớp",
        "logit": "logit",
        "softmax": "softmax",
        "log-softmax": "log-softmax",
        "log-odds": "log-odds của lớp",
        "of": "logit của lớp {number}",
        "shift": "Cộng 1 vào tất cả",
        "double": "Nhân đôi tất cả",
        "halve": "Chia đôi tất cả",
        "add": "Thêm một lớp",
        "remove": "Bớt một lớp",
        "reset": "Đặt lại",
        "top": "Logit lớn nhất là của lớp {top}: xác suất {p}. Log-odds của lớp này so với tất cả "
        "các lớp còn lại gộp chung bằng {odds}.",
        "tie": "Có hơn một lớp cùng mang logit lớn nhất; mỗi lớp ấy có xác suất {p}.",
        "shifted": "Mọi logit đều tăng 1 mà mọi xác suất vẫn giữ nguyên: softmax chỉ nhìn hiệu của "
        "các logit.",
        "scaled": "Mọi hiệu giữa các logit đã được nhân với {factor}: xác suất lớn nhất đi từ "
        "{before} tới {p}. Thứ tự các lớp không đổi.",
        "added": "Lớp {number} vào với logit 0 và nhận xác suất {share}. Tỉ số giữa các xác suất "
        "còn lại không đổi.",
        "removed": "Lớp {number} đã ra. Các lớp còn lại chia nhau phần của nó, theo đúng tỉ số cũ "
        "giữa chúng.",
    },
}


def draw(words):
    figure = Figure(figsize=(5.4, 1.7))
    axes = figure.add_axes((0.26, 0.04, 0.6, 0.78))
    names = [words["of"].format(number=i) + f": {z}" for i, z in enumerate(START, 1)]
    bars = axes.barh(names, softmax(START), 0.6, color=SCORE)
    axes.bar_label(bars, [shown(p) for p in softmax(START)], padding=4, fontsize=10)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.set_title(words["softmax"], loc="left", fontsize=10)
    axes.spines[["right", "top", "bottom"]].set_visible(False)
    return figure


def data():
    return {"start": START}


def table(words):
    head = [words[key] for key in ("class", "logit", "softmax", "log-softmax", "log-odds")]
    columns = [START, softmax(START), log_softmax(START), class_log_odds(START)]
    rows = enumerate(zip(*columns, strict=True), 1)
    return [head, *([str(i), *(shown(float(each)) for each in row)] for i, row in rows)]
