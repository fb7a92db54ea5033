"""The reader of each kind of file; each library is imported when the first such file is read, and not before."""

from collections.abc import Callable, Mapping

from factcheck.read.extracted import Extracted
from factcheck.read.formats import Kind


def extract_text(kind: Kind, content: bytes, name: str, encoding: str | None) -> Extracted:
    """What a file of a kind says; `encoding` is for those that are text. Raises `InputError`."""
    return _READERS[kind](content, name, encoding)


def _word(content: bytes, name: str, _: str | None) -> Extracted:
    from factcheck.read.word.text import read_word  # noqa: PLC0415 start-up time: lxml, for such files alone

    return read_word(content, name).extracted


def _page(content: bytes, name: str, encoding: str | None) -> Extracted:
    from factcheck.read.web.text import read_page  # noqa: PLC0415 start-up time, as above

    return read_page(content, name, encoding)


_READERS: Mapping[Kind, Callable[[bytes, str, str | None], Extracted]] = {
    Kind.WORD: _word,
    Kind.HTML: _page,
}
