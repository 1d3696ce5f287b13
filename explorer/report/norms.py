"""A person's position among the people of a pack's norms."""

from __future__ import annotations

import math
from collections.abc import Iterator

from explorer.engine.fit import Fit
from explorer.report.document import Block, Paragraph
from explorer.report.pack_translator import PackTranslator


def among(tr: PackTranslator, fit: Fit) -> Iterator[Block]:
    """How many of 100 of those people lean less to this side, assuming a normal distribution of leans. Empty without
    norms or without a side, and with more than two roles: norms are about the first two."""
    norms = tr.pack.norms
    if norms is None or fit.side is None or len(tr.pack.roles) > 2 or not norms.lean.sd:
        return
    beyond = (float(fit.lean) - float(norms.lean.mean)) / float(norms.lean.sd)
    below = (1 + math.erf(beyond / math.sqrt(2))) / 2
    share = round(100 * (below if fit.side == fit.pair[0] else 1 - below))
    words = tr.words.study.among
    sentence = tr(words, n=norms.people, who=tr(norms.who), when=norms.when, share=share, role=tr.short(fit.side))
    yield Paragraph(sentence, "quiet")
