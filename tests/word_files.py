"""Word files made by hand, part by part, for what no program writes on demand."""

import io
import zipfile
from collections.abc import Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def word_file(body: str, parts: Mapping[str, str] | None = None, *, main: str = "word/document.xml") -> bytes:
    """A Word file of one body; `parts` are further ones by their kind ("footnotes"), as the XML inside their root."""
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_KINDS}/{kind}" Target="{kind}.xml"/>' for at, kind in enumerate(parts)
    )
    folder, _, name = main.rpartition("/")
    files = {
        "[Content_Types].xml": _CONTENT,
        "_rels/.rels": _related(f'<Relationship Id="r" Type="{_KINDS}/officeDocument" Target="{main}"/>'),
        f"{folder}/_rels/{name}.rels": _related(relations),
        main: f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        **{f"{folder}/{kind}.xml": f"<w:{kind} {_W}>{content}</w:{kind}>" for kind, content in parts.items()},
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return target.getvalue()


def paragraph(text: str, style: str | None = None, mark: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{mark}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of one text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell is its text, or an element that is one."""
    written = [cell if cell.startswith("<") else box(paragraph(cell)) for cell in cells]
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"


def box(content: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _related(relations: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'


#: Elements of Word whose order and nesting programs keep to, and fuzzing does not.
ELEMENTS = ["p", "r", "t", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent", "txbxContent", "pPr", "rPr", "tcPr"]
LEAVES = [
    paragraph("甲市有3家。"),
    run("12"),
    "<w:t>甲</w:t>",
    "<w:br/>",
    "<w:tab/>",
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:fldChar w:fldCharType="end"/>',
    "<w:instrText> PAGE </w:instrText>",
    '<w:vMerge w:val="restart"/>',
    "<w:vMerge/>",
    '<w:gridSpan w:val="999"/>',
    '<w:gridSpan w:val="-1"/>',
    '<w:pStyle w:val="x"/>',
    '<w:outlineLvl w:val="99999999999"/>',
    '<w:footnoteReference w:id="1"/>',
    box(paragraph("乙")),
]
