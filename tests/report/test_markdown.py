"""Markdown that any reader shows as it was meant: CommonMark, clean by a linter's rules, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from explorer.cli.main import run
from explorer.engine.code import encode
from explorer.engine.comparison import stand
from explorer.engine.day import play
from explorer.engine.visit import Visit, answered, chosen, liked, starred
from explorer.loader import reader
from explorer.report.diff import diff
from explorer.report.document import Axis, Block, Document, Gauge, Heading, Mark, Paragraph, Point, Views
from explorer.report.markdown import as_markdown, escape
from explorer.report.profile import profile
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from tests.cli.conftest import read as read_once
from tests.first import PACK


def _visits() -> Iterator[tuple[str, Visit]]:
    """Nobody, somebody of mixed mind, one day lived, both days lived."""
    nobody = mixed = Visit("en")
    for place, item in enumerate(PACK.questionnaire.items):
        mixed = answered(mixed, item.id, (place * 7 + place // 3) % 5 + 1)
    yield from (("nobody", nobody), ("a mixed mind", mixed))
    lived = mixed
    for day, name in zip(PACK.days, ("one day", "both days"), strict=True):
        while play(day, lived.lived(day.role).choices).now is not None:
            hour = len(lived.lived(day.role).choices)
            lived = liked(chosen(lived, day.role, 1 + hour % 2), day.role, hour, hour % 6)
        yield name, lived


VISITS = dict(_visits())
STARRED = VISITS["a mixed mind"]
for axis in PACK.dimensions:
    STARRED = starred(STARRED, axis.id)
PLAIN = {"paragraph", "heading", "bullet_list", "list_item", "inline", "text", "strong", "softbreak"}
"""All that a page is made of."""


@cache
def parsed(markdown: str) -> list[Token]:
    """What a reader takes a page for."""
    return MarkdownIt("commonmark").parse(markdown)


def tokens(markdown: str) -> Iterator[Token]:
    """Every token, those within lines too."""
    for token in parsed(markdown):
        yield token
        yield from token.children or ()


def read(markdown: str) -> str:
    """What a reader sees, each block on a line of its own."""
    inlines = (token for token in parsed(markdown) if token.type == "inline")
    return "\n".join(
        "".join(" " if child.type == "softbreak" else child.content for child in inline.children or ())
        for inline in inlines
    )


def complaints(markdown: str) -> list[str]:
    """What a linter says by its default rules (line length aside); the numbers are markdownlint's."""
    lines = re.sub(r"\A---\n.*?\n---\n\n", "", markdown, flags=re.S).split("\n")
    said = [f"MD047 {'no' if lines[-1] else 'more than one'} line break at the end"] * (
        lines[-1] != "" or lines[-2:-1] == [""]
    )
    levels: list[int] = []
    titles: list[str] = []
    was_listed: re.Match[str] | None = None
    for number, line in enumerate(lines, 1):
        before = lines[number - 2] if number > 1 else ""
        after = lines[number] if number < len(lines) else ""
        heading = re.match(r"(#+)( *)(.*)$", line)
        listed = re.match(r"( *)[-*+] ", line)
        continued = was_listed and re.match(r" +\S", line) and not listed
        checks: dict[str, object] = {
            "MD009 space at the end": line != line.rstrip(),
            "MD010 tab": "\t" in line,
            "MD012 two empty lines": number < len(lines) - 1 and line == "" == after,
            "MD033 HTML": re.search(r"(?<!\\)<[A-Za-z/!]", line),
            "MD036 emphasis instead of a heading": not before
            and not after
            and re.fullmatch(r"\*\*[^*]*[^*.,;:!?。，；：！？]\*\*", line),
            "MD034 bare address": re.search(r"(?<![<(])\bhttps?://", line),
            "MD042 empty link": re.search(r"(?<!\\)\[.*?(?<!\\)\]\(\s*\)", line),
            "MD052 bracket without a link": re.search(r"(?<!\\)\[[^\]]*(?<!\\)\](?!\()", line),
            "MD037 space within emphasis": re.search(r"(?<!\\)\*\* [^*]*(?<!\\)\*\*(?!\*)", line)
            and not re.search(r"(?<!\\)\*\*\S", line),
            "MD032 no empty line before a list": listed and before and not was_listed,
            "MD032 no empty line after a list": was_listed and line and not listed and not continued,
            "MD007 indent of a list": listed and len(listed[1]) % 2,
            "MD005 a list that jumps in": listed and len(listed[1]) > (len(was_listed[1]) + 2 if was_listed else 0),
        }
        if not continued:
            was_listed = listed
        if heading:
            level = len(heading[1])
            checks |= {
                "MD018 no space after #": heading[2] != " ",
                "MD022 no empty line before a heading": number > 1 and before,
                "MD022 no empty line after a heading": after,
                "MD001 a level is skipped": bool(levels) and level > levels[-1] + 1,
                "MD041 no title in the first line": number == 1 and level > 1,
                "MD025 more than one title": level == 1 and 1 in levels,
                "MD026 punctuation after a heading": heading[3][-1:] in ".,;:!。，；：！",
                "MD024 the same heading twice": heading[3] in titles,
                "empty heading": not heading[3],
            }
            levels.append(level)
            titles.append(heading[3])
        elif number == 1:
            checks["MD041 no title in the first line"] = True
        said += [f"{number}: {what}: {line[:60]!r}" for what, wrong in checks.items() if wrong]
    return said


