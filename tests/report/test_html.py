"""A document as HTML: well formed, nothing fetched, headings in order, every word of the document in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from explorer.report.document import Block, Document, Gauge, Heading, Hours, Paragraph, Point, Room, Table, Views
from explorer.report.html import as_html

VOID = {"meta", "rect", "line", "circle"}


class Reader(HTMLParser):
    """Every element opened and closed in turn, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data.split()


def said(page: str) -> str:
    return " ".join(Reader(page).words)


def spoken(block: Block) -> list[str]:
    match block:
        case Heading() | Paragraph():
            return [block.text, *block.notes]
        case Point():
            return [block.tag, block.text, block.tail, *block.notes]
        case Views():
            return [block.left_title, block.left, block.right_title, block.right]
        case Gauge():
            return [block.label, block.word]
        case Hours():
            return [cell.text for row in block.rows for cell in row.cells]
    return []


def test_every_page_is_well_formed_and_says_all(page: Document) -> None:
    written = as_html(page, "es")
    words = said(written)
    missing = [text for block in page for text in spoken(block) if " ".join(text.split()) not in words]
    assert missing == []


def test_headings_come_in_order(page: Document) -> None:
    levels = [int(tag[1]) for tag in Reader(as_html(page, "es")).tags if re.fullmatch(r"h\d", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_is_fetched_and_no_script_runs(page: Document) -> None:
    written = as_html(page, "en")
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://(?!\S*</)", written.split("<main>")[0])
    assert not re.search(r"<script|<link|<img|\son\w+=", written.split("<main>")[1])
    assert "default-src 'none'" in written


def test_text_that_looks_like_tags_stays_text() -> None:
    words = '<script>alert(1)</script> & "co"'
    page = as_html((Heading(words, 1, aside=words), Paragraph(words), Point(words, tail=words)), "en")
    assert "<script" not in page
    assert said(page).count("<script>alert(1)</script>") == 6  # the title of the window among them


def test_a_table_has_heads_for_its_columns_and_its_rows() -> None:
    page = as_html([Table(("", "n", "What"), (("a", "1", "x"), ("b", "20", "y")), title="All")], "en")
    assert "<caption>All</caption>" in page
    assert page.count('scope="col"') == 2 and page.count('scope="row"') == 2
    assert page.count('class="figure"') == 3  # the head and both figures


def test_a_part_is_folded_up_to_the_next_of_its_level() -> None:
    blocks: list[Block] = [
        Heading("T", 1),
        Heading("A", 2, folded=True),
        Heading("B", 3),
        Paragraph("b"),
        Heading("C", 2),
    ]
    page = as_html(blocks, "en")
    assert page.index("<details>") < page.index(">B<") < page.index("</details>") < page.index(">C<")


def test_free_lines_are_lines_and_are_not_heard() -> None:
    page = as_html([Room(3)], "en")
    assert page.count("<i></i>") == 3 and 'aria-hidden="true"' in page
