"""Whatever is wrong with a pack is said at once, at the place an editor can open.

Every case takes the small pack and breaks it in one place. In the new text `§` marks where the fault must be found;
the mark itself is taken out before the pack is read.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import explorer
from explorer.loader.faults import Finding, PackError
from explorer.loader.reader import built_in, built_in_interface, read_pack
from explorer.pack.pack import Pack
from explorer.report.faults import Message, fault_line
from explorer.words.translator import Translator

MARK = "§"


class Workshop:
    """A copy of the small pack to break."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.marks: dict[str, tuple[int, int]] = {}
        """By file, the line and column (from 1) of the mark in what was written there."""

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the only `old` in `file` by `new`; an empty `old`: the whole file."""
        path = self.folder / file
        before = path.read_text(encoding="utf-8") if old else ""
        assert not old or before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {file}"
        marked = before.replace(old, new) if old else new
        if MARK in marked:
            ahead = marked[: marked.index(MARK)]
            self.marks[file] = ahead.count("\n") + 1, len(ahead) - ahead.rfind("\n")
        path.write_text(marked.replace(MARK, ""), encoding="utf-8")

    def read(self) -> Pack:
        """The pack as it is now."""
        return read_pack(self.folder)

    def findings(self) -> list[Finding]:
        """What is wrong with it now."""
        with pytest.raises(PackError) as caught:
            self.read()
        return caught.value.findings


@pytest.fixture
def workshop(small_folder: Path, tmp_path: Path) -> Workshop:
    return Workshop(shutil.copytree(small_folder, tmp_path / "pack"))


ANT, BEE, DAY, ASKED = "roles/ant.yaml", "roles/bee.yaml", "days/ant.yaml", "questionnaire.yaml"
SENTENCE = 'sentence: {es: "Acarreas.", en: "You carry."}'
TITLE = 'title: {es: "¿Hormiga o abeja?", en: "Ant or bee?"}'
OPTION = "scenes.0.options.0"

FAULTS = {
    # --- texts
    "a text without one of the languages": (ANT, SENTENCE, "sentence: §{es: Acarreas.}", "sentence", "text_missing"),
    "a text that is blank in one language": (ANT, SENTENCE, 'sentence: §{es: A, en: " "}', "sentence", "text_missing"),
    "a text in a language the pack has not": (
        ANT,
        SENTENCE,
        "sentence: §{es: A, en: B, fr: C}",
        "sentence",
        "text_language",
    ),
    "a text that is not by language": (ANT, SENTENCE, "sentence: §Acarreas", "sentence", "dict_type"),
    "a text that is a list": (ANT, SENTENCE, "sentence: {es: A, en: §[B]}", "sentence.en", "string_type"),
    "an ESC in a text": (ANT, SENTENCE, 'sentence: §{es: "\\e[31mA", en: B}', "sentence", "text_control"),
    "a BEL in a text": (ANT, SENTENCE, 'sentence: §{es: A, en: "B\\a"}', "sentence", "text_control"),
    "a C1 control sequence in a text": (
        ANT,
        SENTENCE,
        'sentence: §{es: A, en: "B\\x9b2J"}',
        "sentence",
        "text_control",
    ),
    "a NUL in a text": (ANT, SENTENCE, 'sentence: §{es: "A\\0", en: B}', "sentence", "text_control"),
    "a tab in a text": (ANT, SENTENCE, 'sentence: §{es: "A\\tB", en: B}', "sentence", "text_control"),
    "a DEL in a text": (ANT, SENTENCE, 'sentence: §{es: "A\\x7f", en: B}', "sentence", "text_control"),
    "a bidirectional override in a text": (
        ANT,
        SENTENCE,
        'sentence: §{es: "A\\u202eB", en: B}',
        "sentence",
        "text_control",
    ),
    "placeholders that differ between the languages": (
        ANT,
        SENTENCE,
        'sentence: §{es: "{n} granos", en: "{m} grains"}',
        "sentence",
        "text_placeholders",
    ),
    "a title of the pack without one of its languages": (
        "pack.yaml",
        TITLE,
        'title: §{es: "¿Hormiga o abeja?"}',
        "title",
        "text_missing",
    ),
    "a section without a title in one of the languages": (
        "pack.yaml",
        'title: {es: "Qué haces", en: "What you do"}',
        'title: §{es: "Qué haces"}',
        "sections.0.title",
        "text_missing",
    ),
    "an ESC in the title of a source": (
        "sources.yaml",
        'title: "Manual del prado"',
        'title: §"\\e]0;prado"',
        "0.title",
        "control",
    ),
    "a BEL in the name of a person": ("days/cast.yaml", 'name: "Grillo"', 'name: §"\\a"', "0.name", "control"),
    # --- fields
    "a field that does not exist": (ANT, SENTENCE, f"{SENTENCE}\n§colour: red", "colour", "extra_forbidden"),
    "a deep field that does not exist": (
        DAY,
        "effects: {food: -1, calm: 2}",
        "effects: {food: -1, calm: 2}\n        §efects: {}",
        f"{OPTION}.efects",
        "extra_forbidden",
    ),
    "a field that is missing": (ANT, SENTENCE, "", "sentence", "missing"),
    "a word instead of a number": ("pack.yaml", "version: 7", "version: §seven", "version", "int_parsing"),
    "a fraction instead of a whole number": ("pack.yaml", "version: 7", "version: §7.5", "version", "int_parsing"),
    "a number that is too small": ("pack.yaml", "version: 7", "version: §0", "version", "greater_than_equal"),
    "a place beyond the end of an axis": (ANT, "at: -3", "at: §-4", "claims.0.axis.at", "greater_than_equal"),
    "an effect that is too large": (
        DAY,
        "effects: {food: -1, calm: 2}",
        "effects: {food: -1, calm: §4}",
        f"{OPTION}.effects.calm",
        "less_than_equal",
    ),
    "a word that is none of the choices": (
        ANT,
        "strength: stated",
        "strength: §certain",
        "claims.0.strength",
        "literal_error",
    ),
    "a name with a capital": (ANT, "id: ant-carries", "id: §Ant-carries", "claims.0.id", "string_pattern_mismatch"),
    "a name that would move the cursor": (
        ANT,
        "id: ant-carries",
        'id: §"\\e[2J"',
        "claims.0.id",
        "string_pattern_mismatch",
    ),
    "an hour that no clock shows": (DAY, '"06:00"', '§"24:00"', "scenes.0.time", "string_pattern_mismatch"),
    "a word instead of a list": (ANT, "sources: [A1, B2]", "sources: §A1", "claims.0.sources", "tuple_type"),
    "an empty list": (ANT, "sources: [A1, B2]", "sources: §[]", "claims.0.sources", "too_short"),
    "a kind of item that does not exist": (ASKED, "kind: pair", "kind: §pear", "items.2.kind", "union_tag_invalid"),
    "an item without its kind": (
        ASKED,
        "  - kind: pair\n    id: line-or-flight",
        "  - §id: line-or-flight",
        "items.2.kind",
        "union_tag_not_found",
    ),
    "an entry that is nothing": (ANT, "claims:\n", "claims:\n  -§\n", "claims.0", "dataclass_type"),
    "a condition that is none": (DAY, "[food>=3]", "[§food is 3]", "scenes.1.when.0", "clause"),
    "a contested claim without the other view": (
        BEE,
        "  - id: bee-flies\n    section: duties\n",
        "  - §id: bee-flies\n    section: duties\n",
        "claims.0",
        "claim_other",
    ),
    "another view of a claim that nobody contests": (
        ANT,
        "  - id: ant-queues\n",
        "  - §id: ant-queues\n",
        "claims.1",
        "claim_other",
    ),
    "a day that may have no ending": (
        "days/bee.yaml",
        "role: bee\n",
        "§role: bee\n",
        "",
        "ending_open",
    ),
    # --- names
    "a source that does not exist": (
        ANT,
        "sources: [A1, B2]",
        "sources: [A1, §C3]",
        "claims.0.sources.1",
        "unknown_source",
    ),
    "a source of the other view that does not exist": (
        ANT,
        "      sources: [B2]",
        "      sources: [§C3]",
        "claims.1.other.sources.0",
        "unknown_source",
    ),
    "a source of a caveat that does not exist": (
        ASKED,
        "sources: [A1]",
        "sources: [§C3]",
        "caveats.0.sources.0",
        "unknown_source",
    ),
    "a section that does not exist": (
        "shared.yaml",
        "section: duties",
        "section: §duty",
        "0.section",
        "unknown_section",
    ),
    "a role that does not exist": ("shared.yaml", "[ant, bee]", "[ant, §bees]", "0.roles.1", "unknown_role"),
    "an item for a role that does not exist": (
        ASKED,
        "dimension: care\n    role: bee",
        "dimension: care\n    role: §wasp",
        "items.1.role",
        "unknown_role",
    ),
    "a comparison with a role that does not exist": (
        ASKED,
        "right: {role: bee",
        "right: {role: §wasp",
        "items.2.right.role",
        "unknown_role",
    ),
    "a comparison of a role with itself": (
        ASKED,
        "right: {role: bee",
        "right: {role: §ant",
        "items.2.right.role",
        "pair_alike",
    ),
    "a dimension of a claim that does not exist": (
        ANT,
        "{dimension: pace, at: -3}",
        "{dimension: §speed, at: -3}",
        "claims.0.axis.dimension",
        "unknown_dimension",
    ),
    "a dimension of a choice that does not exist": (
        DAY,
        "leans: {care: left}",
        "leans: {cares: §left}",
        f"{OPTION}.leans.cares",
        "unknown_dimension",
    ),
    "a dimension of an item that does not exist": (
        ASKED,
        "dimension: care",
        "dimension: §cares",
        "items.1.dimension",
        "unknown_dimension",
    ),
    "a meter of an effect that does not exist": (
        DAY,
        "effects: {food: -1, calm: 2}",
        "effects: {food: -1, clam: §2}",
        f"{OPTION}.effects.clam",
        "unknown_meter",
    ),
    "a meter of a condition that does not exist": (DAY, "[food>=3]", "[§fod>=3]", "scenes.1.when.0", "unknown_meter"),
    "a meter compared with one that does not exist": (
        DAY,
        "[calm>food]",
        "[§calm>fod]",
        "endings.1.when.0",
        "unknown_meter",
    ),
    "a meter of an echo that does not exist": (
        DAY,
        "effects: {food: 2}\n    debrief",
        "effects: {fod: §2}\n    debrief",
        "echoes.0.effects.fod",
        "unknown_meter",
    ),
    "a flag of an option's condition that no choice sets": (
        DAY,
        'en: "Ask for it back"}\n        when: [gave]',
        'en: "Ask for it back"}\n        when: [§given]',
        "scenes.1.options.2.when.0",
        "unknown_flag",
    ),
    "a flag of an echo's condition that no choice sets": (
        DAY,
        "at: dusk\n    when: [gave]",
        "at: dusk\n    when: [§given]",
        "echoes.0.when.0",
        "unknown_flag",
    ),
    "a comparison whose left role does not exist": (
        ASKED,
        "left: {role: ant",
        "left: {role: §wasp",
        "items.2.left.role",
        "unknown_role",
    ),
    "a meter of an outcome's condition that does not exist": (
        DAY,
        "[food=10]",
        "[§fod=10]",
        "scenes.1.options.1.outcome.1.when.0",
        "unknown_meter",
    ),
    "a flag that no choice sets": (DAY, '["!gave"]', '[§"!given"]', "scenes.1.text.2.when.0", "unknown_flag"),
    "an echo in a scene that does not exist": (DAY, "at: dusk", "at: §night", "echoes.0.at", "unknown_scene"),
    "two claims of one name": (ANT, "id: ant-queues", "id: §ant-carries", "claims.1.id", "name_twice"),
    "two roles' claims of one name": (BEE, "id: bee-flies", "id: §ant-carries", "claims.0.id", "name_twice"),
    "a shared claim named as a role's": ("shared.yaml", "id: both-feed", "id: §bee-flies", "0.id", "name_twice"),
    "two sources of one name": ("sources.yaml", "id: B2", "id: §A1", "1.id", "name_twice"),
    "two dimensions of one name": ("dimensions.yaml", "id: care", "id: §pace", "1.id", "name_twice"),
    "two sections of one name": ("pack.yaml", "{id: downsides", "{id: §duties", "sections.1.id", "name_twice"),
    "two items of one name": (ASKED, "id: flowers", "id: §grains", "items.1.id", "name_twice"),
    "two scenes of one name": (DAY, "id: dusk", "id: §noon", "scenes.2.id", "name_twice"),
    "two meters of one name": (DAY, "id: calm", "id: §food", "meters.1.id", "name_twice"),
    "two endings of one name": (DAY, "id: plain", "id: §serene", "endings.2.id", "name_twice"),
    "a role file copied without its new id": (BEE, "id: bee\n", "id: §ant\n", "id", "role_file"),
    "a role file with another id": (BEE, "id: bee\n", "id: §wasp\n", "id", "role_file"),
    "a day copied without its new role": ("days/bee.yaml", "role: bee", "role: §ant", "role", "role_file"),
    "a day with another role": ("days/bee.yaml", "role: bee", "role: §wasp", "role", "role_file"),
    # --- YAML
    "a key that stands twice": (ANT, SENTENCE, f"{SENTENCE}\n§name: {{es: A, en: B}}", "name", "key_twice"),
    "a key that stands twice, deep inside": (
        DAY,
        "effects: {food: -1, calm: 2}",
        "effects: {food: -1, calm: 2, §food: 1}",
        f"{OPTION}.effects.food",
        "key_twice",
    ),
    "an alias of a list": (
        ANT,
        "sources: [A1, B2]\n    strength: stated",
        "sources: &both [A1, B2]\n    strength: stated\n    facts: §*both",
        "",
        "yaml_alias",
    ),
    "an alias of a word": (
        ANT,
        "section: downsides",
        "section: §*first",
        "",
        "yaml_alias",
    ),
    "a bracket without its other half": (ANT, SENTENCE, "sentence: §]", "", "yaml"),
    "a tab as indentation": (ANT, SENTENCE, f"{SENTENCE}\n§\tcolour: red", "", "yaml_tab"),
    "a colon in a text": (ANT, SENTENCE, "sentence: {es: Uno§: dos, en: B}", "", "yaml_colon"),
    "a colon in a text of its own": (ANT, SENTENCE, "sentence:\n  es: Uno§: dos\n  en: B", "", "yaml_colon"),
    "a line indented too far": (ANT, SENTENCE, f"id2: x\n   id3§: y\n{SENTENCE}", "", "yaml_indent"),
    "a sign that cannot begin a text": (ANT, SENTENCE, "sentence: {es: §@ant, en: B}", "", "yaml_sign"),
    "quotes that are never closed": (ANT, "", 'id: ant\nsentence: {es: §"A, en: B}\n', "", "yaml_quote"),
    "quotes inside quotes": (ANT, SENTENCE, 'sentence: {es: "A "§b" c", en: B}', "", "yaml_after_quote"),
    "a brace that is never closed": (ANT, SENTENCE, "sentence: {es: A, en: B\nnext§: 1", "", "yaml_brace"),
    "a short name that another role has": (
        BEE,
        'short: {es: "ABE", en: "BEE"}',
        'short: §{es: "Hor", en: "BEE"}',
        "short",
        "short_twice",
    ),
    "a comma in a text": (ANT, SENTENCE, "sentence: §{es: uno, dos, en: B}", "sentence", "text_comma"),
    "a condition turned round without quotes": ("days/ant.yaml", 'when: ["!gave"]', "when: [!gave§]", "", "yaml_bang"),
    "no space after a colon in braces": (ANT, "at: -3}", "§at:-3}", "claims.0.axis", "key_space"),
    "a comma in a number": (ANT, "at: -3}", "at: -3,§5}", "claims.0.axis", "key_comma"),
    "quotes of a word processor": (ANT, SENTENCE, "sentence: §{es: “uno, dos”, en: B}", "sentence", "text_curly"),
    "an alias of nothing": (ANT, SENTENCE, "sentence: §*nothing", "", "yaml_alias"),
    "a second document": (ANT, SENTENCE, f"{SENTENCE}\n§---\nid: ant", "", "yaml"),
    "an empty file": (ANT, "", "", "", "file_empty"),
    "a file of comments": (ANT, "", "# nothing yet\n", "", "file_empty"),
}
ALSO = {
    "a contested claim without the other view": (BEE, "strength: editorial", "strength: contested"),
    "another view of a claim that nobody contests": (ANT, "strength: contested", "strength: stated"),
    "a day that may have no ending": (
        "days/bee.yaml",
        'text: {es: "Pliegas las alas.", en: "You fold your wings."}',
        'text: {es: "Pliegas las alas.", en: "You fold your wings."}\n    when: [pollen>5]',
    ),
    "an alias of a word": (ANT, "section: duties", "section: &first duties"),
}
"""A second edit of the same file, where one is not enough to break it."""
OTHERS_FOLLOW = {
    "a role file copied without its new id",
    "a role file with another id",
    "two sources of one name",
    "two dimensions of one name",
    "two sections of one name",
    "two scenes of one name",
    "two meters of one name",
}
"""Where a name is gone that other places use, so that they are at fault too."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_finding_where_it_is_and_a_line_in_each_language(workshop: Workshop, fault: str) -> None:
    file, old, new, field, kind = FAULTS[fault]
    if fault in ALSO:
        workshop.edit(*ALSO[fault])
    workshop.edit(file, old, new)
    findings = workshop.findings()
    found = [each for each in findings if (each.file, each.kind) == (file, kind)]
    assert [(each.field, each.kind) for each in found] == [(field, kind)]
    assert fault in OTHERS_FOLLOW or findings == found
    if MARK in new:
        assert (found[0].line, found[0].column) == workshop.marks[file]
    words = built_in_interface()
    for finding in findings:
        for language in words.languages():
            line = fault_line(finding, Translator(words, language))
            place = f"{finding.file}:{finding.line}:{finding.column}: "
            assert line.startswith(place)
            assert len(line) > len(place)
            assert line.isprintable()