# --- the program's own pages -----------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command that writes a page, by name."""
    first, second = (role.id for role in PACK.roles)
    for role in (first, second):
        yield f"profile {role}", ["profile", role]
        yield f"first scene of {role}", ["day", role, "--choices", ""]
        choices: list[int] = []
        while (now := play(PACK.day(role), choices).now) is not None:
            choices.append(len(now.options))
        yield f"half a day of {role}", ["day", role, "--choices", ",".join(map(str, choices[:5]))]
        yield f"day of {role}", ["day", role, "--choices", ",".join(map(str, choices))]
    yield "diff", ["diff", first, second]
    yield "differences", ["diff", first, second, "--only", "different"]
    yield "what is shared", ["diff", first, second, "--only", "shared"]
    yield "questionnaire", ["fit", "--print"]
    for who, visit in VISITS.items():
        yield f"answers of {who}", ["fit", "--answers", encode(PACK, visit)]
        yield f"result of {who}", ["result", encode(PACK, visit)]


@pytest.mark.slow
@pytest.mark.parametrize("language", PACK.languages)
@pytest.mark.parametrize("command", [pytest.param(command, id=name) for name, command in commands()])
def test_every_file_passes_a_linter(
    tmp_path: Path, command: list[str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "read_pack", read_once)
    file = tmp_path / "page.md"
    assert run([*command, "--format", "md", "--lang", language, "-o", str(file)]) == 0
    assert complaints(file.read_text(encoding="utf-8")) == []


def test_an_export_with_stars_passes_a_linter() -> None:
    """What the full-screen program writes; stars are not in a code."""
    assert complaints(as_markdown(summary_document(summarise(PACK, STARRED)))) == []


def test_every_page_is_made_of_plain_blocks(page: Document) -> None:
    """Headings, paragraphs, lists, strong words: no HTML, no code, no links, no tables, no rules."""
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens(as_markdown(page))}
    assert kinds <= PLAIN


def test_every_page_says_everything(page: Document) -> None:
    """After a reader took the markup away."""
    seen = " ".join(read(as_markdown(page)).split())
    for block in page:
        for text in texts_of(block):
            assert " ".join(text.split()).rstrip(".:") in seen, text


