"""The command line: each command is read, carried out, and written to a terminal, a pipe or a file.

Nothing but the standard library is imported before a command needs it; textual only by the program itself.
Exit codes: 0 done, 1 findings, 2 unusable input, with one line on standard error that says what to do.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.usage import Misused, parse

if TYPE_CHECKING:
    from explorer.engine.visit import Visit
    from explorer.pack.interface import Commands
    from explorer.plain.prompt import Desk
    from explorer.report.document import Block
    from explorer.report.voice import Voice

DONE, FOUND, UNUSABLE = 0, 1, 2
WIDTH = 80
"""Columns of text where no terminal says otherwise."""


class Unusable(Exception):
    """Input that cannot be used; its text is the one line that says what to do."""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; returns the exit code."""
    try:
        asked = parse(arguments)
        if isinstance(asked, str):
            _print(asked, Namespace(ascii=False))
            return DONE
        code = COMMANDS[asked.command](asked)
        sys.stdout.flush()
        return code
    except (Misused, Unusable) as error:
        _complain(str(error))
        return UNUSABLE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader has had enough: what it wanted is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:  # standard output cannot be written: a full disk
        from explorer.pack.reader import built_in_interface

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        words = built_in_interface()
        language = locale_language() if locale_language() in words.languages() else words.languages()[0]
        _complain(words.commands.output_failed.fill(language, reason=error.strerror or str(error)))
        return UNUSABLE


def _complain(problem: str) -> None:
    """One line on standard error, without signs that would act on the terminal."""
    from explorer.pack.text import CONTROL

    print(f"explorer: {CONTROL.sub(' ', problem.replace(chr(10), ' '))}", file=sys.stderr)


# --- commands --------------------------------------------------------------------------------------------------


def _app(asked: Namespace) -> int:
    from explorer.tui.launch import possible, prepare

    gc.disable()  # until the first screen stands
    voice = _voice(asked, front=not asked.pack)
    if not possible():
        raise Unusable(voice(voice.words.commands.needs_terminal))
    prepare()
    from explorer.engine.code import encode
    from explorer.engine.visit import Visit
    from explorer.pack.reader import read_pack
    from explorer.tui.app import ExplorerApp

    encoding = sys.__stderr__.encoding if sys.__stderr__ else "ascii"
    rest = None if asked.pack else read_pack
    app = ExplorerApp(voice.pack, Visit(voice.language), asked.ascii or "utf" not in encoding.lower(), rest)
    app.run()
    visit = app.history.now
    if not visit.empty:
        from explorer.report.voice import Voice

        said = Voice(app.pack, visit.language)(voice.words.dialogs.code_on_leaving, code=encode(app.pack, visit))
        _print(said + "\n", asked)
    return app.return_code or DONE


def _profile(asked: Namespace) -> int:
    from explorer.report.data import profile_data
    from explorer.report.profile import profile

    voice = _voice(asked)
    role = _role(voice, asked.role)
    return _deliver(
        asked,
        voice,
        lambda: profile(voice.pack, role, voice.language, listed=True),
        lambda: profile_data(voice.pack, role, voice.language),
    )


def _diff(asked: Namespace) -> int:
    from explorer.report.data import diff_data
    from explorer.report.diff import diff

    voice = _voice(asked)
    first, second = _role(voice, asked.first), _role(voice, asked.second)
    if first == second:
        raise Unusable(voice(voice.words.commands.one_role))
    return _deliver(
        asked,
        voice,
        lambda: diff(voice.pack, first, second, voice.language, asked.only, listed=True),
        lambda: diff_data(voice.pack, first, second, voice.language, asked.only),
    )


def _day(asked: Namespace) -> int:
    from explorer.engine.day import NoSuchChoice, play
    from explorer.report import day as told
    from explorer.report.data import day_data

    voice = _voice(asked)
    words = voice.words.commands
    role = _role(voice, asked.role)
    if all(day.role != role for day in voice.pack.days):
        raise Unusable(voice(words.no_day, role=role))
    if asked.choices is None and sys.stdin.isatty() and asked.format == "text" and not asked.output:
        return _live(asked, voice, role)
    try:
        choices = [int(choice) for choice in asked.choices.split(",")] if (asked.choices or "").strip() else []
    except ValueError:
        raise Unusable(voice(words.bad_choices, found=asked.choices)) from None
    try:
        played = play(voice.pack.day(role), choices)
    except NoSuchChoice as error:
        if not error.offered:
            raise Unusable(voice(words.too_many_choices, n=error.place - 1)) from None
        said = voice(words.bad_choice, place=error.place, choice=error.choice, offered=error.offered)
        raise Unusable(said) from None

    return _deliver(asked, voice, lambda: told.replay_document(voice, played), lambda: day_data(played, voice))


