"""Poor terminals: no colour, nothing but ASCII, none at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]
SGR = re.compile(r"\x1b\[([0-9;:]*)m")
SEQUENCE = re.compile(r"\x1b(?:\[[0-9;:?<=>$ ]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>78])")


def colours(raw: str) -> set[str]:
    """The colours that were asked for: 30-38, 40-48, 90-107. 39 and 49 give the terminal's own back."""
    found = set()
    for codes in SGR.findall(raw):
        for code in re.split("[;:]", codes):
            if code.isdigit() and (30 <= int(code) <= 38 or 40 <= int(code) <= 48 or 90 <= int(code) <= 107):
                found.add(codes)
    return found


def walked(tty: Any) -> None:
    """Every pane, a dialog, an answer."""
    tty.until("steps, about")
    tty.ask("d", "face to face")
    tty.ask("s", "Which day do you want to live?")
    tty.ask("1", "Forty-seven emails")
    tty.ask("t", "Question 1 of 24")
    tty.ask("5", "Question 2 of 24")
    tty.ask("r", "Not enough answers yet")
    tty.ask("?", "Keys: Result")
    tty.ask("\x1b", lambda: "Keys: Result" not in tty.words)
    tty.ask("q", "Leave?")
    tty.press("q")
    assert tty.end() == 0


def test_a_terminal_with_colours_gets_them(terminal: Open) -> None:
    """So that the next test can fail."""
    tty = terminal("--lang", "en")
    tty.until("steps, about")
    assert colours(tty.raw)


def test_no_color_means_none(terminal: Open) -> None:
    tty = terminal("--lang", "en", "--ephemeral", NO_COLOR="1")
    walked(tty)
    assert colours(tty.raw) == set()


def test_an_empty_no_color_is_none(terminal: Open) -> None:
    """no-color.org: "when present and not an empty string"."""
    tty = terminal("--lang", "en", NO_COLOR="")
    tty.until("steps, about")
    assert colours(tty.raw)


def test_ascii_means_nothing_else(terminal: Open) -> None:
    """All that is drawn, and what is printed on leaving."""
    tty = terminal("--lang", "es", "--ascii", "--ephemeral", size=(120, 40))
    tty.until("pasos, unos")
    tty.ask("d", "cara a cara")
    tty.ask("s", "dia quieres vivir?")
    tty.ask("1", "Cuarenta y siete correos")
    tty.ask("t", "Pregunta 1 de 24")
    tty.ask("5", "Pregunta 2 de 24")
    tty.ask("r", "respuestas suficientes")
    tty.ask("e", "Exportar el resumen")
    tty.ask("\x1b", lambda: "Exportar el resumen" not in tty.words)
    tty.ask("?", "Teclas: Resultado")
    tty.ask("\x1b", lambda: "Teclas: Resultado" not in tty.words)
    tty.ask("q", "Salir?")
    tty.press("q")
    assert tty.end() == 0
    shown = SEQUENCE.sub("", tty.raw)
    assert {sign for sign in shown if not (" " <= sign <= "~" or sign in "\r\n\b\t")} == set()


def test_a_locale_that_is_not_utf_8_gets_ascii(terminal: Open) -> None:
    tty = terminal("--lang", "es", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    tty.until("pasos, unos")
    assert tty.raw.isascii()


@pytest.mark.parametrize("arguments", [["--lang", "en"], ["--lang", "en", "--ephemeral"]])
def test_a_terminal_that_cannot_move_its_cursor_gets_the_visit_line_by_line(
    terminal: Open, arguments: list[str]
) -> None:
    tty = terminal(*arguments, TERM="dumb", size=(100, 60))
    tty.ask("", "Choose 1-19 (?: the menu again, u: undo, q: quit):")
    tty.ask("6\n", "Question 1 of 24")
    tty.ask("5\n", "Question 2 of 24")
    tty.ask("q\n", "Test: 1 of 24 answered")
    tty.press("q\n")
    assert tty.end() == 0
    assert "\x1b" not in tty.raw and "Your code (" in tty.raw


def test_a_person_s_own_settings_hold_and_what_is_wrong_in_them_is_told_at_the_start(
    terminal: Open, tmp_path: Any
) -> None:
    (tmp_path / "settings.toml").write_text('colours = "plain"\n[keys]\ndiff = "D"\nfly = "b"\n')
    tty = terminal("--lang", "en", "--ephemeral")
    tty.until(lambda: 'settings.toml: nothing is named "fly"' in tty.page)
    tty.ask("D", "face to face")
    assert "38;5;" not in tty.raw
    tty.press("q")
    assert tty.end() == 0


def test_a_light_ground_that_the_terminal_tells_of_gets_the_light_palette(terminal: Open) -> None:
    sent = []
    for ground in ("15;0", "0;15"):
        tty = terminal("--lang", "en", COLORFGBG=ground, COLORTERM="truecolor")
        tty.until("steps, about")
        sent.append(tty.raw)
    dark, light = sent
    assert "48;2;20;24;31" in dark and "48;2;20;24;31" not in light
    assert "48;2;252;250;245" in light