def texts_of(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from (block.text, block.aside, *block.notes)
        case Paragraph():
            yield from (*block.text.split("\n\n"), *block.notes)
        case Point():
            yield from (block.tag, block.text, *block.notes)
        case Views():
            yield from (block.left_title, block.left, block.right_title, block.right, *block.notes)
        case Axis():
            yield from (block.title, block.aside, block.left, block.right, *block.notes)
        case Gauge():
            yield from (block.label, block.word, f"{block.value}/{block.most}")


def test_the_same_page_has_the_same_bytes(page: Document) -> None:
    assert as_markdown(page) == as_markdown(page)


@pytest.mark.parametrize("language", PACK.languages)
def test_every_claim_survives(language: str) -> None:
    """Each claim of each role in its profile; on each axis of the diff, for each role, what places it furthest."""
    for role in PACK.roles:
        seen = read(as_markdown(profile(PACK, role.id, language, listed=True)))
        for claim in PACK.claims(role.id):
            assert " ".join(claim.text[language].split()) in seen
            assert not claim.other or " ".join(claim.other.text[language].split()) in seen
    first, second = (role.id for role in PACK.roles)
    seen = read(as_markdown(diff(PACK, first, second, language, listed=True)))
    for role in PACK.roles:
        for dimension in PACK.dimensions:
            placing = [(claim.axis.at, claim) for claim in stand(PACK, role.id, dimension.id).claims if claim.axis]
            assert not placing or any(
                " ".join(claim.text[language].split()) in seen
                for at, claim in placing
                if abs(at) == max(abs(each) for each, _ in placing)
            )


# --- any page --------------------------------------------------------------------------------------------------

signs = st.text(
    st.one_of(st.sampled_from("\\`*_[]<>#|~&!()-+=.:;1 \n"), st.characters(categories=["L", "N", "P", "S", "Zs"])),
    min_size=1,
    max_size=40,
).filter(lambda text: any(sign.isalnum() for sign in text))
"""What an author may write; `text_control` refuses control characters in a pack."""


def shown(text: str) -> str:
    return " ".join(text.split())


@given(text=signs)
def test_a_text_is_shown_as_it_stands(text: str) -> None:
    """Whatever signs it has: stars, brackets, entities, numbers that look like lists."""
    for markdown in (escape(text), f"- {escape(text)}", f"# {escape(text)}"):
        assert shown(read(markdown)) == shown(text), markdown
        kinds = {token.type for token in tokens(markdown)}
        assert not kinds & {"html_inline", "html_block", "link_open", "image", "code_inline", "em_open", "hr"}
        assert len([token for token in tokens(markdown) if token.type == "inline"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1. first",
        "- dash",
        "+ plus",
        "# no heading",
        "> no quote",
        "---",
        "===",
        "***",
        "a\n---",
        "<b>",
        "&amp;",
        "&copy;",
        "[x](y)",
        "![x](y)",
        "`code`",
        "1986. Then",
        "~~no~~",
        "a | b",
        "http://x.y/z_a_",
        "a * b * c",
        "\\",
        "12) x",
    ],
)
def test_what_looks_like_markup_is_words(text: str) -> None:
    for markdown in (as_markdown([Paragraph(text)]), as_markdown([Point(text)])):
        assert shown(read(markdown)) == shown(text)


plain = st.lists(st.text("abcdeñ.,:;!?¿¡()", min_size=1, max_size=8), min_size=1, max_size=8).map(" ".join)
named = plain.filter(lambda text: any(sign.isalpha() for sign in text))
listed = st.lists(named, max_size=2).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(
        Paragraph,
        st.lists(named, min_size=1, max_size=2).map("\n\n".join),
        notes=listed,
    ),
    st.builds(Point, named, mark=st.sampled_from(["•", "1", ""]), tag=st.one_of(st.just(""), named), notes=listed),
    st.builds(Views, named, named, named, named, notes=listed),
    st.builds(Axis, named, named, st.just((Mark("PM", 0.5, ""),)), named, named, notes=listed),
    st.builds(Gauge, named, st.integers(0, 10), st.just(10), named),
)


@given(parts=st.lists(blocks, max_size=4))
def test_any_blocks_after_each_other_pass_a_linter(parts: list[Block]) -> None:
    assert complaints(as_markdown([Heading("A title", 1), *parts])) == []


@given(title=named, aside=st.one_of(st.just(""), named))
def test_any_heading_passes_a_linter(title: str, aside: str) -> None:
    assert complaints(as_markdown([Heading(title, 1, aside=aside), Paragraph("Words")])) == []


def test_these_rules_can_fail() -> None:
    """Each rule has something that it finds."""
    wrong = {
        "MD047": "# A",
        "MD009": "# A\n\nb \n",
        "MD012": "# A\n\n\nb\n",
        "MD033": "# A\n\n<b>x</b>\n",
        "MD036": "# A\n\n**b**\n\nc\n",
        "MD034": "# A\n\nhttp://x.y\n",
        "MD052": "# A\n\n[x]\n",
        "MD032": "# A\n\nb\n- c\n",
        "MD007": "# A\n\n- b\n   - c\n",
        "MD018": "#A\n",
        "MD022": "# A\nb\n",
        "MD001": "# A\n\n### B\n",
        "MD025": "# A\n\n# B\n",
        "MD026": "# A.\n",
        "MD024": "# A\n\n## B\n\n## B\n",
        "MD041": "b\n",
    }
    for rule, markdown in wrong.items():
        assert any(rule in complaint for complaint in complaints(markdown)), rule
    assert complaints("# A\n\nb\n\n- c\n  - d\n\n## E\n\nf\n") == []
