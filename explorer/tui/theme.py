"""The palettes as Textual themes, and the style of each tone in each palette."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Literal

from rich.style import Style
from textual.app import App
from textual.theme import Theme

from explorer.report.document import Tone
from explorer.terminal.palettes import NAMES, PALETTES, PLAIN, Palette

OWN_COLOURS = ("ansi-dark", "ansi-light")
"""Textual's themes in the terminal's own colours: the palette `plain` uses the first."""

BarTone = Tone | Literal["here"]
"""A tone, or `here`: the style of the current tab, drawn in the colours of the page below it."""

_ATTRIBUTES: Mapping[BarTone, Style] = {
    "": Style(),
    "strong": Style(bold=True),
    "quiet": Style(),
    "accent": Style(bold=True),
    "first": Style(bold=True),
    "second": Style(bold=True, underline=True),
    "third": Style(bold=True, italic=True),
    "fourth": Style(italic=True, underline=True),
    "warn": Style(bold=True, reverse=True),
}


def themes() -> list[Theme]:
    """The palettes as Textual themes; `plain` is not among them, since it uses Textual's own `ansi-dark`."""
    return [
        Theme(
            name=name,
            primary=palette.accent,
            secondary=palette.first,
            accent=palette.accent,
            foreground=palette.words,
            background=palette.ground,
            surface=palette.bar,
            panel=palette.bar,
            warning=palette.warn,
            error=palette.warn,
            success=palette.accent,
            dark=palette.dark,
            variables={
                "edge": palette.accent,  # the exact colour: Textual rounds the ones that it derives itself
                "input-cursor-background": palette.words,
                "input-cursor-foreground": palette.bar,
                "input-selection-background": palette.quiet,
                "input-selection-foreground": palette.ground,
                "text-disabled": palette.quiet,
            },
        )
        for name, palette in PALETTES.items()
    ]


def few_colours() -> bool:
    """Whether the terminal has too few colours for the palettes, or the person wants none: then only `plain` is
    offered."""
    return os.environ.get("TEXTUAL_THEME") in OWN_COLOURS


def dressed(app: App[None], palette: str) -> None:
    """Set the palette of an app that has not started yet. Assigning `app.theme` would make Textual parse the styles
    twice more."""
    theme = app.available_themes[OWN_COLOURS[0] if palette == PLAIN else palette]
    app.set_reactive(App.theme, theme.name)
    for name, holds in (("-dark-mode", theme.dark), ("-light-mode", not theme.dark)):
        app.set_class(holds, name, update=False)
    app.stylesheet.set_variables(app.get_css_variables())


def dress(app: App[None], palette: str) -> None:
    """Switch a running app to a palette and repaint every widget of the current screen."""
    app.theme = OWN_COLOURS[0] if palette == PLAIN else palette
    for widget in app.screen.query("*"):
        widget.refresh()


def next_palette(app: App[None]) -> str:
    """Switch to the next palette and return its name."""
    offered = (PLAIN,) if few_colours() else NAMES
    here = app.theme if app.theme in NAMES else PLAIN
    name = offered[(offered.index(here) + 1) % len(offered)]
    dress(app, name)
    return name


@cache
def styles(name: str) -> Mapping[BarTone, Style]:
    """The style of each tone on the page; `plain` uses attributes (bold, underline) only."""
    palette = PALETTES.get(name)
    return _on(palette, palette.ground) if palette else _ATTRIBUTES


@cache
def bar_styles(name: str) -> Mapping[BarTone, Style]:
    """The style of each tone on a raised background: the tab and hint lines, and dialogs."""
    palette = PALETTES.get(name)
    if not palette:
        return {**_ATTRIBUTES, "here": Style(bold=True, reverse=True)}
    here = Style(color=palette.accent, bgcolor=palette.ground, bold=True)
    return {**_on(palette, palette.bar), "here": here}


def _on(palette: Palette, ground: str) -> Mapping[BarTone, Style]:
    return {
        "": Style(color=palette.words, bgcolor=ground),
        "strong": Style(color=palette.words, bgcolor=ground, bold=True),
        "quiet": Style(color=palette.quiet, bgcolor=ground),
        "accent": Style(color=palette.accent, bgcolor=ground, bold=True),
        "first": Style(color=palette.first, bgcolor=ground, bold=True),
        "second": Style(color=palette.second, bgcolor=ground, bold=True),
        "third": Style(color=palette.third, bgcolor=ground, bold=True),
        "fourth": Style(color=palette.fourth, bgcolor=ground, bold=True),
        "warn": Style(color=palette.warn, bgcolor=ground, bold=True),
    }
