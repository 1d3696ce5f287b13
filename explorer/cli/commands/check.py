"""`explorer check`: validates a pack, and checks its days and questionnaire."""

from __future__ import annotations

import gc
import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.arguments import SPEAKING, WATCH, Argument, Command, flag, formats
from explorer.cli.input import DONE, FOUND, UNUSABLE, Unusable, pack_folder, program_translator
from explorer.cli.output import complain, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from explorer.checks.days.memory import Memory
    from explorer.checks.days.result import Proof
    from explorer.loader.faults import Finding
    from explorer.loader.known import Known
    from explorer.loader.locate import Located
    from explorer.pack.pack import Pack

LOOK_EVERY = 0.5
"""Seconds between two looks for changed files with `--watch`."""

COMMAND = Command(
    lambda words: words.commands.check,
    (
        Argument(("folder",), lambda words: words.commands.folder, many="?", path=True),
        formats("text", "json", "sarif", "github", default="text"),
        flag("all", lambda words: words.commands.check_all),
        WATCH,
        flag("freeze", lambda words: words.commands.freeze, ("watch",)),
        *SPEAKING,
    ),
    lambda words: words.examples.check,
)


def run(args: Namespace) -> int:
    """Check a pack and print the findings; returns 0 if there are none, 1 for findings, 2 for a pack that cannot be
    read."""
    from explorer.checks.days.memory import PROVED, Memory
    from explorer.loader.known import Known
    from explorer.loader.reader import uncollected
    from explorer.loader.watch import stamp

    memory = Memory(PROVED)
    if not args.watch:
        with uncollected():
            code = _checked(args, memory, None)
        if args.freeze and code != DONE:
            tr = program_translator(args)
            complain(tr(tr.words.commands.freeze_not))
        return _frozen(args) if args.freeze and code == DONE else code
    folder, tr, seen, known = Path(str(_folder(args))), program_translator(args), None, Known()
    while True:
        if (now := stamp(folder)) != seen:
            again, seen = seen is not None, now
            with uncollected():
                _checked(args, memory, known, again)
            say(tr(tr.words.commands.check_watching, folder=folder) + "\n", args, flush=True)
            gc.collect()  # now, because nobody is waiting
        time.sleep(LOOK_EVERY)


def _frozen(args: Namespace) -> int:
    """Add the current version of the pack, which was found valid, to the published ones. Raises Unusable if the file
    cannot be written."""
    from explorer.checks.published import FILE, frozen
    from explorer.loader.reader import read_located
    from explorer.store.files import reason_of, write

    folder, tr = Path(str(_folder(args))), program_translator(args)
    path, (pack, _) = folder / FILE, read_located(folder)
    try:
        write(path, frozen(pack), overwrite=True)
    except OSError as error:
        raise Unusable(tr(tr.words.commands.cannot_use, path=path, reason=reason_of(error))) from None
    say(tr(tr.words.commands.check_frozen, path=path, version=pack.version) + "\n", args)
    return DONE


def _own(located: Mapping[str, Located], role: str) -> bool:
    """Whether a day belongs to the pack itself, and not to the pack it extends."""
    day = located.get(f"days/{role}.yaml")
    return day is None or not _inherited(day.file)


def _inherited(file: str) -> bool:
    """Whether a file belongs to the pack that this one extends, so that its author is not responsible for it."""
    from explorer.loader.installed import BUILT_IN

    return file.startswith(f"{BUILT_IN}/")


def _opens(args: Namespace) -> str:
    import shlex

    named = args.folder or args.pack
    return f"--pack {shlex.quote(str(named))} " if named else ""


def _checked(args: Namespace, memory: Memory, known: Known | None, again: bool = False) -> int:
    """Run all checks and print the results; `again`: print the quick findings at once."""
    from explorer.checks.days import Proving
    from explorer.checks.pages import aged, today
    from explorer.loader.faults import PackError
    from explorer.loader.reader import read_located
    from explorer.loader.unused import unread_files
    from explorer.report import faults as fault_report
    from explorer.report.proofs import table

    folder, tr = _folder(args), program_translator(args)
    pack, proofs = None, []
    try:
        pack, located = read_located(folder, known)
        stray = unread_files(folder, located) if isinstance(folder, Path) else ()
        proving = Proving(pack, located, _opens(args), memory)
        early = [each for each in proving.first_faults() if not _inherited(each.file)] if again else []
        if early:
            say("\n".join(fault_report.fault_lines(early, tr, str(folder), args.all)) + "\n", args, flush=True)
        proofs = [proof for proof in proving.proofs() if _own(located, proof.role)]
        memory.save()
        findings = _to_mend(pack, located, stray, proofs)
        code = FOUND if findings else DONE
    except PackError as error:
        findings = error.findings
        first = findings[0]
        unread = first.kind == "folder_missing" or (first.file == "pack.yaml" and first.kind.startswith("file_"))
        code = UNUSABLE if unread else FOUND
    writers = {"json": fault_report.as_findings_json, "sarif": fault_report.as_sarif, "github": fault_report.as_github}
    if args.format in writers:
        say(writers[args.format](findings, tr, str(folder)), args)
        return code
    lines = [*fault_report.fault_lines(findings, tr, str(folder), args.all)]
    if pack:
        lines += table(pack, proofs, tr)
        lines += fault_report.proved(pack, len(findings), tr)
        lines += fault_report.aged_lines(list(aged(pack, located, today())), tr, str(folder))
    else:
        lines.append(tr(tr.words.commands.check_unusable, n=len(findings)))
    say("\n".join(lines) + "\n", args)
    return code


def _to_mend(
    pack: Pack, located: Mapping[str, Located], stray: Iterable[Finding], proofs: Iterable[Proof]
) -> list[Finding]:
    """What the pack's author has to correct: no findings in the pack that it extends, and no results of a day that is
    still a draft (TODO)."""
    from explorer.checks.content import check

    faults = [*check(pack, located), *stray]
    begun = {finding.file for finding in faults if finding.kind == "unwritten"}
    missed = (finding for proof in proofs for finding in proof.findings if finding.file not in begun)
    return sorted(each for each in (*faults, *missed) if not _inherited(each.file))


def _folder(args: Namespace) -> Traversable:
    from explorer.loader.installed import built_in

    return pack_folder(args, args.folder or args.pack) or built_in()
