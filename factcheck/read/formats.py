"""What kind of file a document is, told by its content."""

import codecs
import re
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """The kinds of files that are read."""

    TEXT = "plain text"
    HTML = "a web page"
    TABLE = "a table (.csv)"
    WORD = "a Word file (.docx)"
    PDF = "a PDF"
    WORKBOOK = "an Excel file (.xlsx)"


class Unread(Struct, frozen=True, kw_only=True):
    """A kind of file that is not read: what it is in words, and what to do."""

    what: str
    remedy: str


_AS_WORD = "save it as .docx"
_AS_SHEET = "save it as .xlsx or .csv"
_BY_OCR = "run text recognition (OCR) on it, and save the text as .docx or .txt"
_UNPACK = "unpack it, and name what is in it"
_AS_TEXT = "save it as .docx, .pdf or .txt"

#: Types that editors have and that are not read, by the ends of names.
UNREAD = {
    ".doc": Unread(what="an old Word file", remedy=_AS_WORD),
    ".dot": Unread(what="an old Word file", remedy=_AS_WORD),
    ".wps": Unread(what="a WPS file", remedy=_AS_WORD),
    ".rtf": Unread(what="an RTF file", remedy=_AS_WORD),
    ".odt": Unread(what="an OpenDocument text", remedy=_AS_WORD),
    ".pages": Unread(what="a Pages file", remedy=_AS_WORD),
    ".xls": Unread(what="an old Excel file", remedy=_AS_SHEET),
    ".et": Unread(what="a WPS spreadsheet", remedy=_AS_SHEET),
    ".ods": Unread(what="an OpenDocument spreadsheet", remedy=_AS_SHEET),
    ".numbers": Unread(what="a Numbers file", remedy=_AS_SHEET),
    ".ppt": Unread(what="a presentation", remedy="save it as .pdf"),
    ".pptx": Unread(what="a presentation", remedy="save it as .pdf"),
    ".odp": Unread(what="a presentation", remedy="save it as .pdf"),
    ".epub": Unread(what="an e-book", remedy=_AS_TEXT),
    ".ofd": Unread(what="an OFD file", remedy="save it as .pdf"),
    ".caj": Unread(what="a CAJ file", remedy="save it as .pdf"),
    **{
        suffix: Unread(what="a picture", remedy=_BY_OCR)
        for suffix in (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic")
    },
}

#: Names of parts in a ZIP file, and what a file that has them is.
_PARTS: tuple[tuple[bytes, "Kind | Unread"], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", UNREAD[".odt"]),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", UNREAD[".ods"]),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", UNREAD[".odp"]),
    (b"mimetypeapplication/epub", UNREAD[".epub"]),
    (b"OFD.xml", UNREAD[".ofd"]),
    (b"word/document", Kind.WORD),
    (b"xl/workbook", Kind.WORKBOOK),
    (b"ppt/presentation", UNREAD[".pptx"]),
    (b"Index/Document.iwa", UNREAD[".pages"]),
)
#: Names of streams in the old files of Office, which stand in UTF-16 in their directory.
_STREAMS = (
    ("EncryptedPackage", Unread(what="protected by a password", remedy="save a copy without one")),
    ("WordDocument", UNREAD[".doc"]),
    ("Workbook", UNREAD[".xls"]),
    ("PowerPoint Document", UNREAD[".ppt"]),
)
_OLD = Unread(what="an old Office or WPS file", remedy="save it as .docx, .xlsx or .pdf")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", UNREAD[".rtf"]),
    (b"\x89PNG", UNREAD[".png"]),
    (b"\xff\xd8\xff", UNREAD[".png"]),
    (b"GIF8", UNREAD[".png"]),
    (b"II*\0", UNREAD[".png"]),
    (b"MM\0*", UNREAD[".png"]),
    (b"MZ\x90\0", Unread(what="a program", remedy="do not open it")),
    (b"\x7fELF", Unread(what="a program", remedy="do not open it")),
    (b"\x1f\x8b", Unread(what="a packed archive", remedy=_UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Unread(what="a packed archive", remedy=_UNPACK)),
    (b"Rar!", Unread(what="a packed archive", remedy=_UNPACK)),
    (b"SQLite format 3\0", Unread(what="a database", remedy="name the documents it was made of")),
)
#: Marks that are more than a row of bytes at the beginning.
_FORMS = (
    (re.compile(rb"BM.{0,8}\0", re.DOTALL), UNREAD[".bmp"]),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), UNREAD[".webp"]),
    (re.compile(rb".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1|avif)", re.DOTALL), UNREAD[".heic"]),
    (re.compile(rb"(?:CAJ|KDH|HN[\0\xc8])[\0-\x1f ]"), UNREAD[".caj"]),
)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED = Unread(what="a packed archive", remedy=_UNPACK)
#: How the source of a web page begins, behind comments and an XML declaration; nothing else counts as one by itself.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,5}<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE
)
_HEAD = 16_384
#: The suffixes of each kind, that of most files first.
SUFFIXES = {
    Kind.TEXT: (".txt", ".text", ".md", ".markdown"),
    Kind.TABLE: (".csv", ".tsv"),
    Kind.HTML: (".html", ".htm", ".xhtml", ".shtml"),
    Kind.WORD: (".docx", ".docm"),
    Kind.PDF: (".pdf",),
    Kind.WORKBOOK: (".xlsx", ".xlsm"),
}
#: The kind of each suffix.
READ = {suffix: kind for kind, suffixes in SUFFIXES.items() for suffix in suffixes}
#: The kinds that are told by marks of their own, without which a file has to be named.
MARKED = frozenset({Kind.WORD, Kind.PDF, Kind.WORKBOOK})
_ZIPPED = frozenset({Kind.WORD, Kind.WORKBOOK})


