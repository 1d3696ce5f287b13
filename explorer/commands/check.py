"""A pack validated and proved."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from explorer.commands.asking import DONE, FOUND, UNUSABLE, language_of
from explorer.commands.telling import say


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.pack.checks import check
    from explorer.pack.faults import PackError
    from explorer.pack.reader import built_in, built_in_interface, read_located
    from explorer.report.faults import fault_line, proved

    folder = Path(asked.folder or asked.pack) if asked.folder or asked.pack else built_in()
    interface = built_in_interface()
    language = language_of(asked, interface.languages(), interface.commands)
    words = interface.commands
    try:
        pack, located = read_located(folder)
        findings = sorted(check(pack, located))
    except PackError as error:
        lines = [fault_line(finding, interface, language, str(folder)) for finding in error.findings]
        say("\n".join([*lines, words.check_unusable.fill(language, n=len(lines))]) + "\n", asked)
        first = error.findings[0]
        unread = first.kind == "folder_missing" or (first.file == "pack.yaml" and first.kind.startswith("file_"))
        return UNUSABLE if unread else FOUND
    lines = [fault_line(finding, interface, language, str(folder)) for finding in findings]
    say("\n".join([*lines, *proved(pack, len(findings), words, language)]) + "\n", asked)
    return FOUND if findings else DONE