def test_the_finding_names_the_languages_that_are_missing(workshop: Workshop) -> None:
    workshop.edit(ANT, SENTENCE, "sentence: {es: Acarreas.}")
    assert [dict(each.values)["languages"] for each in workshop.findings()] == ["en"]


@pytest.mark.parametrize(
    ("written", "code"), [("\\e", "U+001B"), ("\\a", "U+0007"), ("\\x9b", "U+009B"), ("\\u2028", "U+2028")]
)
def test_the_finding_names_the_control_character_and_its_language(workshop: Workshop, written: str, code: str) -> None:
    workshop.edit(ANT, SENTENCE, f'sentence: {{es: A, en: "B{written}C"}}')
    (found,) = workshop.findings()
    assert (found.values["code"], found.values["language"]) == (code, "en")


def test_the_finding_names_what_is_unknown_and_what_there_is(workshop: Workshop) -> None:
    workshop.edit(DAY, "[food>=3]", "[fod>=3]")
    (found,) = workshop.findings()
    assert (found.values["name"], found.values["defined"]) == ("fod", "calm, food")


def test_the_finding_names_the_key_that_stands_twice(workshop: Workshop) -> None:
    workshop.edit(ANT, SENTENCE, f"{SENTENCE}\n{SENTENCE}")
    (found,) = workshop.findings()
    assert found.values["key"] == "sentence"


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x00", "\x9b"])
def test_a_raw_control_character_is_found_on_its_line_also_after_accents(workshop: Workshop, character: str) -> None:
    workshop.edit(ANT, SENTENCE, f"# {'ñ' * 40}\n{MARK}sentence: {{es: {character}, en: B}}\n\n\n\n\n\n\n")
    (found,) = workshop.findings()
    assert (found.file, found.line, found.kind) == (ANT, workshop.marks[ANT][0], "yaml")


