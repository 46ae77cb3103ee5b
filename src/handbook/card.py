"""The picture that is shown where a page is shared: its heading, drawn here, in its language."""

import io
from functools import lru_cache
from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont

from handbook import terms
from handbook.cite import SITE
from handbook.page import Page

FILE = "card.png"
SIZE = (1200, 630)
MARGIN = 90
PAPER, INK, QUIET = "#ffffff", "#1b1f27", "#5c6470"
FAMILY = {"function": "#1a5fb4", "model": "#12694b", "unit": "#7a3b9e", "score": "#a04a06"}
"""As `--family-…` in `handbook.css`."""


def png(page: Page, address: str) -> bytes:
    """The card of a page; the bar has the colour of the sense that the page is about."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 28, SIZE[1]), fill=_colour(page))
    draw.text((MARGIN, 80), SITE[page.language], INK, _font("DejaVuSans-Bold", 40))
    lines, size = _fitted(page.heading, draw)
    top = 330 - len(lines) * size * 0.62
    draw.multiline_text(
        (MARGIN, top), "\n".join(lines), INK, _font("DejaVuSans-Bold", size), spacing=size * 0.25
    )
    draw.text((MARGIN, 520), address, QUIET, _font("DejaVuSans", 30))
    file = io.BytesIO()
    image.quantize(16, Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


def _colour(page: Page) -> str:
    entry = page.front_matter.get("entry")
    sense = terms.load(page.root)[str(entry)].sense if entry else ""
    return FAMILY.get(sense, INK)


def _fitted(text: str, draw: ImageDraw.ImageDraw) -> tuple[list[str], int]:
    """The text in at most three lines, as large as the card allows."""
    for size in range(84, 36, -4):
        lines = _wrapped(text, draw, _font("DejaVuSans-Bold", size))
        if len(lines) <= 3:
            break
    return lines, size


def _wrapped(text: str, draw: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(longer, font) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(Path(matplotlib.get_data_path(), f"fonts/ttf/{name}.ttf"), size)
