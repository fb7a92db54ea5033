"""One article as the files that people have of it: text, Markdown, a page, and what office programs write of it."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from document_files import CASES
from pdf_files import PAGE, SIZE, Words, column, pdf_file

#: Two hashes and a blank lead a heading of the second level, as in the Markdown that the article is written in.
ARTICLE = (CASES / "article.md").read_text(encoding="utf-8")
#: A figure of it, and the one that it replaced in a file with tracked changes.
CHANGED, REPLACED = "120座", "110座"

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
#: A font that Debian has; the text is Chinese, and a program without any Chinese font would write boxes.
FONT = "Droid Sans Fallback"


def paragraphs() -> list[tuple[int, str]]:
    """The article's paragraphs in order, each with its level: 0 for text."""
    lines = [line for line in ARTICLE.splitlines() if line]
    return [(len(line) - len(line.lstrip("#")), line.lstrip("# ")) for line in lines]


def plain() -> str:
    """The article without marks."""
    return "\n\n".join(text for _, text in paragraphs()) + "\n"


def page(charset: str) -> str:
    """The article as a portal shows it, with a navigation, a list of links, and the name of its encoding."""
    links = "".join(f'<li><a href="/{at}">青禾市新闻{at}：增长{at}%</a></li>' for at in range(12))
    body = "".join(
        f"<h{level}>{escape(text)}</h{level}>" if level else f"<p>　　{escape(text)}</p>"
        for level, text in paragraphs()
    )
    head = f'<meta charset="{charset}"><title>{paragraphs()[0][1]}_青禾网</title>'
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><ul>{links}</ul></nav>"
        f'<div class="content">{body}</div><footer>青禾网　编辑电话12345</footer></body></html>'
    )


def open_document(*, columns: int = 1, tracked: bool = False) -> str:
    """The article as a flat OpenDocument text, in columns, or with a change of one figure that nobody accepted yet."""
    change, region = "", ""
    if tracked:
        who = "<dc:creator>编辑</dc:creator><dc:date>2031-03-04T10:00:00</dc:date>"
        about = f"<office:change-info>{who}</office:change-info>"
        region = (
            "<text:tracked-changes>"
            f'<text:changed-region text:id="c1"><text:insertion>{about}</text:insertion></text:changed-region>'
            f'<text:changed-region text:id="c2"><text:deletion>{about}<text:p>{REPLACED}</text:p></text:deletion>'
            "</text:changed-region></text:tracked-changes>"
        )
        change = (
            '<text:change text:change-id="c2"/><text:change-start text:change-id="c1"/>'
            f'{CHANGED}<text:change-end text:change-id="c1"/>'
        )
    written = [_block(level, text, change) for level, text in paragraphs()]
    if columns > 1:
        written[1:] = [f'<text:section text:style-name="Columns" text:name="A">{"".join(written[1:])}</text:section>']
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3"'
        f' office:mimetype="application/vnd.oasis.opendocument.text">{_styles(columns)}'
        f"<office:body><office:text>{region}{''.join(written)}</office:text></office:body></office:document>"
    )


def printed() -> bytes:
    """The article as a PDF of two columns that no office program wrote."""
    lines: list[Words] = []
    top = 100.0
    for level, text in paragraphs():
        size = {0: SIZE, 1: 18.0}.get(level, 13.0)
        if level:
            lines.append((60.0, top, size, text))
            top += 2 * size
            continue
        set_ = column(text, 60.0, top, width=22)
        lines += set_
        top = set_[-1][1] + 20
    title, *rest = lines
    half = len(rest) // 2
    shift = rest[half][1] - rest[0][1]
    right = [(left + PAGE[0] / 2 - 30, at - shift, size, text) for left, at, size, text in rest[half:]]
    return pdf_file([[title, *rest[:half], *right]])


def _block(level: int, text: str, change: str) -> str:
    inner = escape(text)
    inner = inner.replace(CHANGED, change, 1) if change else inner
    if level == 1:
        return f'<text:p text:style-name="Title">{inner}</text:p>'
    if level:
        return f'<text:h text:style-name="Heading_20_1" text:outline-level="{level - 1}">{inner}</text:h>'
    return f'<text:p text:style-name="Body">{inner}</text:p>'


def _styles(columns: int) -> str:
    font = 'style:font-name="Song" style:font-name-asian="Song"'
    named = {"Title": ("24pt", 'fo:text-align="center"'), "Heading_20_1": ("16pt", "")}
    styles = "".join(
        f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" style:family="paragraph">'
        f'<style:paragraph-properties {align}/><style:text-properties {font} fo:font-size="{size}"'
        f' style:font-size-asian="{size}"/></style:style>'
        for name, (size, align) in named.items()
    )
    body = (
        '<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-indent="0.74cm"'
        f' fo:text-align="justify"/><style:text-properties {font} fo:font-size="10.5pt"'
        ' style:font-size-asian="10.5pt"/></style:style>'
    )
    section = (
        '<style:style style:name="Columns" style:family="section"><style:section-properties>'
        f'<style:columns fo:column-count="{columns}" fo:column-gap="0.7cm"/></style:section-properties></style:style>'
    )
    return (
        f'<office:font-face-decls><style:font-face style:name="Song" svg:font-family="\'{FONT}\'"/>'
        f"</office:font-face-decls><office:styles>{styles}</office:styles>"
        f"<office:automatic-styles>{body}{section}</office:automatic-styles>"
    )


def saved_all(folder: Path, stem: str, encodings: Sequence[str]) -> list[Path]:
    """The article as text, Markdown and page in each encoding."""
    made = []
    for encoding in encodings:
        for suffix, content in (("txt", plain()), ("md", ARTICLE), ("html", page(encoding))):
            path = folder / f"{stem}-{encoding}.{suffix}"
            path.write_bytes(content.encode(encoding))
            made.append(path)
    return made
