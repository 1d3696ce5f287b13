"""The questionnaire: asked, printed, or its answers scored."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.commands.asking import DONE, UNUSABLE, Unusable, decoded, read_text, voice_of
from explorer.commands.telling import complain, deliver, desk_of, put, say

if TYPE_CHECKING:
    from explorer.report.document import Block
    from explorer.report.voice import Voice


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.report.data import instrument_data
    from explorer.report.instrument import instrument

    voice = voice_of(asked)
    if asked.print:
        return deliver(asked, voice, lambda: instrument(voice), lambda: instrument_data(voice.pack))
    if asked.answers is not None:
        return _scored(asked, voice)
    if not sys.stdin.isatty():
        raise Unusable(voice(voice.words.commands.needs_terminal))
    from explorer.engine.visit import Visit
    from explorer.plain.prompt import ask_all
    from explorer.report.summary import result_document, summarise

    desk = desk_of(asked)
    summary = summarise(voice.pack, ask_all(voice.pack, Visit(voice.language), desk))
    desk.tell([*result_document(summary, 1)])
    say(voice(voice.words.dialogs.code_on_leaving, code=summary.code) + "\n", asked)
    return DONE


def _scored(asked: Namespace, voice: Voice) -> int:
    """Score the answers of a file, of standard input or of a code: one result a line, or each as a document."""
    from explorer.answers import BadAnswers, respondents
    from explorer.engine.fit import Instrument
    from explorer.report.data import result_line
    from explorer.report.summary import result_document, summarise

    words = voice.words.commands
    if asked.answers == "-" or Path(asked.answers).exists() or {"/", "."} & set(asked.answers):
        people = list(respondents(voice.pack, read_text(asked.answers, voice), voice.language))
    else:
        people = [decoded(voice, asked.answers)]
    instrument = Instrument(voice.pack.questionnaire, [role.id for role in voice.pack.roles])
    lines: list[str] = []
    told: list[Block] = []
    code = DONE
    for person in people:
        if isinstance(person, BadAnswers):
            problem = voice(getattr(words, person.problem), found=person.found, pack=voice.pack.id)
            complain(voice(words.bad_answers, line=person.line, problem=problem))
            code = UNUSABLE
        elif asked.format in ("text", "md") or (asked.format is None and len(people) == 1 and sys.stdout.isatty()):
            told += result_document(summarise(voice.pack, person), 1)
        else:
            lines.append(result_line(voice.pack, person, instrument.score(person.answers)) + "\n")
    if lines:
        put(asked, voice, "".join(lines))
    if told:
        deliver(asked, voice, lambda: told, dict)
    return code