def test_bytes_that_are_not_utf_8_are_found_where_they_are(workshop: Workshop) -> None:
    path = workshop.folder / ANT
    path.write_bytes(path.read_bytes().replace(b"short: {es: ", b"short: {es: \xf1"))
    (found,) = workshop.findings()
    assert (found.file, found.line, found.column, found.kind) == (ANT, 3, len("short: {es: ") + 1, "file_encoding")


def test_a_file_that_is_missing_is_said(workshop: Workshop) -> None:
    (workshop.folder / ANT).unlink()
    assert workshop.findings() == [Finding(ANT, 1, 1, "", "file_missing")]


def test_a_folder_in_the_place_of_a_file_is_said(workshop: Workshop) -> None:
    (workshop.folder / ANT).unlink()
    (workshop.folder / ANT).mkdir()
    assert [(each.file, each.kind) for each in workshop.findings()] == [(ANT, "file_unreadable")]


def test_a_file_too_large_to_be_a_pack_is_not_read(workshop: Workshop) -> None:
    (workshop.folder / ANT).write_bytes(b"#" * 2_000_001)
    assert [(each.file, each.kind) for each in workshop.findings()] == [(ANT, "file_large")]


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path / "nowhere")
    assert [each.kind for each in caught.value.findings] == ["folder_missing"]
    line = fault_line(caught.value.findings[0], Translator(built_in_interface(), "en"), str(tmp_path / "nowhere"))
    assert line.startswith(f"{tmp_path / 'nowhere'}:1:1: ")