def _live(asked: Namespace, voice: Voice, role: str) -> int:
    from explorer.engine.code import encode
    from explorer.engine.visit import Visit
    from explorer.plain.prompt import live

    try:
        visit = live(voice.pack, Visit(voice.language), role, _desk(asked))
    except EOFError:
        print()
        return DONE
    _print(voice(voice.words.dialogs.code_on_leaving, code=encode(voice.pack, visit)) + "\n", asked)
    return DONE


def _fit(asked: Namespace) -> int:
    from explorer.report.data import instrument_data
    from explorer.report.instrument import instrument

    voice = _voice(asked)
    if asked.print:
        return _deliver(asked, voice, lambda: instrument(voice), lambda: instrument_data(voice.pack))
    if asked.answers is not None:
        return _scored(asked, voice)
    if not sys.stdin.isatty():
        raise Unusable(voice(voice.words.commands.needs_terminal))
    from explorer.engine.visit import Visit
    from explorer.plain.prompt import ask_all
    from explorer.report.summary import result_document, summarise

    desk = _desk(asked)
    summary = summarise(voice.pack, ask_all(voice.pack, Visit(voice.language), desk))
    desk.tell([*result_document(summary, 1)])
    _print(voice(voice.words.dialogs.code_on_leaving, code=summary.code) + "\n", asked)
    return DONE


def _scored(asked: Namespace, voice: Voice) -> int:
    """Score the answers of a file, of standard input or of a code: one result a line, or each as a document."""
    from explorer.answers import BadAnswers, respondents
    from explorer.engine.fit import Instrument
    from explorer.report.data import result_line
    from explorer.report.summary import result_document, summarise

    words = voice.words.commands
    if asked.answers == "-" or Path(asked.answers).exists() or {"/", "."} & set(asked.answers):
        people = list(respondents(voice.pack, _read(asked.answers, voice), voice.language))
    else:
        people = [_decoded(voice, asked.answers)]
    instrument = Instrument(voice.pack.questionnaire, [role.id for role in voice.pack.roles])
    lines: list[str] = []
    told: list[Block] = []
    code = DONE
    for person in people:
        if isinstance(person, BadAnswers):
            problem = voice(getattr(words, person.problem), found=person.found, pack=voice.pack.id)
            _complain(voice(words.bad_answers, line=person.line, problem=problem))
            code = UNUSABLE
        elif asked.format in ("text", "md") or (asked.format is None and len(people) == 1 and sys.stdout.isatty()):
            told += result_document(summarise(voice.pack, person), 1)
        else:
            lines.append(result_line(voice.pack, person, instrument.score(person.answers)) + "\n")
    if lines:
        _put(asked, voice, "".join(lines))
    if told:
        _deliver(asked, voice, lambda: told, dict)
    return code


