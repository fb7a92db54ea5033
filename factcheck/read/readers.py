"""The reader of each kind of file; each library is imported when the first such file is read, and not before."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from factcheck.model.errors import InputError
from factcheck.model.layout import LayoutLexicon
from factcheck.read.extracted import Extracted
from factcheck.read.formats import Kind
from factcheck.read.sheets.separated import read_separated
from factcheck.read.sources import shown


def extract_text(kind: Kind, content: bytes, name: str, encoding: str | None, layout: LayoutLexicon) -> Extracted:
    """What a file of a kind says; `encoding` is for those that are text. Raises `InputError`."""
    return _READERS[kind](content, name, encoding, layout)


def _word(content: bytes, name: str, _: str | None, layout: LayoutLexicon) -> Extracted:
    from factcheck.read.word.text import read_word  # noqa: PLC0415 start-up time: lxml, for such files alone

    return read_word(content, name, layout).extracted


def _page(content: bytes, name: str, encoding: str | None, layout: LayoutLexicon) -> Extracted:
    from factcheck.read.web.text import read_page  # noqa: PLC0415 start-up time, as above

    return read_page(content, name, encoding, layout)


def _pdf(content: bytes, name: str, _: str | None, layout: LayoutLexicon) -> Extracted:
    with _extra("pdf", name):
        from factcheck.read.pdf.apart import read_pdf_apart  # noqa: PLC0415 start-up time, and its library is an extra

    return read_pdf_apart(content, name, layout)


def _workbook(content: bytes, name: str, _: str | None, layout: LayoutLexicon) -> Extracted:
    with _extra("xlsx", name):
        from factcheck.read.sheets.workbook import read_workbook  # noqa: PLC0415 as above

    return read_workbook(content, name, layout)


@contextmanager
def _extra(extra: str, name: str) -> Iterator[None]:
    """Says which part of an installation is missing where a library is."""
    try:
        yield
    except ModuleNotFoundError as error:
        advice = f"install what reads it: pip install 'factcheck[{extra}]'"
        raise InputError(f"{shown(name)}: needs the library {error.name}, which is not installed; {advice}") from error


_READERS: Mapping[Kind, Callable[[bytes, str, str | None, LayoutLexicon], Extracted]] = {
    Kind.WORD: _word,
    Kind.HTML: _page,
    Kind.PDF: _pdf,
    Kind.WORKBOOK: _workbook,
    Kind.TABLE: read_separated,
}
