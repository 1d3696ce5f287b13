"""`explorer study`: what the answers of many people show about the questionnaire, and norms made from them."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from explorer.cli.arguments import Argument, Command, option, path_option, writing
from explorer.cli.commands.class_ import FORMATS, read_people
from explorer.cli.input import DONE, Unusable, translator_for
from explorer.cli.output import complain, deliver, format_for, put

if TYPE_CHECKING:
    from explorer.report.pack_translator import PackTranslator
    from explorer.study.statistics import Study

COMMAND = Command(
    lambda words: words.commands.study,
    (
        Argument(("files",), lambda words: words.commands.file, many="+", path=True),
        path_option("norms", lambda words: words.commands.norms, lambda words: words.commands.file, ("output",)),
        option("who", lambda words: words.commands.who, lambda words: words.commands.words),
        option("date", lambda words: words.commands.date, lambda words: words.commands.date_value),
        *writing(*FORMATS),
    ),
    lambda words: words.examples.study,
)


def run(args: Namespace) -> int:
    """Write the analysis of one or more lists of answers, or norms made from them; returns the exit code."""
    from explorer.study.classroom import overview
    from explorer.study.statistics import study
    from explorer.study.study_report import study_data, study_document, study_rows

    tr = translator_for(args)
    format_for(args, tr, FORMATS)
    groups = [[person.visit for person in read_people(tr, file)] for file in args.files]
    studied = study(tr.pack, groups)
    everyone = [visit for group in groups for visit in group]
    if args.norms:
        return _norms(args, tr, studied, len(everyone))
    seen = overview(tr.pack, everyone)
    return deliver(
        args,
        tr,
        lambda: study_document(tr, studied, seen, len(everyone)),
        lambda: study_data(tr, studied, seen),
        lambda: study_rows(tr, studied),
    )


def _norms(args: Namespace, tr: PackTranslator, studied: Study | None, people: int) -> int:
    """Write `norms.yaml` for a pack: means, standard deviations, the number of people, who they are and when they
    answered."""
    from time import strftime

    from explorer.study.statistics import NORMED_FROM
    from explorer.study.study_report import norms_text

    words = tr.words.study
    if studied is None or studied.complete < NORMED_FROM:
        raise Unusable(tr(words.norms_few, least=NORMED_FROM, n=studied.complete if studied else people))
    if not args.who:
        raise Unusable(tr(words.norms_who))
    put(
        Namespace(**{**vars(args), "output": args.norms}),
        tr,
        norms_text(tr.pack, studied, " ".join(args.who.split()), args.date or strftime("%Y-%m")),
    )
    complain(tr(words.norms_next))
    return DONE
