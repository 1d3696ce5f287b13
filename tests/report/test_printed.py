"""Pages of HTML in a real browser: two leaves of A4 on paper, and nothing that an accessibility engine finds wrong."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, get_args

import pytest

from explorer.engine.day import play
from explorer.engine.fit import Verdict
from explorer.engine.questionnaire import instrument
from explorer.engine.visit import PLAN_LINES, Visit, chosen, liked, planned
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.report.export import rendered
from explorer.report.html import as_html
from explorer.report.instrument import blank
from explorer.report.pack_translator import translator_of
from explorer.report.summary import summarise
from explorer.study.classroom import overview
from explorer.study.classroom_report import class_document
from tests.browser import MISSING
from tests.study.conftest import class_of, someone

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

LANGUAGES = ("es", "en")
LEAVES = 2
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
]


@cache
def built_in_pack() -> Pack:
    return read_pack()


@cache
def with_verdict(verdict: str, language: str) -> Visit:
    """Someone who is told that, who has lived both days and has a full plan."""
    pack, chance = built_in_pack(), Random(3)
    scorer = instrument(pack)
    for n in range(50_000):
        visit = Visit(language) if verdict == "incomplete" else someone(chance, pack, language)
        middle = chance.choice([1, 2, 4, 5])
        if verdict in ("both", "neither") or (verdict == "uninterpretable" and n > 50):
            of = {item.id: item for item in pack.questionnaire.items}
            answers = {
                item: (chance.choice([middle, middle, answer]) if of[item].kind == "likert" else answer)
                for item, answer in visit.answers.items()
            }
            visit = Visit(language, answers if verdict != "uninterpretable" else dict.fromkeys(answers, 4))
        if scorer.score(visit.answers).verdict == verdict:
            break
    else:
        raise AssertionError(verdict)
    for day in pack.days:
        while play(day, visit.lived(day.role).choices).now is not None:
            hour = len(visit.lived(day.role).choices)
            visit = liked(chosen(visit, day.role, 1 + hour % 2), day.role, hour, hour % 6)
    for line in range(PLAN_LINES):
        visit = planned(visit, line, "A quien lleva la cuenta más grande de la empresa de mi tía. " * 4)
    return visit


def leaves(chromium: Chrome, page: str, tmp_path: Path) -> int:
    """How many leaves of A4 a page takes on paper."""
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    chromium.get((tmp_path / "page.html").as_uri())
    pdf = chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    return len(re.findall(rb"/Type\s*/Page[^s]", base64.b64decode(pdf)))


@cache
def engine() -> str:
    """The accessibility engine's own script."""
    try:
        found = next(file for file in files("axe-core-python") or () if file.name == "axe.min.js")
    except PackageNotFoundError:
        pytest.skip("axe-core-python is not installed")
    return Path(str(found.locate())).read_text(encoding="utf-8")


def violations(chromium: Chrome, page: str, tmp_path: Path, dark: bool) -> list[Any]:
    """What the engine finds wrong with a page: the rule, and the first place where it is broken."""
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
    chromium.get((tmp_path / "page.html").as_uri())
    chromium.execute_script("document.querySelectorAll('details').forEach(each => each.open = true)")
    chromium.execute_script(engine())
    found = chromium.execute_async_script("const done = arguments[0]; axe.run().then(done)")
    assert len(found["passes"]) > 10
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in found["violations"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_a_result_of_two_days_is_two_leaves_and_accessible(
    chromium: Chrome, tmp_path: Path, verdict: str, language: str
) -> None:
    summary = summarise(built_in_pack(), with_verdict(verdict, language))
    assert summary.fit.verdict == verdict and len(summary.debriefs) == 2 and all(summary.visit.plan)
    page = rendered(summary, "html", "Ana María de la Fuente Ruiz", "28/11/2026")
    assert leaves(chromium, page, tmp_path) <= LEAVES
    assert violations(chromium, page, tmp_path, dark=False) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_of_a_class_and_the_questionnaire_on_paper_are_too(
    chromium: Chrome, tmp_path: Path, language: str, dark: bool
) -> None:
    pack = built_in_pack()
    tr = translator_of(pack, language)
    pages = [class_document(tr, overview(pack, class_of(30, 2, pack)), True), blank(tr)]
    for page in (as_html(page, language) for page in pages):
        assert leaves(chromium, page, tmp_path) <= LEAVES
        assert violations(chromium, page, tmp_path, dark) == []


def test_a_result_is_accessible_in_the_dark(chromium: Chrome, tmp_path: Path) -> None:
    summary = summarise(built_in_pack(), with_verdict("clear", "es"))
    assert violations(chromium, rendered(summary, "html"), tmp_path, dark=True) == []
