"""What `check` holds the pages of a profile to: words there, figures behind them, both roles told alike."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from explorer.checks.content import check
from explorer.checks.pages import EPOCH, LONGEST, aged, today
from explorer.loader.reader import read_located

COMPARING = """
steps:
  - {id: large, measured: "0.5", placed: "0.5", more: {es: [mucho más], en: [much more]},
     less: {es: [mucho menos], en: [much less]}}
  - {id: medium, measured: "0.3", placed: "0.3", more: {es: [bastante más], en: [clearly more]},
     less: {es: [bastante menos], en: [clearly less]}}
  - {id: small, measured: "0.1", placed: "0.1", more: {es: [algo más], en: [a little more]},
     less: {es: [algo menos], en: [a little less]}}
  - {id: same, measured: "0", placed: "0", more: {es: [casi igual], en: [about the same]}}
scales: {es: [sobre cinco], en: [out of five]}
"""
MEASURES = """
- id: load
  group: focus
  kind: weight
  name: {es: Carga, en: Load}
  unit: {es: gramos, en: grams}
  low: "0"
  high: "10"
  readings: {ant: [{of: {es: hormigas, en: ants}, value: "9"}], bee: [{of: {es: abejas, en: bees}, value: "2"}]}
  sources: [A1]
  note: {es: "Una medida.", en: "One measure."}
"""


@pytest.fixture
def folder(tmp_path: Path, small_folder: Path) -> Path:
    """The small pack with the table from figures to words, and one measure."""
    copy = tmp_path / "small"
    shutil.copytree(small_folder, copy)
    (copy / "comparing.yaml").write_text(COMPARING, encoding="utf-8")
    (copy / "measures.yaml").write_text(MEASURES, encoding="utf-8")
    return copy


def claim(folder: Path, text: str, more: str = "", role: str = "ant", id: str = "said") -> None:
    """Add a claim of a role that says `text` in both languages."""
    file = folder / "roles" / f"{role}.yaml"
    added = (
        f"  - id: {role}-{id}\n    section: duties\n    text: {{es: '{text}', en: '{text}'}}\n"
        f"    sources: [A1]\n    strength: stated\n{more}"
    )
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")


def kinds(folder: Path) -> list[str]:
    """The findings about pages, by kind."""
    ours = ("page_", "compared", "balance_", "topic_", "second_hand", "card_")
    return [finding.kind for finding in check(*read_located(folder)) if finding.kind.startswith(ours)]


def test_the_pack_has_no_finding_as_it_is(folder: Path) -> None:
    assert kinds(folder) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Carga 4,86 gramos, 4.86.", "page_decimals"),
        ("Puntúa alto sobre cinco, out of five.", "page_scale"),
        ("Carga 3 granos y 4 hojas.", "page_figures"),
    ],
)
def test_a_page_has_no_two_decimals_no_unknown_scale_and_one_figure_a_sentence(
    folder: Path, text: str, kind: str
) -> None:
    claim(folder, text)
    assert set(kinds(folder)) >= {kind}


def test_two_figures_are_allowed_where_both_roles_are_compared(folder: Path) -> None:
    claim(folder, "HOR ANT 3, ABE BEE 4.")
    assert kinds(folder) == []


@pytest.mark.parametrize(
    ("text", "role", "found"),
    [
        ("mucho más, much more", "ant", []),
        ("mucho menos, much less", "bee", []),
        ("algo más, a little more", "ant", ["compared", "compared"]),
        ("mucho menos, much less", "ant", ["compared", "compared"]),
        ("mucho más y casi igual, much more, about the same", "ant", ["compared_otherwise", "compared_otherwise"]),
    ],
)
def test_a_comparison_in_words_is_the_word_of_its_figures(folder: Path, text: str, role: str, found: list[str]) -> None:
    claim(folder, text, "    compares: load\n", role)
    assert kinds(folder) == found


def test_what_attracts_and_what_puts_off_is_alike_in_each_section_give_or_take_one(folder: Path) -> None:
    claim(folder, "Uno.", '    pull: "+"\n', "bee", "one")
    claim(folder, "Dos.", '    pull: "+"\n', "ant", "one")
    assert "balance_pull" not in kinds(folder)
    for name in ("two", "three"):
        claim(folder, f"Más {name}.", '    pull: "+"\n', "ant", name)
    assert "balance_pull" in kinds(folder)


def test_what_is_told_of_one_role_is_told_of_the_other(folder: Path) -> None:
    claim(folder, "Se busca.", "    topic: demand\n", "ant", "one")
    claim(folder, "Se paga.", "    topic: pay\n", "bee", "one")
    assert kinds(folder).count("topic_one_sided") == 2
    claim(folder, "No hemos encontrado nada.", "    topic: demand\n", "bee", "two")
    claim(folder, "Tampoco aquí.", "    topic: pay\n", "ant", "two")
    assert kinds(folder).count("topic_one_sided") == 0


def test_a_second_hand_source_speaks_once_against_a_role(folder: Path) -> None:
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("- id: A1\n", "- id: A1\n  second_hand: true\n", 1))
    claim(folder, "Cansa.", '    pull: "-"\n', "ant", "one")
    assert "second_hand" not in kinds(folder)
    claim(folder, "Aburre.", '    pull: "-"\n', "ant", "two")
    assert "second_hand" in kinds(folder)


def test_a_fact_past_its_day_is_named_with_those_who_use_it(folder: Path) -> None:
    claim(folder, "Un dato.", "    facts: [F1]\n")
    (folder / "facts.yaml").write_text(
        '- {id: F1, seen: "2026-01-01", until: "2026-06-30", sure: high}\n', encoding="utf-8"
    )
    pack, located = read_located(folder)
    assert list(aged(pack, located, date(2026, 6, 30))) == []
    (found,) = aged(pack, located, date(2026, 7, 1))
    assert (found.kind, found.severity, found.values["users"]) == ("fact_aged", "warning", "ant-said")


def test_the_day_is_the_one_that_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, "86400")
    assert today() == date(1970, 1, 2)


def test_a_page_is_seven_minutes_at_most_before_what_folds(folder: Path) -> None:
    claim(folder, "no " * (LONGEST + 1), role="ant", id="long")
    assert kinds(folder).count("page_long") == 2  # in each language
    pack = folder / "pack.yaml"
    text = pack.read_text(encoding="utf-8")
    section = next(line for line in text.splitlines() if "id: duties" in line)
    pack.write_text(text.replace(section, section.rstrip()[:-1] + ", folded: true}"), encoding="utf-8")
    assert "page_long" not in kinds(folder)
