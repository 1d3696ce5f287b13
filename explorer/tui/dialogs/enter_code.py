"""The dialog for entering an answer code."""

from __future__ import annotations

from explorer.engine.code import CodeError, Opened
from explorer.report.document import Document, Heading, Paragraph
from explorer.tui.dialogs.box import BOX
from explorer.tui.dialogs.typed import Refused, Typed


class EnterCode(Typed[Opened]):
    """Returns the visit stored in the code. A code that cannot be read stays in the input with an explanation, to be
    corrected."""

    DEFAULT_CSS = BOX.format(name="EnterCode", height="auto")

    def blocks(self, fault: str) -> Document:
        """Where to find a code, or what is wrong with the one typed."""
        tr, words = self.session.tr, self.session.tr.words.keeping
        why = Paragraph(fault, "warn") if fault else Paragraph(tr(words.code_where))
        return Heading(tr(words.code_title), 2), why, Paragraph(tr(words.code_keys), "quiet")

    def take(self, text: str) -> Opened:
        """Decode the code. Raises Refused."""
        try:
            return self.session.opened(text)
        except CodeError as error:
            tr = self.session.tr
            raise Refused(tr(tr.words.code_faults[error.reason], detail=error.detail)) from error
