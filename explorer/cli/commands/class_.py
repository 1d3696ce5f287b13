"""`explorer class`: an overview of a class from a list of codes, and a sheet for each person."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from explorer.cli.arguments import Argument, Command, flag, option, path_option, writing
from explorer.cli.input import DONE, Unusable, read_text, translator_for
from explorer.cli.output import complain, deliver, format_for, put

if TYPE_CHECKING:
    from explorer.report.export import Format
    from explorer.report.pack_translator import PackTranslator
    from explorer.study.listed import Person

FORMATS: tuple[Format, ...] = ("text", "md", "json", "html", "csv")
COMMAND = Command(
    lambda words: words.commands.class_,
    (
        Argument(("file",), lambda words: words.commands.file, path=True),
        path_option(
            "handouts",
            lambda words: words.commands.handouts,
            lambda words: words.commands.folder,
            ("output", "people", "format"),
        ),
        flag("force", lambda words: words.commands.force),
        flag("people", lambda words: words.commands.people),
        option("date", lambda words: words.commands.date, lambda words: words.commands.date_value),
        *writing(*FORMATS),
    ),
    lambda words: words.examples.class_,
)


def run(args: Namespace) -> int:
    """Write the overview of a class, or the sheets for its members; returns the exit code."""
    from explorer.study.classroom import overview
    from explorer.study.classroom_report import class_data, class_document, class_rows

    tr = translator_for(args)
    format = format_for(args, tr, FORMATS)
    if args.people and format != "csv":
        raise Unusable(tr(tr.words.classroom.only_csv))
    people = read_people(tr, args.file)
    if args.handouts:
        return _handouts(args, tr, people)
    if args.people:
        return _rows(args, tr, people)
    class_overview = overview(tr.pack, (person.visit for person in people))
    handed_on = format in ("md", "html") or args.output is not None
    return deliver(
        args,
        tr,
        lambda: class_document(tr, class_overview, handed_on),
        lambda: class_data(tr, class_overview),
        lambda: class_rows(tr, class_overview),
    )


def read_people(tr: PackTranslator, file: str) -> list[Person]:
    """Everybody in a list; invalid lines are reported on standard error, and a summary of what is no longer valid from
    codes of earlier versions. Raises Unusable if no line is valid."""
    from explorer.engine.code import CodeError
    from explorer.report.earlier import notes_of_all
    from explorer.study.listed import Again, Person, listed

    words, people = tr.words, []
    heads = [text for head in (words.classroom.head_code, words.classroom.head_name) for text in head.root.values()]
    for entry in listed(tr.pack, read_text(file, tr), tr.language, heads):
        if isinstance(entry, Person):
            people.append(entry)
        elif isinstance(entry, Again):
            complain(tr(words.classroom.again, line=entry.line, first=entry.first))
        elif isinstance(entry.why, CodeError):
            problem = tr(words.code_faults[entry.why.reason], detail=entry.why.detail)
            complain(tr(words.classroom.unread, line=entry.line, problem=problem))
        else:
            problem = tr(words.commands[entry.why.problem], found=entry.why.found, pack=tr.pack.id)
            complain(tr(words.classroom.unread, line=entry.line, problem=problem))
    if not people:
        raise Unusable(tr(words.classroom.nobody, path=file))
    for line in notes_of_all(tr, [(person.visit, person.dropped) for person in people]):
        complain(line)
    return people


def _rows(args: Namespace, tr: PackTranslator, people: list[Person]) -> int:
    from explorer.report.csv import as_csv
    from explorer.study.classroom_report import people_rows

    complain(tr(tr.words.classroom.consent))
    put(args, tr, as_csv(*people_rows(tr, people)))
    return DONE


def _handouts(args: Namespace, tr: PackTranslator, people: list[Person]) -> int:
    """Write a file for each person, named as in the list; existing files are only replaced with --force."""
    from explorer.report.html import as_html
    from explorer.report.summary import summarise
    from explorer.report.take_home import page_document
    from explorer.store.files import reason_of, write_all
    from explorer.store.locations import typed
    from explorer.study.listed import file_names

    folder, words = typed(args.handouts), tr.words
    paths = [folder / name for name in file_names([person.name for person in people], ".html")]
    try:
        there = [path for path in paths if path.exists() or path.is_symlink()]
        if there and not args.force:
            raise Unusable(tr(words.classroom.handout_there, path=there[0]))
        pages = (page_document(summarise(tr.pack, each.visit), each.name, args.date or "") for each in people)
        write_all({path: as_html(page, tr.language) for path, page in zip(paths, pages, strict=True)})
    except OSError as error:
        raise Unusable(
            tr(words.commands.cannot_write, path=error.filename or folder, reason=reason_of(error))
        ) from None
    complain(tr(words.classroom.handouts, path=folder.absolute(), n=len(paths)))
    return DONE
