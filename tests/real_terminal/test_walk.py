"""The main job from end to end, in a real terminal: in one language in a small window, in the other in a large one.

The pack and the rules say what has to be on the screen; the program has to show it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.engine.code import encode
from explorer.engine.day import play
from explorer.engine.visit import Visit, answered, chosen, liked
from explorer.pack.schema import Likert
from explorer.report.day import debrief
from explorer.report.export import rendered
from explorer.report.pack_translator import translator_of
from explorer.report.summary import summarise
from tests.first import FIRST, PACK

KAM, PM = (role.id for role in PACK.roles)
SIZES = [(80, 24), (120, 40)]
Open = Callable[..., Any]


def towards_kam(item: Any) -> int:
    """A strong answer for the KAM, a mild one now and then, so that no pattern shows."""
    mild = len(item.id) % 3 == 0
    if isinstance(item, Likert):
        wanted = (item.role == KAM) == (item.keyed == "+")
        return (4 if mild else 5) if wanted else (2 if mild else 1)
    return (2 if mild else 1) if item.left.role == KAM else (4 if mild else 5)


ANSWERS = {item.id: towards_kam(item) for item in PACK.questionnaire.items}


def opened(terminal: Open, language: str, size: tuple[int, int] = (80, 24), *arguments: str, **env: str) -> Any:
    """The program with its first pane on the screen."""
    tty = terminal("--lang", language, *arguments, size=size, **env)
    tty.until(PACK.title[language])
    return tty


def profile_says(tty: Any, text: str) -> Callable[[], bool]:
    """Whether the page, without its margin, says `text`."""
    return lambda: " ".join(text.split()) in tty.page


def played_out(tty: Any, visit: Visit, role: str, number: int) -> Visit:
    """Live `role`'s day, the `number`-th of the list, to its debrief: the last option of each scene in turn with the
    first, every other hour liked. Each scene and each outcome has to appear."""
    tr, day = translator_of(PACK, visit.language), PACK.day(role)
    tty.ask("s", tr(PACK.interface.simulator.title))
    tty.press(str(number))
    while (now := play(day, visit.lived(role).choices).now) is not None:
        hour = len(visit.lived(role).choices)
        tty.until(f"{now.scene.time} · {tr(now.scene.title)}")
        tty.until(tr(now.options[0].text))
        choice = len(now.options) if hour % 2 else 1
        visit = chosen(visit, role, choice)
        tty.ask(str(choice), tr(PACK.interface.simulator.before_outcome))
        visit = visit if hour % 2 else liked(visit, role, hour, 5)
        tty.ask("0" if hour % 2 else "5", tr(now.options[choice - 1].text))
        tty.press("\r")
    told = debrief(PACK, visit, role)
    assert told is not None and told.played.ending is not None
    tty.until(tr(told.played.ending.title))
    tty.ask("G", tr(PACK.interface.simulator.restart))
    tty.ask("\x1b", tr(PACK.interface.simulator.finished, ending=tr(told.played.ending.title)))
    return visit


@pytest.mark.parametrize(("language", "size"), [*zip(PACK.languages, SIZES, strict=True)])
def test_the_whole_job_can_be_done(terminal: Open, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    """Both profiles, the diff, both days, the test, the result, the export, the code on leaving."""
    tr, words = translator_of(PACK, language), PACK.interface
    tty = opened(terminal, language, size)
    tty.until(tr(words.opening.read_what))
    tty.ask("p", profile_says(tty, tr(PACK.role(KAM).sentence)))
    tty.ask("l", profile_says(tty, tr(PACK.role(PM).sentence)))
    last = [c for section in PACK.sections for c in PACK.claims(PM) if c.section == section.id][-1]
    tty.ask("G", profile_says(tty, tr((last.other or last).text)))

    tty.ask("d", tr(PACK.dimension("counterpart").name))
    last = [c for section in PACK.sections for c in PACK.shared if c.section == section.id][-1]
    tty.ask("G", " ".join(tr((last.other or last).text).split()[-3:]))

    visit = Visit(language)
    for number, day in enumerate(PACK.days, 1):
        visit = played_out(tty, visit, day.role, number)

    items = PACK.questionnaire.items
    tty.ask("t", tr(words.test.title, n=1, of=len(items)))
    for number, item in enumerate(items, 1):
        tty.until(tr(words.test.title, n=number, of=len(items)))
        said = item.text if isinstance(item, Likert) else item.left.text
        tty.ask("", tr(said))
        tty.press(str(ANSWERS[item.id]))
        visit = answered(visit, item.id, ANSWERS[item.id])

    summary = summarise(PACK, visit)
    assert summary.fit.verdict == "clear" and summary.fit.leader == KAM
    tty.until(summary.verdict)  # the last answer leads there
    tty.until(summary.odds)
    tty.until(tr(words.result.next_step))
    tty.until(tr(words.result.caveat))

    tty.ask("e", tr(words.dialogs.export_title))
    file = tmp_path / f"explorer-{PACK.id}.md"
    assert not file.exists()
    tty.ask("\r", lambda: tr(words.dialogs.exported, path="")[:8] in tty.text.splitlines()[-1])
    assert file.read_text(encoding="utf-8") == rendered(summary, "md")

    tty.press("q")
    assert tty.end() == 0
    assert tty.left_on == []
    code = encode(PACK, visit)
    assert code in tty.afterwards
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_the_code_that_is_printed_on_leaving_brings_the_same_summary_back(terminal: Open, tmp_path: Path) -> None:
    tty = opened(terminal, "en")
    tty.ask("t", "Question 1 of 24")
    tty.ask("".join(str(ANSWERS[item.id]) for item in PACK.questionnaire.items), "You lean clearly")
    tty.press("q")
    assert tty.end() == 0
    code = re.search(r"([2-9A-Z]{4}(?:-[2-9A-Z]{4})+)", tty.afterwards)
    assert code
    done = subprocess.run(
        [sys.executable, "-m", "explorer", "result", code[1], "--format", "json", "--pack", str(FIRST)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["answers"] == ANSWERS


def test_an_export_never_overwrites_and_says_why_it_failed(terminal: Open, tmp_path: Path) -> None:
    """What was done stays when a file cannot be written, and another name can be given."""
    mine = tmp_path / "mine.md"
    mine.write_text("mine")
    tty = opened(terminal, "en")
    tty.ask("t", "Question 1 of 24")
    tty.ask("5", "Question 2 of 24")
    tty.ask("e", "Export the summary")

    def named(name: str) -> None:
        """The name in the line replaced (ctrl+u) by another."""
        tty.ask("\x15", lambda: tty.words.count(".md") == 1)  # that of the hint
        tty.ask(name, lambda: tty.words.count(name) == 2)  # in the line, and in the path it leads to

    tty.until(f"explorer-{PACK.id}.md")
    named("mine.md")
    tty.ask("\r", "already exists")
    assert mine.read_text() == "mine"
    named("mine.md/below.md")
    tty.ask("\r", "Could not save")
    named("nowhere/x.md")
    tty.ask("\r", "Could not save")
    named("other.md")
    tty.ask("\r", "Saved as")
    assert (tmp_path / "other.md").read_text(encoding="utf-8").startswith("---\npack: ")
    assert mine.read_text() == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the files of a program that runs")
def test_an_export_onto_a_full_disk_leaves_nothing_and_can_be_tried_again(terminal: Open, tmp_path: Path) -> None:
    """Half a file is worse than none: it would be taken for the whole, and be in the way of the next attempt."""
    import resource

    tty = opened(terminal, "en", PYTHONDONTWRITEBYTECODE="1")  # Python itself would keep half of a file
    tty.ask("t", "Question 1 of 24")
    tty.ask("5", "Question 2 of 24")
    tty.ask("e", f"explorer-{PACK.id}.md")
    before = resource.prlimit(tty.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(tty.process.pid, resource.RLIMIT_FSIZE, (1024, before[1]))
    tty.ask("\r", "Could not save")
    assert list(tmp_path.iterdir()) == []
    resource.prlimit(tty.process.pid, resource.RLIMIT_FSIZE, before)
    tty.ask("\r", "Saved as")
    assert (tmp_path / f"explorer-{PACK.id}.md").stat().st_size > 1024


def test_language_changes_live_and_nothing_is_lost(terminal: Open) -> None:
    tty = opened(terminal, "es")
    tty.ask("t", "Pregunta 1 de 24")
    tty.ask("44", "Pregunta 3 de 24")
    tty.ask("L", "Question 3 of 24")
    tty.until("t Test 2/24")
    tty.ask("L", "Pregunta 3 de 24")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_resize_keeps_the_place(terminal: Open, size: tuple[int, int]) -> None:
    """Smaller, too small, and back: the same question, the same scene."""
    tty = opened(terminal, "en", size)
    tty.ask("t", "Question 1 of 24")
    tty.ask("333", "Question 4 of 24")
    tty.resize(60, 20)
    tty.until(lambda: "Question 4 of 24" in tty.words and "? keys" in tty.screen.display[19])
    tty.resize(30, 10)
    tty.until("A window of 40×15 is needed")
    tty.resize(*size)
    tty.until(lambda: "Question 4 of 24" in tty.words and "? keys" in tty.screen.display[size[1] - 1])
    tty.ask("3", "Question 5 of 24")


def test_a_resize_keeps_the_line_that_is_read(terminal: Open) -> None:
    """In a profile the cursor stays on its claim."""
    tty = opened(terminal, "en", (120, 40))
    title = PACK.sections[4].title["en"]
    tty.ask("p", PACK.role(KAM).sentence["en"])
    tty.ask("nnnn", lambda: any("▌" in line and title in line for line in tty.screen.display))
    tty.resize(70, 20)
    tty.until(lambda: any("▌" in line and title in line for line in tty.screen.display))