def test_a_folder_without_a_pack_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path)
    assert caught.value.findings == [Finding("pack.yaml", 1, 1, "", "file_missing")]


@pytest.mark.parametrize("depth", [400, 900, 3_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_yaml_nested_too_deeply_is_said(workshop: Workshop, depth: int, opening: str, closing: str) -> None:
    workshop.edit(ANT, "", f"{opening * depth}x{closing * depth}\n")
    assert [each.file for each in workshop.findings()] == [ANT]


@pytest.mark.slow
@pytest.mark.parametrize("nested", ["'[' * 100_000 + ']' * 100_000", "'- ' * 900_000 + 'x'"])
def test_no_nesting_brings_the_program_down(workshop: Workshop, nested: str) -> None:
    script = (
        "import sys; from pathlib import Path; from explorer.loader.faults import PackError\n"
        "from explorer.loader.reader import read_pack\n"
        f"folder = Path(sys.argv[1]); (folder / 'shared.yaml').write_text({nested})\n"
        "try: read_pack(folder)\n"
        "except PackError as error: print(error.findings[0].file)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(workshop.folder)],
        cwd=Path(explorer.__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, "shared.yaml\n")


def test_faults_of_different_files_are_said_together_in_the_order_of_the_files(workshop: Workshop) -> None:
    workshop.edit("sources.yaml", 'title: "Meadow statistics"', 'titel: "Meadow statistics"')
    workshop.edit(BEE, "strength: editorial", "strength: opinion")
    workshop.edit(DAY, "    at: dusk\n", "")
    found = [(each.file, each.field, each.kind) for each in workshop.findings()]
    assert found == [
        (DAY, "echoes.0.at", "missing"),
        (BEE, "claims.0.strength", "literal_error"),
        ("sources.yaml", "1.titel", "extra_forbidden"),
    ]


def test_names_that_lead_nowhere_in_different_files_are_said_together(workshop: Workshop) -> None:
    workshop.edit(ANT, "sources: [A1, B2]", "sources: [A1, §C3]")
    workshop.edit(DAY, "at: dusk", "at: §night")
    workshop.edit(ASKED, "dimension: care", "dimension: §cares")
    found = workshop.findings()
    assert [each.kind for each in found] == ["unknown_scene", "unknown_dimension", "unknown_source"]
    assert {each.file: (each.line, each.column) for each in found} == workshop.marks


def test_several_faults_of_one_file_are_said_from_top_to_bottom(workshop: Workshop) -> None:
    workshop.edit(ANT, SENTENCE, "sentence: {es: A}")
    workshop.edit(ANT, "at: -3", "at: 5")
    workshop.edit(ANT, "sources: [A1, B2]", "sources: [A1, 2B]")
    found = workshop.findings()
    assert [each.field for each in found] == ["sentence", "claims.0.sources.1", "claims.0.axis.at"]
    assert [each.line for each in found] == sorted(each.line for each in found)


def test_entries_that_are_all_at_fault_are_not_also_said_to_be_too_few(workshop: Workshop) -> None:
    workshop.edit(ASKED, "sources: [A1]", "source: [A1]")
    assert [(each.field, each.kind) for each in workshop.findings()] == [("caveats.0.source", "extra_forbidden")]


def test_the_error_itself_names_the_first_fault(workshop: Workshop) -> None:
    workshop.edit(ANT, "at: -3", "at: 5")
    with pytest.raises(PackError, match=r"roles/ant\.yaml:11:33: less_than_equal"):
        workshop.read()


def test_a_pack_without_words_of_its_own_inherits_the_programs(small: Pack) -> None:
    assert small.interface == built_in_interface()


def test_a_pack_with_words_of_its_own_speaks_them(workshop: Workshop) -> None:
    words = (built_in() / "interface.yaml").read_text(encoding="utf-8")
    own = re.sub(
        r"^  profiles: \{es: Perfiles, en: Profiles\}$", "  profiles: {es: Oficios, en: Jobs}", words, flags=re.M
    )
    (workshop.folder / "interface.yaml").write_text(own, encoding="utf-8")
    assert workshop.read().interface.panes.profiles["en"] == "Jobs"


def test_a_word_that_a_pack_does_not_have_is_the_programs(workshop: Workshop, small: Pack) -> None:
    words = "panes:\n  diff: {es: Cara a cara, en: Face to face}\n"
    (workshop.folder / "interface.yaml").write_text(words, encoding="utf-8")
    panes = workshop.read().interface.panes
    assert (panes.diff["en"], panes.profiles) == ("Face to face", small.interface.panes.profiles)


@pytest.mark.parametrize(
    ("words", "field", "kind"),
    [
        ("panes:\n  §dif: {es: A, en: B}\n", "panes.dif", "extra_forbidden"),
        ("panes:\n  diff: {es: A}\n  §title: {es: A, en: B}\n", "panes.title", "word_elsewhere"),
        ("panes: §none\n", "panes", "dict_type"),
        ("sizes:\n  same: §{es: '{n} igual', en: '{n} equal'}\n", "sizes.same", "words_placeholders"),
        ("sizes:\n  same: §{es: '{', en: '{'}\n", "sizes.same", "words_placeholders"),
        ("test:\n  title: §{es: '{n.real} {of}', en: '{n.real} {of}'}\n", "test.title", "words_placeholders"),
        ("test:\n  title: §{es: '{n!r} {of}', en: '{n!r} {of}'}\n", "test.title", "words_placeholders"),
        ("test:\n  title: §{es: '{n:>9999999} {of}', en: '{n:>9} {of}'}\n", "test.title", "words_placeholders"),
        ("test:\n  title: §{es: '{} {0}', en: '{} {0}'}\n", "test.title", "words_placeholders"),
    ],
)
def test_a_word_of_its_own_that_is_wrong_is_found(workshop: Workshop, words: str, field: str, kind: str) -> None:
    workshop.edit("interface.yaml", "", words)
    (found,) = workshop.findings()
    assert (found.field, found.kind) == (field, kind)
    assert workshop.marks == {"interface.yaml": (found.line, found.column)}


def test_a_part_of_which_nothing_is_translated_yet_is_none(workshop: Workshop, small: Pack) -> None:
    """As where the # was taken from the line of the part alone."""
    (workshop.folder / "interface.yaml").write_text("panes:\n#  diff: {es: A}\nkeys:\n  help: {es: A}\n", "utf-8")
    words = workshop.read().interface
    assert words.panes == small.interface.panes
    assert words.keys.help.root == {"es": "A", "en": small.interface.keys.help["en"]}, "what it leaves out is inherited"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_space_that_does_not_break_may_part_thousands(workshop: Workshop, space: str) -> None:
    (workshop.folder / "interface.yaml").write_text(f'numbers:\n  thousands: {{en: "{space}"}}\n', "utf-8")
    assert Translator(workshop.read().interface, "en").figure(Decimal(12345)) == f"12{space}345"


@pytest.mark.parametrize("text", ["title: §{es: Un título, con una coma, en: B}", "title: §{es: A, en: One, another}"])
def test_a_comma_where_the_languages_are_not_known_yet_is_a_comma(workshop: Workshop, text: str) -> None:
    workshop.edit("pack.yaml", 'title: {es: "¿Hormiga o abeja?", en: "Ant or bee?"}', text)
    (found,) = workshop.findings()
    assert (found.kind, found.field) == ("text_comma", "title")
    assert Message(found, Translator(built_in_interface(), "en")).what.split('"')[1] in text


def test_a_pack_in_one_of_the_programs_languages_inherits_its_words(workshop: Workshop) -> None:
    for path in workshop.folder.rglob("*.yaml"):
        path.write_text(re.sub(r'\{es: ("[^"]*"), en: "[^"]*"\}', r"{es: \1}", path.read_text("utf-8")), "utf-8")
    workshop.edit("pack.yaml", "[es, en]", "[es]")
    assert workshop.read().interface == built_in_interface()


def test_a_language_that_the_program_does_not_speak_needs_words_of_its_own(workshop: Workshop) -> None:
    for path in workshop.folder.rglob("*.yaml"):
        path.write_text(re.sub(r'\{es: ("[^"]*"), en: ', r"{fr: \1, en: ", path.read_text("utf-8")), "utf-8")
    workshop.edit("pack.yaml", "[es, en]", "§[fr, en]")
    (found,) = workshop.findings()
    assert (found.field, found.kind, found.values["languages"]) == ("languages", "interface_missing", "fr")
    assert {found.file: (found.line, found.column)} == workshop.marks


@pytest.mark.parametrize("file", ["shared.yaml", "days/cast.yaml", "days/ant.yaml", "days/bee.yaml"])
def test_a_pack_can_do_without_what_not_every_role_has(workshop: Workshop, file: str) -> None:
    (workshop.folder / file).unlink()
    assert [role.id for role in workshop.read().roles] == ["ant", "bee"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(workshop: Workshop, small: Pack) -> None:
    for path in workshop.folder.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert workshop.read() == small


def test_words_that_yaml_would_read_as_something_else_stay_words(workshop: Workshop) -> None:
    workshop.edit(ANT, SENTENCE, "sentence: {es: no, en: 12:30}")
    assert workshop.read().role("ant").sentence.root == {"es": "no", "en": "12:30"}


@pytest.mark.parametrize(
    ("file", "before", "after", "place", "sign"),
    [
        ("pack.yaml", "title: {", "title:\u00a0{", (5, 7), "U+00A0"),
        ("days/ant.yaml", "role: ant", "ro\u200ble: ant", (2, 3), "U+200B"),
    ],
)
def test_a_sign_that_is_not_seen_is_named_at_its_place(
    tmp_path: Path, file: str, before: str, after: str, place: tuple[int, int], sign: str
) -> None:
    copied = shutil.copytree(Path(__file__).resolve().parents[1] / "packs" / "small", tmp_path / "pack")
    text = (copied / file).read_text("utf-8")
    assert before in text
    (copied / file).write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(copied)
    first = caught.value.findings[0]
    assert (first.kind, first.line, first.column, first.values["sign"]) == ("unseen_sign", *place, sign)


def test_a_file_with_the_other_ending_is_named(tmp_path: Path) -> None:
    copied = shutil.copytree(Path(__file__).resolve().parents[1] / "packs" / "small", tmp_path / "pack")
    (copied / "pack.yaml").rename(copied / "pack.yml")
    with pytest.raises(PackError) as caught:
        read_pack(copied)
    assert (caught.value.findings[0].kind, caught.value.findings[0].values["found"]) == ("file_yml", "pack.yml")