def detect(content: bytes, suffix: str) -> Kind | Unread:
    """The kind of a file by its content, or by its beginning; what has no marks is text, if its `suffix` says so."""
    named = READ.get(suffix, Kind.TEXT)
    if content.startswith(_ZIP):
        found = next((found for part, found in _PARTS if part in content), _PACKED)
        # What is left of a file that was cut off may have its name alone to tell by.
        return named if found is _PACKED and named in _ZIPPED else found
    # What is named a text and only names the mark is one, as a text about PDF does.
    named_text = suffix in SUFFIXES[Kind.TEXT] and b"\0" not in content[:_HEAD]
    if content.startswith(_PDF) or (_PDF in content[:_PDF_WITHIN] and not named_text):
        return Kind.PDF
    if content.startswith(_OLD_OFFICE):
        return next((found for stream, found in _STREAMS if stream.encode("utf-16-le") in content), _OLD)
    marked = next((found for magic, found in _MAGIC if content.startswith(magic)), None)
    formed = marked or next((found for form, found in _FORMS if form.match(content)), None)
    return formed or _written(content, suffix)


def disguise(kind: Kind, suffix: str) -> str | None:
    """What to say of a file whose name ends in the suffix of another kind; `None` where it does not."""
    if not suffix or READ.get(suffix) is kind:
        return None
    return f"is {kind} under a name that ends in {suffix}; read as what it is"


def _written(content: bytes, suffix: str) -> Kind | Unread:
    """What a file is that has no marks of its own: a text, if its name does not say that it is something else."""
    named = READ.get(suffix, Kind.TEXT)
    if named is Kind.TABLE:
        return named
    if named is Kind.HTML or _PAGE.match(_beginning(content)):
        return Kind.HTML
    if named is Kind.TEXT and suffix not in UNREAD:
        return named
    return Unread(what=f"no {suffix} file, whatever its name says", remedy="if it is text, let its name end in .txt")


def _beginning(content: bytes) -> str:
    """The first characters, as far as they are those of every encoding; what is none becomes a mark."""
    wide = next((name for mark, name in _WIDE if content.startswith(mark)), "utf-8")
    return content[:_HEAD].decode(wide, "replace").lstrip("\ufeff")
