"""What `explorer check` finds in a pack that can be used, and where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.checks.content import RATIO_FROM, check, reading_levels
from explorer.checks.readability import LEVELS, measure
from explorer.loader.reader import built_in, read_located
from tests.first import FIRST, PACK


@pytest.fixture
def folder(small_folder: Path, tmp_path: Path) -> Path:
    """A copy of the small pack, to be spoilt."""
    return Path(shutil.copytree(small_folder, tmp_path / "small"))


def kinds(folder: Path) -> list[tuple[str, str]]:
    """The findings of a pack: in which file, of which kind."""
    return [(finding.file, finding.kind) for finding in check(*read_located(folder))]


def test_the_built_in_pack_is_clean() -> None:
    assert list(check(*read_located(built_in()))) == []


def test_a_questionnaire_of_three_items_has_not_every_kind_in_each_dimension(folder: Path) -> None:
    assert kinds(folder) == [("questionnaire.yaml", "items_dimension")] * 2


@pytest.fixture
def items(tmp_path: Path) -> Callable[[str, str], list[str]]:
    """The frozen pack, in which nothing is found, with some words of its questionnaire replaced: what is found then."""
    copy = Path(shutil.copytree(FIRST, tmp_path / "pack"))
    file = copy / "questionnaire.yaml"

    def found(old: str, new: str) -> list[str]:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return [finding.kind for finding in check(*read_located(copy))]

    return found


def test_one_key_turned_is_found(items: Callable[[str, str], list[str]]) -> None:
    assert items('keyed: "+"', 'keyed: "-"') == ["items_keyed"]


def test_a_comparison_with_its_sides_swapped_is_found(items: Callable[[str, str], list[str]]) -> None:
    text = (FIRST / "questionnaire.yaml").read_text(encoding="utf-8")
    start = text.index("kind: pair")
    end = text.index("- id:", start) if "- id:" in text[start:] else text.index("- kind:", start)
    pair = text[start:end]
    swapped = pair.replace("left:", "LEFT:").replace("right:", "left:").replace("LEFT:", "right:")
    assert items(pair, swapped) == ["items_sides"]


def test_an_item_of_another_dimension_is_found_in_both(items: Callable[[str, str], list[str]]) -> None:
    assert items("dimension: influence", "dimension: attention") == ["items_dimension"] * 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Hacer lo de un PM", "item_role"), (" ".join(["muy"] * 17), "item_long")],
)
def test_an_activity_that_breaks_the_rules_is_found(
    items: Callable[[str, str], list[str]], words: str, kind: str
) -> None:
    item = next(item for item in PACK.questionnaire.items if item.kind == "likert")
    assert kind in items(item.text["es"], words)


def test_two_activities_that_are_nearly_the_same_are_found(items: Callable[[str, str], list[str]]) -> None:
    first, second = [item for item in PACK.questionnaire.items if item.kind == "likert"][:2]
    assert items(second.text["en"], f"{first.text['en']} again") == ["item_alike"]


def test_a_source_that_nothing_cites_is_found(folder: Path) -> None:
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + "\n- {id: SPARE, title: A spare book}\n", encoding="utf-8")
    pack, located = read_located(folder)
    found = next(finding for finding in check(pack, located) if finding.kind != "items_dimension")
    assert (found.file, found.kind, found.values["name"]) == ("sources.yaml", "source_unused", "SPARE")
    assert found.line == len(sources.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("money", ["70.000 €", "$70,000", "unos euros", "30 dólares"])
def test_money_without_country_and_year_is_found(folder: Path, money: str) -> None:
    pack, _ = read_located(folder)
    role = pack.roles[0]
    claim = next(claim for claim in role.claims if claim.pay is None and claim.other is None)
    words = claim.text["es"]
    file = folder / "roles" / f"{role.id}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(words, f"{words} {money}", 1), encoding="utf-8")
    assert (f"roles/{role.id}.yaml", "pay_unsaid") in kinds(folder)


def test_a_text_much_longer_in_one_language_is_found(folder: Path) -> None:
    pack, _ = read_located(folder)
    role = pack.roles[0]
    words = role.sentence["es"]
    file = folder / "roles" / f"{role.id}.yaml"
    longer = f"{words} {'Y otra vez. ' * 9}"
    english = role.sentence["en"]
    text = file.read_text(encoding="utf-8").replace(english, f"{english} And then once more.", 1)
    file.write_text(text, encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(words, longer, 1), encoding="utf-8")
    found = [finding for finding in check(*read_located(folder)) if finding.kind == "ratio"]
    assert [(each.file, each.field) for each in found] == [(f"roles/{role.id}.yaml", "sentence")]


@pytest.mark.parametrize(("signs", "found"), [(RATIO_FROM - 1, False), (RATIO_FROM, True)])
def test_texts_are_compared_from_a_length_on(folder: Path, signs: int, found: bool) -> None:
    """The shorter one has just that many signs, or one less."""
    pack, _ = read_located(folder)
    role = pack.roles[0]
    file = folder / "roles" / f"{role.id}.yaml"
    text = file.read_text(encoding="utf-8").replace(role.sentence["en"], "x" * signs, 1)
    file.write_text(text.replace(role.sentence["es"], "y" * 3 * signs, 1), encoding="utf-8")
    kinds = [each.kind for each in check(*read_located(folder)) if each.field == "sentence"]
    assert ("ratio" in kinds) == found


def test_hard_prose_is_found() -> None:
    hard = "La institucionalización interdepartamental de metodologías organizativas multidimensionales " * 3
    assert not LEVELS["es"].met(measure([hard], "es"))
    assert LEVELS["es"].met(measure(["Hoy hay sol. La casa es roja."], "es"))
    grown_up = "Interdepartmental institutionalisation of organisational methodologies necessitates consideration."
    assert not LEVELS["en"].met(measure([grown_up], "en"))
    assert LEVELS["en"].met(measure(["The sun is out. The house is red."], "en"))


def test_every_profile_is_measured_in_both_languages() -> None:
    pack, _ = read_located(built_in())
    assert {(each.role, each.language) for each in reading_levels(pack)} == {
        (role.id, language) for role in pack.roles for language in pack.languages
    }
