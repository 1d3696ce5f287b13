"""The snapshots as pictures, every one of them in every palette: a sheet for each palette and size.

    python -m tests.tui.pictures FOLDER [NAME...]        needs pillow and a monospaced font (DejaVu Sans Mono)

Only snapshots whose name begins with one of NAME, where any is given.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.style import Style

from explorer.terminal.palettes import NAMES, PALETTES
from tests.tui.cells import FRAME, POINT, looks, read
from tests.tui.test_snapshots import FOLDER

FONT, SIZE = "DejaVuSansMono{}.ttf", 13
CELL = (8, 17)
"""Pixels of a cell, across and down."""
TERMINAL = ("#d0d0d0", "#101010")
"""Ink and ground of the terminal that `plain` is shown in."""
WIDEST_SHEET = 3400
"""Pixels, so that a sheet can still be looked at."""
GAP = 10
Screen = list[list[tuple[str, Style]]]
"""A sign and its style for each cell, row by row."""


def font(bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A monospaced font, or whatever pillow brings where there is none."""
    try:
        return ImageFont.truetype(FONT.format("-Bold" if bold else ""), SIZE)
    except OSError:
        return ImageFont.load_default(SIZE)


FONTS = {bold: font(bold) for bold in (False, True)}


def drawn(screen: Screen, palette: str) -> Image.Image:
    """A screen in a palette, or in `plain`."""
    colours = PALETTES.get(palette)
    ink, ground = (colours.words, colours.ground) if colours else TERMINAL
    image = Image.new("RGB", (len(screen[0]) * CELL[0], len(screen) * CELL[1]), ground)
    draw = ImageDraw.Draw(image)
    for y, row in enumerate(screen):
        for x, (sign, style) in enumerate(row):
            front, back = (
                each.name if each and each.name != "default" else other
                for each, other in ((style.color, ink), (style.bgcolor, ground))
            )
            if style.reverse:
                front, back = back, front
            left, top = x * CELL[0], y * CELL[1]
            draw.rectangle((left, top, left + CELL[0] - 1, top + CELL[1] - 1), fill=back)
            if sign.strip():
                draw.text((left, top), sign, font=FONTS[bool(style.bold)], fill=front)
            if style.underline:
                draw.line((left, top + CELL[1] - 2, left + CELL[0], top + CELL[1] - 2), fill=front)
    return image


def snapshot(text: str, palette: str) -> Screen:
    """The screen that a snapshot was taken of, in that palette."""
    look = {FRAME: Style(), POINT: Style(reverse=True), **looks(palette)}
    return [
        [(sign, look[letter]) for sign, letter in zip(row.ljust(len(letters)), letters, strict=True)]
        for row, letters in zip(*read(text), strict=True)
    ]


def sheet(images: list[Image.Image]) -> Image.Image:
    """Pictures of one size side by side."""
    width, height = images[0].width + GAP, images[0].height + GAP
    columns = max(1, min(len(images), WIDEST_SHEET // width))
    whole = Image.new("RGB", (columns * width, -(-len(images) // columns) * height), "#606060")
    for number, image in enumerate(images):
        whole.paste(image, (number % columns * width, number // columns * height))
    return whole


def main() -> None:
    """Draw them all."""
    out, *wanted = sys.argv[1:] or ["pictures"]
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    paths = sorted(path for path in FOLDER.glob("*.txt") if path.stem.startswith(tuple(wanted or [""])))
    sizes = sorted({path.stem.rpartition("-")[2] for path in paths})
    for palette in NAMES:
        for size in sizes:
            texts = [path.read_text(encoding="utf-8") for path in paths if path.stem.endswith(f"-{size}")]
            sheet([drawn(snapshot(text, palette), palette) for text in texts]).save(folder / f"{palette}-{size}.png")
    print(f"{len(NAMES) * len(paths)} pictures on {len(NAMES) * len(sizes)} sheets in {folder}")  # noqa: T201


if __name__ == "__main__":
    main()
