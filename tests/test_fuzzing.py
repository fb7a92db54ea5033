"""Readers under input that nobody thought of: only complaints about the file come out, and places are always right."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from document_files import CASES, LAYOUT, ROOT
from factcheck.model.document import Document
from factcheck.model.errors import InputError
from factcheck.read.extracted import Extracted
from factcheck.read.formats import Kind
from factcheck.read.pdf.text import read_pdf
from factcheck.read.readers import extract_text
from factcheck.read.reading import document_from
from factcheck.read.word.text import read_word
from pdf_files import column, pdf_file
from test_read_sheets import ROWS, book
from word_files import ELEMENTS, LEAVES, paragraph, row, table, word_file, zipped

#: Seconds that each parser of ours is fuzzed for, led by the coverage of its code.
SECONDS = 5

WORD = word_file(
    paragraph("青禾市2030年年报") + paragraph("共有充电站120座。") + table(row("县", "家"), row("甲县", "3"))
)
PAGE = (CASES / "bulletin.html").read_bytes()
SHEET = book(("2030年", ROWS))
TABLE = '县,"家 ""数"""\r\n甲县,"1,234"\r\n\r\n乙县,3\n'.encode()
PDF = pdf_file([column("截至二〇三〇年底，青禾市共有充电站一百二十座，比上年末增加二十座。", 60, 60, width=20)])

PAGE_NAMES = ["p", "div", "table", "tr", "td", "th", "ul", "li", "h1", "a", "b", "nav", "article", "ruby", "thead"]
PAGE_LEAVES = ["甲市3家。", " ", "<br>", "<td rowspan=9 colspan=0>3", "<!--", "&#x0;", "<hr>", "2030年", "</p>", "\x0e"]


def nested(names: Sequence[str], leaves: Sequence[str], prefix: str = "") -> st.SearchStrategy[str]:
    """Texts of elements in one another."""
    return st.recursive(
        st.sampled_from(leaves),
        lambda inner: st.tuples(st.sampled_from(names), st.lists(inner, max_size=4)).map(
            lambda made: f"<{prefix}{made[0]}>{''.join(made[1])}</{prefix}{made[0]}>"
        ),
        max_leaves=25,
    )


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """A file with bytes changed, cut out, doubled or put in."""
    places = st.integers(0, len(whole))
    changes = st.lists(st.tuples(places, places, st.binary(max_size=6)), min_size=1, max_size=4)

    def changed(edits: list[tuple[int, int, bytes]]) -> bytes:
        content = whole
        for start, length, put in edits:
            content = content[:start] + put + content[start + length % 40 :]
        return content

    return changes.map(changed)


def checked(extracted: Extracted) -> Document:
    """The document of what was extracted, with places that are in order and lie in the text."""
    document = document_from(extracted, name="a", layout=LAYOUT)
    end = 0
    for passage in document.passages:
        assert end <= passage.span.start < passage.span.end <= len(document.text)
        end = passage.span.end
    offsets = [document.view.offset(at) for at in range(len(document.view.text))]
    assert offsets == sorted(offsets)
    for block in document.blocks:
        assert all(0 <= at < len(document.blocks) for at in (*block.headers, *block.headings))
        if block.span.end > block.span.start:
            assert document.location(document.view.source(block.span).start) is not None
    return document


def refused_or_checked(kind: Kind, content: bytes) -> None:
    """A file of a kind is read, or refused with a complaint."""
    try:
        extracted = (
            read_pdf(content, "a.pdf", LAYOUT) if kind is Kind.PDF else extract_text(kind, content, "a", None, LAYOUT)
        )
    except InputError:
        return
    checked(extracted)


@given(nested(ELEMENTS, LEAVES, "w:"), nested(ELEMENTS, LEAVES, "w:"))
@settings(max_examples=200, deadline=None)
def test_any_order_of_word_elements_is_read(body: str, notes: str) -> None:
    """Elements of Word in any order and nesting are read, and every run tells the words it stands for."""
    word = read_word(word_file(body, {"footnotes": f'<w:footnote w:id="1">{notes}</w:footnote>'}), "a.docx", LAYOUT)
    checked(word.extracted)
    for each in word.runs:
        stands = word.extracted.text[each.start : each.start + each.length]
        assert len(stands) == each.length
        if str(each.element.tag).endswith("}t"):
            assert (each.element.text or "")[each.skipped :].startswith(stands.split("\n")[0].rstrip() or stands[:1])


@given(nested(PAGE_NAMES, PAGE_LEAVES))
@settings(max_examples=200, deadline=None)
def test_any_order_of_page_elements_is_read(body: str) -> None:
    """Elements of a page in any order and nesting are read, but where most of it is control characters."""
    refused_or_checked(Kind.HTML, f"<html><body>{body}</body></html>".encode())


@given(damaged(WORD))
@settings(max_examples=60, deadline=None)
def test_damaged_word_file_is_refused_or_read(content: bytes) -> None:
    """A Word file with some bytes changed ends in a complaint, or is read."""
    refused_or_checked(Kind.WORD, content)


@given(st.sampled_from(["word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels"]), st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_part_is_refused_or_read(part: str, data: st.DataObject) -> None:
    """So does one whose packing is right and whose parts are not."""
    whole = zipfile.ZipFile(io.BytesIO(WORD))
    files: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    files[part] = data.draw(damaged(whole.read(part)))
    refused_or_checked(Kind.WORD, zipped(files))


@given(damaged(PAGE))
@settings(max_examples=40, deadline=None)
def test_damaged_page_is_read(content: bytes) -> None:
    """A page with some bytes changed is read, or is no text any more."""
    refused_or_checked(Kind.HTML, content)


@given(damaged(SHEET))
@settings(max_examples=40, deadline=None)
def test_damaged_workbook_is_refused_or_read(content: bytes) -> None:
    """A workbook with some bytes changed ends in a complaint, or is read."""
    refused_or_checked(Kind.WORKBOOK, content)


@given(damaged(TABLE) | st.text(alphabet='甲乙12,;\t"| \r\n', max_size=200).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_table(content: bytes) -> None:
    """Any text with separators is read, each cell at its place."""
    refused_or_checked(Kind.TABLE, content)


@given(damaged(PDF))
@settings(max_examples=60, deadline=None)
def test_damaged_pdf_is_refused_or_read(content: bytes) -> None:
    """A PDF with some bytes changed ends in a complaint, or is read."""
    refused_or_checked(Kind.PDF, content)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["word", "page", "separated"])
def test_parser_stands_coverage_guided_fuzzing(tmp_path: Path, target: str) -> None:
    """Seconds of inputs that lead further into the code of a parser bring nothing out but complaints."""
    if find_spec("atheris") is None:
        pytest.skip("atheris is not installed (pip install atheris, where there is a build for this Python)")
    limits = [f"-max_total_time={SECONDS}", "-max_len=2000", "-timeout=10", "-rss_limit_mb=2048", "-seed=1"]
    command = [sys.executable, str(ROOT / "tests" / "fuzz_target.py"), target, *limits, f"-artifact_prefix={tmp_path}/"]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    done = subprocess.run(command, cwd=tmp_path, env=paths, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-4000:]
