"""Texts and what reading makes of them, by tables."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.model.document import BlockKind, Document, Published
from factcheck.read.decoding import Decoded
from factcheck.read.reading import document_of
from factcheck.read.sentences import split_sentences
from factcheck.rulebook.layout import load_layout

CASES = Path(__file__).parent / "cases" / "read"
LAYOUT = load_layout(Path(__file__).parent.parent / "rules")


def cases(name: str) -> list[Any]:
    """The rows of a table, each a test of its own name; every scalar is a string."""
    rows = yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param(row, id=row["id"]) for row in rows]


def read(case: dict[str, Any]) -> Document:
    """The document of a row."""
    return document_of(Decoded(text=case["text"], encoding="utf-8"), name=case.get("name", "text.txt"), layout=LAYOUT)


def described(document: Document) -> list[str]:
    """The blocks in the words of the table."""
    return [
        f"{block.kind}{f' {block.level}' if block.kind is BlockKind.HEADING else ''}: "
        + document.view.text[block.span.start : block.span.end]
        for block in document.blocks
    ]


def interval(published: Published) -> str:
    """A publication date in the words of the table."""
    return f"{published.start}..{published.end} {published.basis}" if published.known else str(published.basis)


@pytest.mark.parametrize("case", cases("layout"))
def test_text_is_read_as_blocks(case: dict[str, Any]) -> None:
    """A text falls into the blocks of the table."""
    assert described(read(case)) == case["blocks"]


@pytest.mark.parametrize("case", cases("view"))
def test_view_shows_text_without_its_typesetting(case: dict[str, Any]) -> None:
    """The view folds widths, drops what nobody sees, and keeps the blanks that count."""
    assert read(case).view.text == case["view"]


@pytest.mark.parametrize("case", cases("sentences"))
def test_block_is_split_into_sentences(case: dict[str, Any]) -> None:
    """Sentences end where the table says, with quotes and brackets whole."""
    text = case["text"]
    spans = split_sentences(text, LAYOUT)
    assert [text[span.start : span.end] for span in spans] == case["sentences"]


@pytest.mark.parametrize("case", cases("about"))
def test_document_knows_title_language_and_date(case: dict[str, Any]) -> None:
    """Title, language and publication date are those of the table, as far as it names them."""
    document = read(case)
    if "title" in case:
        assert document.title == (None if case["title"] == "null" else case["title"])
    if "language" in case:
        assert document.language == case["language"]
    if "published" in case:
        assert interval(document.published) == case["published"]


def test_cell_knows_its_row_and_column() -> None:
    """A cell's headers are the cells to its left, first to last, then the head of its column."""
    document = read({"name": "t.md", "text": "|领域|指标|数值|\n|-|-|-|\n|工业|企业|12家|\n"})
    (cell,) = [block for block in document.blocks if document.view.text[block.span.start : block.span.end] == "12家"]
    assert [described(document)[at] for at in cell.headers] == ["cell: 工业", "cell: 企业", "cell: 数值"]


def test_blocks_stand_under_the_headings_above() -> None:
    """A heading closes those of its level and below, and hands down those above."""
    document = read({"name": "t.md", "text": "# 甲\n\n一。\n\n## 乙\n\n二。\n\n# 丙\n\n三。\n"})
    headings = [block.headings for block in document.blocks]
    assert headings == [(), (0,), (0,), (0, 2), (), (4,)]


def test_source_text_is_kept_as_it_is() -> None:
    """A document's text is the source unchanged, and the view points back into it."""
    text = "\u3000拥有 ５５ 万\r\n余名职工。"
    document = read({"text": text})
    assert document.text == text
    (block,) = document.blocks[:1]
    assert document.quote(document.view.source(block.span)).startswith("拥有 ５５ 万")
