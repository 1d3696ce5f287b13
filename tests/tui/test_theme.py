"""The palettes: every tone readable on every ground, no meaning by colour alone."""

from __future__ import annotations

import pytest

from explorer.report.document import Tone
from explorer.terminal.palettes import NAMES, PALETTES, PLAIN
from explorer.tui.theme import bar_styles, styles

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: contrast of text of common size."""
ROLES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
TONES = ("", "strong", "quiet", "accent", *ROLES, "warn")


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", ["ground", "bar"])
@pytest.mark.parametrize("tone", ["words", "quiet", "accent", *ROLES, "warn"])
@pytest.mark.parametrize("name", PALETTES)
def test_every_tone_has_contrast_enough(name: str, tone: str, ground: str) -> None:
    palette = PALETTES[name]
    assert contrast(getattr(palette, tone), getattr(palette, ground)) >= ENOUGH


@pytest.mark.parametrize("name", PALETTES)
def test_tones_are_painted_in_the_colours_of_the_palette(name: str) -> None:
    palette = PALETTES[name]
    for look, ground in ((styles(name), palette.ground), (bar_styles(name), palette.bar)):
        assert set(look) - {"here"} == set(TONES)
        for tone, style in look.items():
            under = palette.ground if tone == "here" else ground
            assert style.color and style.bgcolor and style.bgcolor.name == under
            assert contrast(style.color.name, under) >= ENOUGH


@pytest.mark.parametrize("name", PALETTES)
def test_the_two_roles_differ_by_blue_and_orange_not_by_red_and_green(name: str) -> None:
    palette = PALETTES[name]
    first, second = ([int(colour[n : n + 2], 16) for n in (1, 3, 5)] for colour in (palette.first, palette.second))
    assert first[2] > first[0] and second[0] > second[2]


def test_plain_has_no_colour_at_all_and_tells_the_roles_apart() -> None:
    look = styles(PLAIN)
    assert set(look) == set(TONES)
    assert all(style.color is None and style.bgcolor is None for style in look.values())
    assert len({str(look[role]) for role in ROLES}) == len(ROLES) and look["warn"].reverse


def test_one_of_the_palettes_is_plain_and_one_is_light() -> None:
    assert PLAIN in NAMES
    assert {palette.dark for palette in PALETTES.values()} == {True, False}
