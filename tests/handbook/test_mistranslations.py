"""The mistranslations: every row is checked, and stands on the page under its own address."""

import pytest

from handbook import mistranslations
from handbook.project import HandbookError

ROWS = """\
rows:
  nhat-ky:
    seed: nhật ký
    count: 6
    term: logits
    right: logit
    meant: logits
    en: {reads: diary, why: The machine read *logs*.}
    vi: {reads: sổ ghi chép, why: Máy đọc thành *logs*.}
    typed: [nhat ky softmax]
  ban-ghi:
    seed: bản ghi
    count: 6
    right: logit
    meant: logits
    en: {reads: record, why: The other sense of *log*.}
    vi: {reads: mục ghi, why: Nghĩa khác của *log*.}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nhat-ky:", "Nhật ký:", r"docs/mistranslations.yml:2: row 'Nhật ký': an id is"),
        ("count: 6\n    right", "count: 0\n    right", r"yml:11: .*how often the thread has"),
        ("    right: logit\n", "", r"yml:2: .*missing 1 required positional argument: 'right'"),
        ("    vi: {reads: mục", "    cs: {reads: mục", r"yml:11: row 'ban-ghi': 'vi' is missing"),
    ],
)
def test_a_malformed_row_is_refused_with_its_line(write, old, new, message):
    with pytest.raises(HandbookError, match=message):
        mistranslations.load(write("mistranslations.yml", ROWS.replace(old, new, 1)))


def test_a_row_says_what_it_stood_for_and_what_people_type(write):
    root = write("mistranslations.yml", ROWS)
    english = mistranslations.passage(root, "en")
    assert '### <q class="mt" lang="vi">nhật ký</q> { #nhat-ky }' in english
    assert "- It stands for: **logits**" in english
    assert '- In Vietnamese, write: [<span lang="vi">logit</span>](term:logits)' in english
    assert 'People type: <q class="mt" lang="vi">nhat ky softmax</q>' in english
    assert english.count("People type") == 1
    vietnamese = mistranslations.passage(root, "vi")
    assert "- Nên viết: [logit](term:logits)" in vietnamese
    assert "Máy đọc thành *logs*." in vietnamese


def test_the_53_rows_are_there(root):
    assert len(mistranslations.load(root)) == 53
