"""A person's own settings: keys by the name of what they do, colours; what is wrong is said and costs nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.pack_translator import translator_of
from explorer.session.session import Session
from explorer.store import locations
from explorer.tui.keys import KEYS, at, key_named, remapped
from explorer.tui.panes.table import IDS
from explorer.tui.settings import Settings, fault_lines, news, settings
from tests.tui.desk import desk


def written(folder: Path, text: str) -> Settings:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return settings(path)


def keys_of(mine: Settings, name: str) -> tuple[str, ...]:
    where, _, id = name.partition(".")
    return next(key.keys for key in mine.table if (key.where, key.id) == (where, id))


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert settings(tmp_path / "none.toml") == settings(None) == Settings()
    assert Settings().table is KEYS


def test_the_file_is_where_the_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EXPLORER_SETTINGS", str(tmp_path / "mine.toml"))
    assert locations.settings() == tmp_path / "mine.toml"
    monkeypatch.delenv("EXPLORER_SETTINGS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    found = locations.settings()
    assert found and found.name == "settings.toml" and found.parent.name == "career-explorer"


def test_a_name_alone_means_every_place_and_a_place_before_it_that_place(tmp_path: Path) -> None:
    mine = written(tmp_path, '[keys]\nwhy = "b"\n"diff.star" = ["m", "Space"]\n')
    assert not mine.faults
    assert keys_of(mine, "profiles.why") == keys_of(mine, "diff.why") == keys_of(mine, "result.why") == ("b",)
    assert keys_of(mine, "diff.star") == ("m", "space")
    assert keys_of(mine, "everywhere.quit") == ("q", "ctrl+q", "ctrl+c")


def test_two_keys_can_change_places(tmp_path: Path) -> None:
    mine = written(tmp_path, '[keys]\n"diff.star" = "v"\n"diff.columns" = "Space"\n')
    assert not mine.faults
    assert (keys_of(mine, "diff.star"), keys_of(mine, "diff.columns")) == (("v",), ("space",))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('size = "big"', "unknown"),
        ('colours = "pink"', "colours"),
        ("ascii = 1", "yes_or_no"),
        ("keys = 3", "keys"),
        ('[keys]\nfly = "b"', "action"),
        ('[keys]\nanswer = "b"', "fixed"),
        ("[keys]\nzoom = 3", "keys"),
        ("[keys]\nzoom = []", "keys"),
        ('[keys]\nzoom = "zz"', "key"),
        ('[keys]\nzoom = ","', "key"),
        ('[keys]\nexport = "w"', "clash"),
        ('[keys]\n"diff.star" = "n"', "clash"),
        ('[keys]\nzoom = "p"', "clash"),
        (f"colours = 0x{'f' * 5000}", "colours"),
        (f"country = 0x{'f' * 5000}", "country"),
        ('country = "zzz"', "country"),
        ("colours = ", "unreadable"),
        ("\x00", "unreadable"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_left_out(line: str, kind: str, tmp_path: Path, pack: Pack) -> None:
    mine = written(tmp_path, line)
    assert [fault.kind for fault in mine.faults] == [kind]
    assert mine.table == KEYS and mine.colours == "auto" and not mine.ascii
    for language in pack.languages:
        (said,) = fault_lines(mine, translator_of(pack, language))
        assert said.startswith("settings.toml: ") and "\n" not in said and "{" not in said


def test_the_rest_of_a_file_with_faults_holds(tmp_path: Path, pack: Pack) -> None:
    mine = written(tmp_path, 'colours = "day"\n[keys]\nfly = "b"\nexport = "E"\nzoom = "p"\n')
    assert len(mine.faults) == 2
    assert mine.colours == "day" and keys_of(mine, "everywhere.export") == ("E",)
    (said,) = news(mine, translator_of(pack, "en"))
    assert "fly" in said and "1 more" in said


def test_bytes_that_are_no_text_are_said_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe")
    assert [fault.kind for fault in settings(path).faults] == ["unreadable"]
    assert [fault.kind for fault in settings(tmp_path).faults] == ["unreadable"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("?", "question_mark"), ("Space", "space"), ("esc", "escape"), ("PgDn", "pagedown"), ("W", "W"), ("ñ", "ñ"),
     ("ctrl+x", "ctrl+x"), ("f5", "f5"), ("F1", "f1"), ("@", "@"), ("", ""), ("ab", ""), (" ", "")],
)  # fmt: skip
def test_keys_are_named_as_people_write_them(typed: str, name: str) -> None:
    assert key_named(typed) == name


@pytest.mark.slow
def test_no_remapping_leaves_a_key_with_two_meanings_or_an_action_without_a_key() -> None:
    for key in KEYS:
        for other in ("q", "n", "w", "ctrl+c", "x"):
            table, _ = remapped({f"{key.where}.{key.id}": (other,)})
            for pane in IDS:
                names = [name for each in at(pane, table) for name in each.keys]
                assert len(names) == len(set(names))
                assert {(each.where, each.id) for each in at(pane)} <= {
                    (each.where, each.id) for each in at(pane, table)
                }


async def test_the_new_key_does_it_the_old_one_no_longer_and_all_that_shows_keys_says_so(
    pack: Pack, tmp_path: Path
) -> None:
    mine = written(tmp_path, '[keys]\nwhy = "b"\ndiff = "D"\n')

    async with desk(pack, "en", keys=mine.table) as here:
        await here.press("n")
        before = here.page.lines
        await here.press("w")
        assert here.page.lines == before
        await here.press("b")
        assert here.page.lines != before
        assert " b explain" in here.hints and "w explain" not in here.hints
        assert "D Diff" in here.tabs
        await here.press("question_mark")
        assert any(row.split()[1:3] == ["b", "explain"] for row in here.rows if "explain" in row)
        await here.press("escape", "d")
        assert here.place == "profiles"
        await here.press("D")
        await here.until(lambda: here.place == "diff")


def test_settings_hold_for_no_one_but_the_visitor(pack: Pack) -> None:
    from explorer.tui.app import ExplorerApp

    assert ExplorerApp(Session(pack, Visit("en"))).context.keys is KEYS


def test_a_remapping_that_takes_a_key_of_the_pane_is_named_in_one_line_and_left_out(tmp_path: Path, pack: Pack) -> None:
    mine = written(tmp_path, '[keys]\n"test.previous_item" = "v"\n"test.take" = "b"\n')
    assert keys_of(mine, "test.previous_item") == ("left", "h", "backspace")
    assert keys_of(mine, "test.review") == ("v",) and keys_of(mine, "test.take") == ("b",)
    (line,) = news(mine, translator_of(pack, "en"))
    assert "test.previous_item" in line and pack.interface.keys.review["en"] in line


def test_a_byte_order_mark_before_the_file_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("mouse = false\n", encoding="utf-8-sig")
    mine = settings(path)
    assert not mine.mouse and mine.faults == ()


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a" * 100_000, "\x00"], ids=["nested", "long", "nul"])
def test_what_no_reader_takes_is_a_fault_and_no_end(tmp_path: Path, text: str) -> None:
    mine = written(tmp_path, text)
    assert mine.faults and mine.table is KEYS
