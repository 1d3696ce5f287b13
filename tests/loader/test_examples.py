"""The packs in `examples/` are sound and can be played."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import explorer
from explorer.checks.content import check
from explorer.checks.days import CHECKS
from explorer.checks.days.result import Bound, Days, Miss
from explorer.loader.reader import read_located, read_pack
from explorer.pack.pack import Pack

EXAMPLES = Path(explorer.__file__).resolve().parents[1] / "examples"


@pytest.fixture(scope="module")
def sample() -> Pack:
    """The pack with a third role beside the built-in two."""
    return read_pack(EXAMPLES / "customer-success")


def test_the_pack_with_three_roles_has_no_finding() -> None:
    assert list(check(*read_located(EXAMPLES / "customer-success"))) == []


def test_its_third_role_stands_on_every_axis_and_cites_pages_that_exist(sample: Pack, built_in: Pack) -> None:
    third = sample.roles[2]
    assert {claim.axis.dimension for claim in third.claims if claim.axis} == {each.id for each in sample.dimensions}
    own = {source.id for source in sample.sources} - {source.id for source in built_in.sources}
    assert own and all(sample.source(source).link.startswith("https://") for source in own)


def test_nothing_measured_is_claimed_of_a_role_that_nobody_measured(sample: Pack) -> None:
    third = sample.roles[2]
    assert all(third.id not in measure.readings for measure in sample.measures)
    assert not any(re.search(r"\d %|\d%|[€$]", text) for claim in third.claims for text in claim.text.root.values())


@pytest.mark.slow
def test_the_day_of_its_third_role_keeps_every_bound() -> None:
    pack = read_pack(EXAMPLES / "customer-success")
    days, role = Days(pack), pack.roles[2].id
    said = [each for prove, sight in CHECKS.items() for each in prove(days.case(role, sight))]
    assert [each for each in said if isinstance(each, Miss)] == []
    assert [each for each in said if isinstance(each, Bound) and not each.met] == []


def test_a_small_pack_speaks_a_third_language_where_it_has_the_words_and_english_elsewhere(small_folder: Path) -> None:
    folder = small_folder.parent / "quinta"
    pack, located = read_located(folder)
    assert pack.languages == ("pt",)
    assert [finding.kind for finding in check(pack, located)] == ["words_missing"]
    words = pack.interface
    assert words.panes.diff["pt"] == "Diferenças"
    assert words.commands.usage["pt"] == "Usage:"


async def test_the_app_speaks_it(small_folder: Path) -> None:
    from tests.tui.desk import desk

    async with desk(read_pack(small_folder.parent / "quinta"), language="pt", pane="test") as here:
        assert "Pergunta 1 de 6" in here.prose and "adoraria" in here.prose
        await here.press(*"514252")
        await here.go("result")
        assert "Hortelão" in here.prose or "HOR" in here.prose
