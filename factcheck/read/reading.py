"""From a source to a Document: bytes, text, layout, view, title, language, date."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from factcheck.model.document import BlockKind, Document, Published
from factcheck.model.layout import LayoutLexicon
from factcheck.read.dating import date_of_name
from factcheck.read.debris import doubled_parts, without_debris, without_tags
from factcheck.read.decoding import Decoded, decode
from factcheck.read.folding import DROPPED, fold
from factcheck.read.headings import TITLE_WIDTH
from factcheck.read.lines import Line, split_lines
from factcheck.read.markdown import is_plainly_markdown, outline_markdown, without_fences
from factcheck.read.marks import without_marks
from factcheck.read.metadata import Metadata, front_matter, sidecar
from factcheck.read.outline import Part
from factcheck.read.plain import outline_plain
from factcheck.read.sources import MARKDOWN_SUFFIXES, Source, read_bytes
from factcheck.read.viewing import assemble

#: How much of a view decides on its language, in characters.
_LANGUAGE_SAMPLE = 100_000
_CHINESE_SHARE = 0.2
_NOT_CJK = re.compile("[^㐀-鿿豈-﫿\U00020000-\U0003fffd]+")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
#: The title stands before the first paragraph of more characters than this.
_LEAD_LENGTH = 80
_TITLE_BLOCKS = 12
_NOTHING_BESIDE = Metadata()


def read_source(
    source: Source, *, layout: LayoutLexicon, encoding: str | None = None, override: Published | None = None
) -> Document:
    """Reads one document. `encoding` and `override` (its publication date) come from the user and win.

    Raises `InputError` for what cannot be read, is no text, or has a sidecar that is wrong.
    """
    content = read_bytes(source)
    decoded = decode(content, source.name, encoding)
    beside = sidecar(source.path) if source.path else Metadata()
    if override is not None:
        beside = replace(beside, published=override)
    return document_of(
        decoded, name=source.name, layout=layout, digest=hashlib.sha256(content).hexdigest(), beside=beside
    )


def document_of(
    decoded: Decoded,
    *,
    name: str,
    layout: LayoutLexicon,
    digest: str = "",
    beside: Metadata = _NOTHING_BESIDE,
) -> Document:
    """A decoded text as a Document. The suffix of `name` says whether it is Markdown; `beside` wins over the text."""
    text = decoded.text
    is_markdown = PurePosixPath(name).suffix.lower() in MARKDOWN_SUFFIXES or is_plainly_markdown(text)
    front = front_matter(text) if is_markdown else Metadata()
    parts = _outline(text, front.end, layout, is_markdown=is_markdown)
    view, blocks = assemble(parts, layout)
    shown = [view.text[block.span.start : block.span.end] for block in blocks[:_TITLE_BLOCKS]]
    return Document(
        name=name,
        digest=digest,
        text=text,
        view=view,
        blocks=blocks,
        title=beside.title or front.title or _title([block.kind for block in blocks[:_TITLE_BLOCKS]], shown, layout),
        language=_language(view.text),
        published=beside.published or front.published or date_of_name(name) or Published(),
        encoding=decoded.encoding,
        guessed_encoding=decoded.guessed,
    )


def _outline(text: str, body: int, layout: LayoutLexicon, *, is_markdown: bool) -> list[Part]:
    """The parts of a text from the offset of its body on."""
    marked = fold(text, layout)
    if is_markdown:
        marked = without_fences(marked)
    folded = without_tags(without_marks(marked) if is_markdown else marked, layout)
    lines = [_undoubled(line) for line in without_debris(split_lines(folded, body), layout)]
    return outline_markdown(lines, marked, layout) if is_markdown else outline_plain(lines, layout)


def _undoubled(line: Line) -> Line:
    """A line with what it says twice said once."""
    doubled = doubled_parts(line)
    if not doubled:
        return line
    text = line.text
    for start, end in doubled:
        text = text[: start - line.start] + DROPPED * (end - start) + text[end - line.start :]
    text = text.rstrip(DROPPED + " ")
    return Line(start=line.start, end=line.start + len(text), text=text, gap=line.gap, indent=line.indent)


def _title(kinds: Sequence[BlockKind], shown: Sequence[str], layout: LayoutLexicon) -> str | None:
    """The first heading before the text proper, or what a mark ("原标题：") names as the title."""
    for kind, text in zip(kinds, shown, strict=True):
        for mark in layout.title_marks:
            if text.startswith(mark + ":") and len(text) <= 2 * TITLE_WIDTH:
                return text[len(mark) + 1 :].strip() or None
        if kind is BlockKind.HEADING:
            return text
        if len(text) > _LEAD_LENGTH:
            return None
    return None


def _language(text: str) -> str:
    sample = text[:_LANGUAGE_SAMPLE]
    chinese = len(_NOT_CJK.sub("", sample))
    letters = len(_NOT_LETTERS.sub("", sample))
    return "zh" if chinese and chinese >= _CHINESE_SHARE * letters else "en"
