"""Words of the trade: found in a text, marked once, and said when a line is asked why."""

from __future__ import annotations

from explorer.pack.pack import Pack
from explorer.report.document import Point
from explorer.report.glossary import MARK, explained, found, marked
from explorer.report.pack_translator import translator_of
from explorer.report.profile import profile


def test_a_term_is_found_as_a_whole_word_in_any_case_and_spelling(built_in: Pack) -> None:
    tr = translator_of(built_in, "es")
    assert [term.id for term in found(tr, "Tu crm y los hitos")] == ["crm", "milestone"]
    assert found(tr, "Los crmx y el hitoso") == []


def test_a_term_is_marked_the_first_time_only(built_in: Pack) -> None:
    tr = translator_of(built_in, "en")
    assert marked(tr, "The CRM, and the CRM.") == f"The CRM{MARK}, and the CRM."


def test_a_line_that_uses_a_term_says_what_it_means_after_its_own_notes(built_in: Pack) -> None:
    tr = translator_of(built_in, "es")
    first, said = explained(tr, "El CRM", ["nota"])
    assert first == "nota" and said.startswith("CRM: ")
    lines = [block for block in profile(built_in, built_in.roles[0].id, "es") if isinstance(block, Point)]
    using = next(block for block in lines if f"CRM{MARK}" in block.text)
    assert any(note.startswith("CRM: ") for note in using.notes)


def test_a_pack_without_a_glossary_marks_nothing(small: Pack) -> None:
    tr = translator_of(small, "es")
    assert marked(tr, "El CRM") == "El CRM" and explained(tr, "El CRM", ()) == ()
