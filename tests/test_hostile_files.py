"""Files that mean harm: each is refused or read, in time and memory that are stated, and none ends the program."""

import hashlib
import io
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from document_files import ROOT, read, saved
from factcheck.model.errors import InputError
from factcheck.read import sources, xml
from factcheck.read import zipped as zipped_files
from factcheck.read.pdf import apart, glyphs
from factcheck.read.sheets import separated
from factcheck.read.web import page as web_page
from factcheck.read.word import package
from pdf_files import column, pdf_file
from test_read_sheets import ROWS, book
from word_files import paragraph, row, run, table, word_file, zipped

MB = 1024 * 1024
#: Seconds that any of these files may take here, on a machine that is busy with other things, and memory beside.
SECONDS, MEMORY = 30, 700 * MB
DECLARED = '<?xml version="1.0"?>'
CONTENT = "[Content_Types].xml"
NAMED = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def bomb(size: int, member: str = "word/document.xml", content: bytes = b" ", ballast: int = 0) -> bytes:
    """A Word file one part of which grows to `size` bytes, beside `ballast` bytes that do not grow."""
    parts: dict[str, str | bytes] = {CONTENT: "<Types/>", "_rels/.rels": relations()}
    return zipped({**parts, member: content * (size // len(content)), "word/media/a.png": noise(ballast)})


def noise(size: int) -> bytes:
    """Bytes that cannot be packed."""
    return hashlib.shake_128(b"").digest(size)


def short_paragraphs(count: int) -> bytes:
    """A Word file of as many short paragraphs as its size allows."""
    body = f"<w:document {NAMED}><w:body>{'<w:p><w:r><w:t>3</w:t></w:r></w:p>' * count}</w:body></w:document>"
    return zipped({"_rels/.rels": relations(), "word/document.xml": body, "word/media/a.png": noise(MB // 8)})


def growing_headers(count: int) -> bytes:
    """A Word file of many headers, each of which grows to a megabyte."""
    kinds = {f"header{at}": "" for at in range(count)}
    header = f"<w:hdr {NAMED}>{' ' * MB}</w:hdr>"
    related = "".join(
        f'<Relationship Id="r{at}" Type="http://schemas.openxmlformats.org/x/header" Target="{kind}.xml"/>'
        for at, kind in enumerate(kinds)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "_rels/.rels": relations(),
            "word/document.xml": f"<w:document {NAMED}><w:body>{paragraph('3家')}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{related}</Relationships>',
            **{f"word/{kind}.xml": header for kind in kinds},
        }
    )


def relations(target: str = "word/document.xml") -> str:
    """The relation to a main part."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}"><Relationship Id="r" Type="{kind}" Target="{target}"/></Relationships>'


def document(xml: str) -> bytes:
    """A Word file whose main part is this text."""
    return zipped({CONTENT: "<Types/>", "_rels/.rels": relations(), "word/document.xml": xml})


def laughs() -> str:
    """A billion characters by entities of entities."""
    entities = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))]
    return f"{DECLARED}<!DOCTYPE w [{''.join(entities)}]><w>&a9;</w>"


def external(path: str) -> str:
    """A text that asks for a file of the reader's machine."""
    return f'{DECLARED}<!DOCTYPE w [<!ENTITY x SYSTEM "file://{path}">]><w><body><p><r><t>&x;</t></r></p></body></w>'


def many_members(count: int) -> bytes:
    """A ZIP file whose directory lists the same empty member many times."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0) + b"word"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, 0, 0)
    return b"PK\x03\x04" + entry * count + end + b"word/document"


def sheet(xml: str) -> bytes:
    """An Excel file whose only sheet is this text."""
    whole = zipfile.ZipFile(io.BytesIO(book(("表", ROWS))))
    files = {name: whole.read(name) for name in whole.namelist()}
    return zipped({**files, "xl/worksheets/sheet1.xml": xml})


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table_ = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table_ + tail


def pdf_page(*objects: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page; the first of the objects is what it draws, and has the number 4."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%b>>>>" % resources
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *objects)


def stream(content: bytes, head: bytes = b"") -> bytes:
    """A packed stream."""
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (head, len(content), content)


def packed(piece: bytes, times: int) -> bytes:
    """A piece many times over, packed without holding it all."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(piece) for _ in range(times)), packer.flush()])


def forms(depth: int) -> bytes:
    """A page that draws a form twice, which draws another one twice, and so on."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    twice = zlib.compress(b"/X Do /X Do")
    inner = [stream(twice, head % min(6 + at, 4 + depth)) for at in range(depth)]
    return pdf_page(stream(twice), *inner, resources=b"/XObject<</X 5 0 R>>")


NESTED_TABLES = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


def nested_tables(depth: int) -> str:
    """Tables in tables."""
    text = paragraph("3家")
    for _ in range(depth):
        text = NESTED_TABLES.format(text + paragraph(""))
    return text


def encrypted() -> bytes:
    """The beginning of a Word file with a password, which is a file of the old kind with one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def unended_fields(count: int) -> str:
    """Paragraphs in each of which a field begins that has a result and no end."""
    kinds = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate")]
    return f"<w:p><w:r>{kinds[0]}<w:instrText>REF a</w:instrText>{kinds[1]}</w:r>{run('3家')}</w:p>" * count


def page_of(block: bytes, times: int, title: bytes = b"", lead: bytes = b"") -> bytes:
    """A page of an office program that repeats a block behind a text."""
    return b"<html><title>" + title + b"</title><body><p>b<b>" + lead + b"</b>" + block * times


def far_sheet(row: str) -> str:
    """A sheet with cells in its last column, of the first rows and of the last one."""
    numbers = [*range(1, 2000), 1_048_576]
    rows = "".join(row.format(number, number) for number in numbers)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'


#: By name: the file's name, how it is made, and what the complaint says; an empty one where it is read instead.
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.docx", lambda: bomb(100 * MB), "grows to more than 250 times its size"),
    "zip bomb with ballast": ("a.docx", lambda: bomb(100 * MB, ballast=MB), "grows to more than 32 MB"),
    "zip bomb of tags": ("a.docx", lambda: bomb(30 * MB, content=b"<p/>", ballast=MB), "elements"),
    "short paragraphs": ("a.docx", lambda: word_file(paragraph("3家") * 150_000), "grows to more than 250 times"),
    "short paragraphs with ballast": ("a.docx", lambda: short_paragraphs(110_000), "more than 100000 paragraphs"),
    "large table": ("a.docx", lambda: word_file(table(row(*["3家"] * 60) * 100)), ""),
    "parts that grow together": ("a.docx", lambda: growing_headers(40), "grows to more than 250 times its size"),
    "zip bomb beside the text": ("a.docx", lambda: bomb(100 * MB, "word/media/a.bmp"), "damaged"),
    "many members": ("a.docx", lambda: many_members(60_000), "has more than 20000 parts"),
    "deep xml": ("a.docx", lambda: document("<a>" * 100_000 + "</a>" * 100_000), "word/document.xml"),
    "nested tables": ("a.docx", lambda: word_file(nested_tables(60)), ""),
    "too deeply nested tables": ("a.docx", lambda: word_file(nested_tables(300)), "word/document.xml"),
    "billion laughs": ("a.docx", lambda: document(laughs()), "word/document.xml"),
    "external entity": ("a.docx", lambda: document(external("/etc/hostname")), "document type"),
    "part that is its own relation": ("a.docx", lambda: zipped({"_rels/.rels": relations("_rels/.rels")}), "damaged"),
    "wide table": ("a.docx", lambda: word_file(table("<w:tr>" + "<w:tc/>" * 200_000 + "</w:tr>")), ""),
    "long paragraph": ("a.docx", lambda: word_file("<w:p>" + run("3家，") * 20_000 + "</w:p>"), ""),
    "fields without an end": ("a.docx", lambda: word_file(unended_fields(20_000)), ""),
    "cut off": ("a.docx", lambda: word_file(paragraph("甲市" * 5000))[:-200], "damaged or cut off"),
    "renamed program": ("a.docx", lambda: b"MZ\x90\0" + bytes(5000), "is a program"),
    "renamed library": ("a.docx", lambda: b"\x7fELF" + bytes(5000), "is a program"),
    "noise": ("a.docx", lambda: bytes(range(256)) * 40, "is no .docx file"),
    "encrypted word file": ("a.docx", encrypted, "is protected by a password"),
    "sheet far away": ("a.xlsx", lambda: sheet(far_sheet('<row r="{}"><c r="XFD{}"><v>3</v></c></row>')), ""),
    "entities in a sheet": ("a.xlsx", lambda: sheet(laughs()), "damaged"),
    "sheet bomb": ("a.xlsx", lambda: sheet(" " * (64 * MB)), "grows to more than 32 MB"),
    "smaller sheet bomb": ("a.xlsx", lambda: sheet(" " * (16 * MB)), "grows to more than 250 times its size"),
    "nested tags": ("a.html", lambda: b"<html><body>" + b"<div>" * (2 * MB), "elements"),
    "nested tags below the limit": ("a.html", lambda: b"<html><body>" + b"<div class='a'>" * 400_000, "deeper"),
    "many tags": ("a.html", lambda: b"<html><body>" + b"<p class='a'>3" * 30_000, ""),
    "nested comments": (
        "a.html",
        lambda: b"<html><script></script><body>" + b"<div class=comment>" * 200 + b"<a>3</a><p class=comment>" * 5_000,
        "",
    ),
    "deep text": ("a.html", lambda: b"<html><body>" + (b"<div>" * 200 + b"3, " * 9000 + b"</div>" * 200) * 3, ""),
    "nested page tables": ("a.html", lambda: b"<html><body>" + b"<table><tr><td>3" * 60, ""),
    "wide spans": ("a.html", lambda: b"<html><table>" + b"<tr><td rowspan=65534 colspan=99999>3" * 3000, ""),
    "long title": ("a.html", lambda: page_of(b"<h2>333344445</h2>", title=b"3" * 2 * MB, times=40_000), ""),
    "raised behind a long text": ("a.html", lambda: page_of(b"<sup>1</sup>", lead=b"a" * (8 * MB), times=80_000), ""),
    "unclosed comments": ("a.html", lambda: b"<html>" + b"<!-- " * 400_000, ""),
    "quotes": ("a.csv", lambda: b'"' * (MB // 4), ""),
    "separators": ("a.csv", lambda: b"," * (MB // 2), ""),
    "cyclic pages": (
        "a.pdf",
        lambda: pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000>>"),
        "100000 pages",
    ),
    "many pages": (
        "a.pdf",
        lambda: pdf_of(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>",
        ),
        "100000 pages",
    ),
    "forms of forms": ("a.pdf", lambda: forms(30), "cannot be read within"),
    "pdf bomb": ("a.pdf", lambda: pdf_page(stream(packed(b"q Q " * 250_000, 300))), "cannot be read within"),
    "cut-off pdf": ("a.pdf", lambda: pdf_file([column("甲市有三家。", 60, 60, width=20)])[:400], "damaged or cut off"),
}  # fmt: skip


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No more memory than stated, and less patience with PDF than users have."""
    monkeypatch.setattr(apart, "SECONDS", 3)
    before = resource.getrlimit(resource.RLIMIT_AS)
    statm = Path("/proc/self/statm")
    if statm.exists():
        used = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.mark.slow
@pytest.mark.usefixtures("limited")
@pytest.mark.skipif(sys.platform != "linux", reason="what a process may use is limited as Linux does it")
@pytest.mark.parametrize("case", FILES)
def test_hostile_file_is_refused_or_read(tmp_path: Path, case: str) -> None:
    """A file made to do harm is refused in one line that names it, or read, in the time and memory stated."""
    name, make, mention = FILES[case]
    path = saved(tmp_path, name, make())
    started = time.process_time()
    said = ""
    try:
        read(path)
    except InputError as error:
        said = str(error)
    assert time.process_time() - started < SECONDS
    assert mention in said if mention else said == ""
    assert "\n" not in said


def test_limits_are_those_that_are_stated() -> None:
    """The documentation states the limits as they are."""
    stated = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8").partition("## What documents may hold")[2]
    for what in (
        f"{sources.SIZE_LIMIT // MB} MB",
        f"{zipped_files.MEMBER_SIZE // MB} MB for each part",
        f"{zipped_files.RATIO} times the file's size in all ({zipped_files.FREE // MB} MB",
        f"{xml.MARKS // 2:,} elements, 256 levels, {package.PARAGRAPHS:,} paragraphs",
        f"{separated.CELLS:,} cells",
        f"{web_page.MARKS // 2:,} elements",
        f"{glyphs.PAGES:,} pages, {glyphs.CHARACTERS:,} characters, {apart.SECONDS} seconds",
    ):
        assert what in stated, what


def test_no_file_of_the_reader_is_opened(tmp_path: Path) -> None:
    """An entity that names a file brings none of its words."""
    secret = saved(tmp_path, "secret.txt", "geheim")
    for content in (document(external(str(secret))), word_file(paragraph("3家"), {"footnotes": "&x;"})):
        try:
            assert "geheim" not in read(saved(tmp_path, "a.docx", content)).text
        except InputError as error:
            assert "geheim" not in str(error)
