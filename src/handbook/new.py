"""Skeletons: `python -m handbook new concepts/log-odds` writes a page in both languages."""

from datetime import date
from pathlib import Path

from handbook import translation
from handbook.page import Page
from handbook.project import LANGUAGES, HandbookError

SECTIONS = {
    "meaning": ("Meaning", "Ý nghĩa"),
    "formula": ("Formula", "Công thức"),
    "example": ("Example", "Ví dụ"),
    "not-this": ("Not to be confused with", "Dễ nhầm với"),
    "in-code": ("In code", "Trong mã nguồn"),
    "history": ("Where it comes from", "Nguồn gốc"),
    "see-also": ("See also", "Xem thêm"),
}


def write(root: Path, name: str) -> None:
    """Write the skeleton of an entry in both languages; a page that stands is never overwritten."""
    both = [Page(root, language, f"{name}.md") for language in LANGUAGES]
    for page in both:
        if page.path.exists():
            raise HandbookError(f"{page.place(1)}: the page stands already")
    key = name.rpartition("/")[2]
    for page in both:
        page.path.parent.mkdir(parents=True, exist_ok=True)
        page.path.write_text(_skeleton(page, key), encoding="utf-8")
        print(page.path.relative_to(root).as_posix())
    translation.stamp(both[1])


def _skeleton(page: Page, key: str) -> str:
    label = key.replace("-", " ").capitalize()
    front = [f"title: {label}", "description:", f"checked: {date.today()}", f"entry: {key}"]
    lines = [
        "---",
        *front,
        "---",
        "",
        f"# {label} {{ #{key} }}",
        "",
        f"{{{{ definition {key} }}}}",
        "",
    ]
    for anchor, headings in SECTIONS.items():
        lines += [f"## {headings[LANGUAGES.index(page.language)]} {{ #{anchor} }}", ""]
    return "\n".join(lines)
