"""Every kind of fault has a sentence, so that no author is left with a bare name of it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import explorer
import explorer.checks.days
from explorer.loader.faults import Finding
from explorer.loader.reader import built_in_interface
from explorer.loader.validation import FORMS
from explorer.report.faults import fault_line
from explorer.words.translator import Translator

MAKERS = {"at", "refuse", "refused", "Finding", "_found", "known", "Slip"}
"""The functions that make a fault; its kind is a name among their arguments."""
NAME = re.compile(r"[a-z]+(_[a-z]+)*")
FROM_PYDANTIC = {
    "missing",
    "extra_forbidden",
    "string_pattern_mismatch",
    "literal_error",
    "int_parsing",
    "decimal_parsing",
    "greater_than_equal",
    "less_than_equal",
    "too_short",
    "too_long",
    "union_tag_invalid",
}
"""What the schema's own constraints say, beside the `..._type` kinds, which share a sentence."""


def own_kinds() -> set[str]:
    """The kinds that the code names which reads a pack, holds its values and checks it."""
    kinds: set[str] = set()
    program = Path(explorer.__path__[0])
    for file in (file for layer in ("words", "pack", "loader", "checks") for file in (program / layer).glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            maker = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
            names = {word for word in words if isinstance(word, str) and NAME.fullmatch(word)}
            if maker in MAKERS:
                kinds |= {f"unknown_{name}" for name in names} if maker == "known" else names
    return kinds


def test_every_kind_that_the_reader_names_has_a_sentence() -> None:
    kinds = own_kinds()
    assert len(kinds) > 20
    assert sorted(kinds - names("faults") - names("page_faults")) == []


def names(part: str) -> set[str]:
    """The kinds that have a sentence in a part of the interface."""
    return set(built_in_interface()[part])


@pytest.mark.parametrize("kinds", ["", "day_", "page_"])
def test_what_has_a_fault_has_a_mend(kinds: str) -> None:
    assert names(f"{kinds}faults") == names(f"{kinds}mends")


def day_kinds() -> set[str]:
    """The kinds that the code of `explorer.checks.days` names."""
    code = "".join(file.read_text(encoding="utf-8") for file in Path(explorer.checks.days.__path__[0]).glob("*.py"))
    return set(re.findall(r'"(day_[a-z_]+)"', code))


def test_every_miss_of_a_day_has_a_sentence_and_every_sentence_a_miss() -> None:
    assert day_kinds() == names("day_faults")


def test_every_kind_that_the_schema_names_has_a_sentence() -> None:
    assert sorted(FROM_PYDANTIC - names("faults")) == []


def test_no_sentence_is_for_a_fault_that_cannot_be() -> None:
    said = names("faults") | names("page_faults")
    assert sorted(said - own_kinds() - FROM_PYDANTIC - {"type", "other"}) == []


def test_a_kind_that_nobody_foresaw_is_still_said() -> None:
    words = built_in_interface()
    line = fault_line(Finding("x.yaml", 3, 5, "a.b", "unforeseen", {"message": "what it is"}), Translator(words, "en"))
    assert line.startswith("x.yaml:3:5: error: a.b: what it is. ")


def test_every_fault_is_said_in_a_clause_and_every_mend_in_sentences() -> None:
    words = built_in_interface()
    for language in words.languages():
        said = [(words.faults[kind], words.mends[kind]) for kind in names("faults")]
        said += [(words.day_faults[kind], words.day_mends[kind]) for kind in names("day_faults")]
        said += [(words.page_faults[kind], words.page_mends[kind]) for kind in names("page_faults")]
        for one, other in said:
            fault, mend = one[language], other[language]
            assert not fault.endswith("."), fault
            assert mend[0].isupper() and mend.endswith("."), mend


def test_a_name_that_was_mistyped_is_guessed_in_the_line() -> None:
    words = built_in_interface()
    said = {"name": "ber", "near": "bee", "meant": "pack.yaml:7", "defined": "ant, bee"}
    finding = Finding("x.yaml", 3, 5, "a", "unknown_role", said)
    assert fault_line(finding, Translator(words, "en")) == (
        'x.yaml:3:5: error: a: there is no role "ber". '
        'Did you mean "bee", in pack.yaml:7? There are: ant, bee (pack.yaml:7).'
    )


def test_every_form_that_a_text_of_a_pack_must_have_is_described() -> None:
    """What FORMS does not know is told as a time of day: that is true of no other form."""
    pack = Path(explorer.__path__[0]) / "pack"
    patterns = {
        pattern for file in pack.glob("*.py") for pattern in re.findall(r'Like\(r"(.+?)"\)', file.read_text("utf-8"))
    }
    others = patterns - FORMS.keys()
    assert len(others) == 1 and all(re.fullmatch(each, "09:15") for each in others)
    assert patterns > FORMS.keys() and all(built_in_interface().shapes[form] for form in FORMS.values())
