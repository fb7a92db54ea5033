"""A web page as a tree: its bytes decoded as it says itself, and parsed within limits."""

import codecs
import re

from lxml import etree, html

from factcheck.model.errors import InputError
from factcheck.read.decoding import Decoded, decode
from factcheck.read.sources import shown

#: Elements that a page may have, by the marks that open and close them: ten times those of a long article.
MARKS = 500_000
#: What a page says of its own encoding, near its beginning.
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE
)
_HEAD = 8192
#: Encodings that are named for what is one of a larger one.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "utf-8"}
_TOO_DEEP = "Excessive depth"


def decode_page(content: bytes, name: str, encoding: str | None) -> Decoded:
    """The source of a page: as told, by its mark, as it says itself, or as any text. Raises `InputError`."""
    declared = _CHARSET.search(content[:_HEAD])
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if encoding is None and declared and not marked:
        try:
            named = codecs.lookup(declared[1].decode("ascii")).name
            text = content.decode(_LARGER.get(named, named))
            return Decoded(text=text, encoding=_LARGER.get(named, named))
        except (LookupError, ValueError):
            # Pages are converted, and what they say of themselves stays.
            pass
    return decode(content, name, encoding)


def parse_page(source: str, name: str) -> html.HtmlElement:
    """The tree of a page. Raises `InputError` for one with more elements, or deeper ones, than any article needs."""
    if source.count("<") > MARKS:
        raise InputError(f"{shown(name)}: has more than {MARKS // 2} elements; save the article alone")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace") or b"<p></p>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = html.document_fromstring(b"<p></p>")
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise InputError(f"{shown(name)}: is nested deeper than any article; save the article alone")
    return root
