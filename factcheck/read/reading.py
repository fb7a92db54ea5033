"""From a source to a Document: bytes, text, layout, view, title, language, date."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from factcheck.model.document import Block, BlockKind, Document, Published, View
from factcheck.model.errors import InputError
from factcheck.model.layout import LayoutLexicon
from factcheck.read.dating import date_of_name
from factcheck.read.debris import undoubled, without_debris, without_tags
from factcheck.read.decoding import Decoded, decode
from factcheck.read.extracted import Extracted
from factcheck.read.folding import fold
from factcheck.read.formats import Kind, Unread, detect, disguise
from factcheck.read.headings import TITLE_WIDTH
from factcheck.read.lines import IDEOGRAPHS, split_lines
from factcheck.read.markdown import is_plainly_markdown, outline_markdown, without_fences
from factcheck.read.marks import without_marks, without_own_comments
from factcheck.read.metadata import Metadata, front_matter, sidecar
from factcheck.read.outline import Part
from factcheck.read.plain import outline_plain
from factcheck.read.quoting import without_doubled
from factcheck.read.readers import extract_text
from factcheck.read.sources import MARKDOWN_SUFFIXES, Source, read_bytes, shown
from factcheck.read.structured import outline_structured, under_headings
from factcheck.read.viewing import assemble

#: How much of a view decides on its language, in characters.
_LANGUAGE_SAMPLE = 100_000
_CHINESE_SHARE = 0.2
_NOT_LETTERS = re.compile(r"[\W\d_]+")
#: The title stands before the first paragraph of more characters than this.
_LEAD_LENGTH = 80
_TITLE_BLOCKS = 12
_NOTHING_BESIDE = Metadata()


def read_source(
    source: Source,
    *,
    layout: LayoutLexicon,
    content: bytes | None = None,
    encoding: str | None = None,
    override: Published | None = None,
) -> Document:
    """Reads one document. `encoding` and `override` (its publication date) come from the user and win.

    `content` are its bytes where they were read before.
    Raises `InputError` for what cannot be read or is of a kind that is not read, `FactcheckError` for a wrong sidecar.
    """
    content = read_bytes(source) if content is None else content
    beside = sidecar(source.path, layout) if source.path else Metadata()
    if override is not None:
        beside = replace(beside, published=override)
    suffix = PurePosixPath(source.name).suffix.lower()
    kind = detect(content, suffix)
    if isinstance(kind, Unread):
        raise InputError(f"{shown(source.name)}: is {kind.what}; {kind.remedy}")
    digest = hashlib.sha256(content).hexdigest()
    if kind is Kind.TEXT:
        decoded = decode(content, source.name, encoding)
        document = document_of(decoded, name=source.name, layout=layout, digest=digest, beside=beside)
    else:
        extracted = extract_text(kind, content, source.name, encoding, layout)
        document = document_from(extracted, name=source.name, layout=layout, digest=digest, beside=beside)
    disguised = disguise(kind, suffix)
    return replace(document, notes=(disguised, *document.notes)) if disguised else document


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
    front = front_matter(text, layout) if is_markdown else Metadata()
    view, blocks = assemble(_outline(text, front.end, layout, is_markdown=is_markdown), layout)
    return Document(
        name=name,
        digest=digest,
        text=text,
        view=view,
        blocks=blocks,
        title=beside.title or front.title or _title(view, blocks, layout),
        language=_language(view.text),
        published=beside.published or front.published or date_of_name(name, layout.date_forms) or Published(),
        encoding=decoded.encoding,
        guessed_encoding=decoded.guessed,
    )


def document_from(
    extracted: Extracted,
    *,
    name: str,
    layout: LayoutLexicon,
    digest: str = "",
    beside: Metadata = _NOTHING_BESIDE,
) -> Document:
    """What was extracted from a file as a Document; `beside` wins over the file's own metadata."""
    folded = without_tags(without_doubled(fold(extracted.text, layout), extracted.passages), layout)
    view, blocks = assemble(outline_structured(folded, extracted.passages, layout), layout)
    return Document(
        name=name,
        digest=digest,
        text=extracted.text,
        view=view,
        blocks=blocks,
        title=beside.title or extracted.title or _title(view, blocks, layout),
        language=_language(view.text),
        published=beside.published or date_of_name(name, layout.date_forms) or extracted.published or Published(),
        encoding=extracted.encoding,
        guessed_encoding=extracted.guessed_encoding,
        passages=under_headings(extracted.passages, view, blocks),
        notes=extracted.notes,
        unread=extracted.unread,
    )


def _outline(text: str, body: int, layout: LayoutLexicon, *, is_markdown: bool) -> list[Part]:
    """The parts of a text from the offset of its body on."""
    marked = fold(text, layout)
    if is_markdown:
        marked = without_fences(marked)
    folded = without_tags(without_marks(marked) if is_markdown else without_own_comments(marked), layout)
    lines = [undoubled(line) for line in without_debris(split_lines(folded, body), layout)]
    return outline_markdown(lines, marked, layout) if is_markdown else outline_plain(lines, layout)


def _title(view: View, blocks: Sequence[Block], layout: LayoutLexicon) -> str | None:
    """The first heading before the text proper, or what a mark ("原标题：") names as the title."""
    for block in blocks[:_TITLE_BLOCKS]:
        text = view.text[block.span.start : block.span.end]
        for mark in layout.title_marks:
            if text.startswith(mark + ":") and len(text) <= 2 * TITLE_WIDTH:
                return text[len(mark) + 1 :].strip() or None
        if block.kind is BlockKind.HEADING:
            return text
        if len(text) > _LEAD_LENGTH:
            return None
    return None


def _language(text: str) -> str:
    sample = text[:_LANGUAGE_SAMPLE]
    chinese = sum(map(len, IDEOGRAPHS.findall(sample)))
    letters = len(_NOT_LETTERS.sub("", sample))
    return "zh" if chinese and chinese >= _CHINESE_SHARE * letters else "en"