def _read(name: str, voice: Voice) -> str:
    """A file's text, or standard input's."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise Unusable(voice(voice.words.commands.cannot_read, path=name, reason=reason)) from None


def _decoded(voice: Voice, code: str) -> Visit:
    """The visit of a code."""
    from explorer.engine.code import CodeError, decode

    try:
        return decode(voice.pack, code, voice.language)
    except CodeError as error:
        raise Unusable(voice(getattr(voice.words.code_faults, error.reason), detail=error.detail)) from None


def _result(asked: Namespace) -> int:
    from explorer.report.data import summary_data
    from explorer.report.summary import summarise, summary_document

    voice = _voice(asked)
    summary = summarise(voice.pack, _decoded(voice, asked.code))
    return _deliver(asked, voice, lambda: summary_document(summary), lambda: summary_data(summary))


def _check(asked: Namespace) -> int:
    from explorer.pack.checks import check
    from explorer.pack.faults import PackError
    from explorer.pack.reader import built_in, built_in_interface, read_located
    from explorer.report.faults import fault_line, proved

    folder = Path(asked.folder or asked.pack) if asked.folder or asked.pack else built_in()
    interface = built_in_interface()
    language = _language(asked, interface.languages(), interface.commands)
    words = interface.commands
    try:
        pack, located = read_located(folder)
        findings = sorted(check(pack, located))
    except PackError as error:
        lines = [fault_line(finding, interface, language, str(folder)) for finding in error.findings]
        _print("\n".join([*lines, words.check_unusable.fill(language, n=len(lines))]) + "\n", asked)
        first = error.findings[0]
        unread = first.kind == "folder_missing" or (first.file == "pack.yaml" and first.kind.startswith("file_"))
        return UNUSABLE if unread else FOUND
    lines = [fault_line(finding, interface, language, str(folder)) for finding in findings]
    _print("\n".join([*lines, *proved(pack, len(findings), words, language)]) + "\n", asked)
    return FOUND if findings else DONE


def _selftest(asked: Namespace) -> int:
    voice = _voice(asked)
    try:
        from explorer.selftest import as_data, as_markdown, as_text, run
    except ImportError:
        raise Unusable(voice(voice.words.commands.needs_extra, name="selftest")) from None
    from explorer.report.data import as_json

    result = run(voice.pack)
    writers = {"text": as_text, "md": as_markdown}
    said = writers[asked.format](result, voice.language) if asked.format in writers else as_json(as_data(result))
    _put(asked, voice, said)
    return DONE if result.ok else FOUND


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: _app,
    "profile": _profile,
    "diff": _diff,
    "day": _day,
    "fit": _fit,
    "result": _result,
    "check": _check,
    "selftest": _selftest,
}


# --- what commands share ---------------------------------------------------------------------------------------


def _voice(asked: Namespace, front: bool = False) -> Voice:
    """The pack that was asked for (or only its `front`), in the language that was asked for."""
    from explorer.pack.faults import PackError
    from explorer.pack.reader import built_in_interface, read_pack
    from explorer.report.faults import fault_line
    from explorer.report.voice import Voice

    try:
        pack = read_pack(Path(asked.pack) if asked.pack else None, front)
    except PackError as error:
        words = built_in_interface()
        language = _language(asked, words.languages())
        more = f" (+{len(error.findings) - 1}: explorer check {asked.pack})" if len(error.findings) > 1 else ""
        raise Unusable(fault_line(error.findings[0], words, language, asked.pack or "") + more) from None
    return Voice(pack, _language(asked, pack.languages, pack.interface.commands))


def _language(asked: Namespace, offered: Sequence[str], words: Commands | None = None) -> str:
    """The language asked for, or the locale's, or the pack's first. Raises Unusable when one is asked for in vain."""
    named = asked.lang
    if named in offered:
        return str(named)
    default = locale_language() if locale_language() in offered else offered[0]
    if named and words:
        raise Unusable(words.unknown_language.fill(default, language=named, languages=", ".join(offered)))
    return default


def locale_language() -> str:
    """The language of the locale, as two letters; empty when it names none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower() if value[:2].isalpha() and value[2:3] in ("_", ".", "") else ""
    return ""


def _role(voice: Voice, named: str) -> str:
    """A role's id, from its id or its short name in any case."""
    for role in voice.pack.roles:
        if named.casefold() in (role.id, *(short.casefold() for short in role.short.root.values())):
            return role.id
    roles = ", ".join(role.id for role in voice.pack.roles)
    raise Unusable(voice(voice.words.commands.unknown_role, role=named, roles=roles))


def _deliver(
    asked: Namespace, voice: Voice, document: Callable[[], Sequence[Block]], data: Callable[[], object]
) -> int:
    """Write a document, or its data, in the format and to the place that were asked for."""
    if asked.format == "json":
        from explorer.report.data import as_json

        said = as_json(data())
    elif asked.format == "md":
        from explorer.report.markdown import as_markdown

        said = as_markdown(document())
    else:
        from explorer.report.text import as_text

        colour = asked.output is None and _coloured()
        said = as_text(document(), _columns() if asked.output is None else WIDTH, colour)
    _put(asked, voice, said)
    return DONE


def _put(asked: Namespace, voice: Voice, said: str) -> None:
    """Write to standard output, or whole to the file that was asked for."""
    if asked.output is None:
        _print(said, asked)
        return
    from explorer.report.file import write

    path, words = Path(asked.output).expanduser(), voice.words.commands
    try:
        write(path, said, overwrite=True)
    except OSError as error:
        raise Unusable(voice(words.cannot_write, path=path, reason=error.strerror or str(error))) from None
    print(voice(words.written, path=path.absolute()), file=sys.stderr)


def _desk(asked: Namespace) -> Desk:
    from explorer.plain.prompt import Desk
    from explorer.report.text import as_text

    def tell(blocks: Sequence[Block]) -> None:
        _print("\n" + as_text(blocks, _columns(), _coloured()) + "\n", asked)

    return Desk(tell, input)


def _print(text: str, asked: Namespace) -> None:
    """Write to standard output, in ASCII where nothing else is asked for or can be written."""
    encoding = (sys.stdout.encoding or "ascii").lower()
    if asked.ascii or "utf" not in encoding:
        from explorer.report.ascii import as_ascii

        text = as_ascii(text)
    sys.stdout.write(text)


def _coloured() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM", "dumb") != "dumb"


def _columns() -> int:
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
