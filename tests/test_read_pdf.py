"""PDF: lines and paragraphs, columns and articles, what stands on every page, tables, and what cannot be read."""

import importlib
import io
import re
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from document_files import CASES, LAYOUT, ROOT, converted, described, located, read, saved
from draw_boxes import PATH, boxes
from factcheck import pipeline
from factcheck.indexing import keeping
from factcheck.indexing.reading import Manner
from factcheck.model.document import Document
from factcheck.model.errors import InputError
from factcheck.read.formats import Kind
from factcheck.read.pdf import glyphs
from factcheck.read.pdf.text import read_pdf
from factcheck.read.readers import extract_text
from factcheck.read.reading import document_from
from factcheck.read.sources import find_sources
from factcheck.settings import Settings
from pdf_files import FONT, PAGE, SIZE, Words, column, pdf_file

FIRST = (
    "截至二〇三〇年底，青禾市共有充电站一百二十座，比上年末增加二十座，公共充电桩达到三万五千个，车主平均等候十二分钟。"
)
SECOND = "市交通局介绍，三年来全市充电设施投资累计十四亿八千六百万元，其中甲县建成四十六座，乙县建成七十四座。"
THIRD = "绿溪区二〇三〇年粮食总产量达到三十五万六千二百吨，比上年增长百分之三点七，连续八年稳定在三十万吨以上。"


def made(*pages: list[Words]) -> Document:
    """The document of a PDF of these pages."""
    return document_from(read_pdf(pdf_file(pages), "版.pdf", LAYOUT), name="版.pdf", layout=LAYOUT)


def folded(text: str) -> str:
    """A text as the view shows it."""
    return text.replace("，", ",").replace("：", ":")


def test_paragraph_is_joined_over_its_lines() -> None:
    """Lines of a paragraph are one block; the place of a word is its page and line."""
    document = made(column(FIRST, 60, 100, width=20) + column(SECOND, 60, 160, width=20))
    assert described(document) == ["paragraph: " + folded(FIRST), "paragraph: " + folded(SECOND)]
    assert located(document, "十二分钟") == {"page": 1, "line": 3}


def test_number_that_did_not_fit_on_a_line_continues_it() -> None:
    """A number is never parted, so that a line may end short of it; one that ends a sentence ends a paragraph."""
    lines = [
        "其他各县截至上年年底前全部充电站",
        "青禾市共有充电站四十座，截至",
        "2030年底建成六十座，增长五成。",
        "2031年建成七十座。",
    ]
    document = made([(60, 60 + 15 * at, SIZE, words) for at, words in enumerate(lines)])
    assert document.view.text.split("\n") == [
        "其他各县截至上年年底前全部充电站青禾市共有充电站四十座,截至2030年底建成六十座,增长五成。",
        "2031年建成七十座。",
    ]


def test_note_at_the_foot_cuts_no_sentence() -> None:
    """A sentence goes on in the next column or page, and the note that stands between follows its paragraph."""
    lines = column(FIRST, 60, 400, width=22)
    note = [(60, 500, 9.5, "资料截至二〇三〇年年底。")]
    left, right = [*lines[:2], *note], [(left + 270, top - 30, size, words) for left, top, size, words in lines[2:]]
    after = (330, 470, SIZE, "　　市交通局介绍。")
    for document in (made([*left, *right, after]), made(left, [*right, after])):
        assert document.view.text.split("\n")[0] == FIRST.replace("，", ",")
        assert document.view.text.split("\n")[1:] == ["资料截至二〇三〇年年底。", "市交通局介绍。"]
        assert located(document, "资料")["line"] == 3


def test_columns_are_read_one_after_the_other() -> None:
    """A paragraph goes on at the head of the next column, and on the next page."""
    lines = column(FIRST + SECOND, 60, 100, width=20)
    half = [(left, 100 + top - lines[3][1], size, words) for left, top, size, words in lines[3:]]
    right = [(left + 260, top, size, words) for left, top, size, words in half]
    whole = ["paragraph: " + folded(FIRST + SECOND)]
    assert described(made(lines[:3] + right)) == whole
    assert described(made(lines[:3], half)) == whole
    assert located(made(lines[:3], half), "七十四座") == {"page": 2, "line": 3}


def test_order_of_drawing_changes_nothing() -> None:
    """What was drawn first is not read first."""
    lines = column(FIRST, 60, 100, width=20) + column(SECOND, 320, 100, width=20)
    assert described(made(lines[::-1])) == described(made(lines))


def test_articles_of_one_page_are_kept_apart() -> None:
    """Headlines in large type head the columns below them, side by side or below one another."""
    one = [(60.0, 100.0, 20.0, "青禾市建成充电站"), *column(FIRST, 60, 130, width=20)]
    two = [(320.0, 100.0, 20.0, "绿溪区粮食丰收"), *column(THIRD, 320, 130, width=20)]
    below = [(left - 260, top + 120, size, words) for left, top, size, words in two]
    expected = [
        "heading 2: 青禾市建成充电站",
        "paragraph: " + folded(FIRST),
        "heading 2: 绿溪区粮食丰收",
        "paragraph: " + folded(THIRD),
    ]
    assert described(made(one + two)) == described(made(one + below)) == expected
    assert located(made(one + two), "三点七")["heading"] == "绿溪区粮食丰收"


def test_headline_over_columns_comes_first() -> None:
    """A headline across all columns, of two lines, is one heading above them."""
    head = [(60.0, 90.0, 22.0, "青禾市三年建成充电站一百二十座"), (60.0, 116.0, 22.0, "乡镇覆盖率居全省首位")]
    body = column(FIRST, 60, 150, width=20) + column(SECOND, 320, 150, width=20)
    assert described(made(body + head))[0] == "heading 2: 青禾市三年建成充电站一百二十座乡镇覆盖率居全省首位"


def test_running_heads_and_page_numbers_are_dropped() -> None:
    """What stands in the margin of every page, numbers apart, is no text of any; the place still counts the page."""
    texts = (FIRST, SECOND, THIRD)
    pages = [
        [(60.0, 40.0, 9.0, f"青禾市统计年鉴　第{at}页"), *column(text, 60, 100, width=20), (290.0, 815.0, 9.0, str(at))]
        for at, text in enumerate(texts, 1)
    ]
    assert described(made(*pages)) == ["paragraph: " + folded(text) for text in texts]


def test_headline_drawn_twice_is_read_once() -> None:
    """The shadow of a headline is no second one."""
    shadow = [(60.0, 100.0, 20.0, "青禾市建成充电站"), (61.0, 101.0, 20.0, "青禾市建成充电站")]
    assert described(made(shadow + column(FIRST, 60, 130, width=20)))[0] == "heading 2: 青禾市建成充电站"


def test_table_is_read_by_cells() -> None:
    """Rows of figures are a table, headed by the rows above and the first column, a header over two columns too."""
    rows: list[list[tuple[float, str]]] = [
        [(60, "地区"), (185, "充电站（座）"), (320, "投资（亿元）")],
        [(160, "2029年"), (240, "2030年")],
        [(60, "甲县"), (165, "40"), (245, "46"), (335, "2.8")],
        [(60, "乙县"), (165, "60"), (245, "74"), (335, "3.7")],
    ]
    lines = [(left, 200 + 18.0 * at, SIZE, words) for at, row in enumerate(rows) for left, words in row]
    document = made(column(FIRST, 60, 100, width=20) + lines)
    assert "cell: 74 <- 乙县 | 60 | 充电站(座) | 2030年" in described(document)
    assert "cell: 3.7 <- 乙县 | 60 | 74 | 投资(亿元)" in described(document)
    assert located(document, "74") == {"page": 1, "line": 7, "table": 1, "row": 4, "column": 3}


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_page_is_read(turned: int) -> None:
    """A page whose words run up, down or upside down is read like any other."""
    content = pdf_file([column(FIRST, 150, 300, width=20)], turned=turned)
    document = document_from(read_pdf(content, "版.pdf", LAYOUT), name="版.pdf", layout=LAYOUT)
    assert described(document) == ["paragraph: " + folded(FIRST)]


def test_lone_characters_without_a_font_are_read() -> None:
    """A figure of one digit in a font that the file leaves out is read, whatever fonts the machine has."""
    rows = [("地区", "医院（家）"), ("甲县", "9"), ("乙县", "7")]
    page = [
        (60.0 + 90 * at, 100 + 15.0 * row, SIZE, cell)
        for row, cells in enumerate(rows)
        for at, cell in enumerate(cells)
    ]
    assert {"cell: 9 <- 甲县 | 医院(家)", "cell: 7 <- 乙县 | 医院(家)"} <= set(described(made(page)))


def test_font_of_boxes_is_as_drawn() -> None:
    """The file that is shipped is the one that the script draws."""
    assert PATH.read_bytes() == boxes()


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    """Scanned pages among others are named with what to do, and the others are read."""
    document = read(saved(tmp_path, "版.pdf", pdf_file([column(FIRST, 60, 100, width=20), [], []])))
    (unread,) = document.unread
    assert unread.startswith("pages 2, 3: without text, as of a scan")
    assert "OCR" in unread
    assert document.text.startswith(FIRST[:18]) or FIRST[:18] in document.text


def test_pages_that_only_show_words_are_named(tmp_path: Path) -> None:
    """Outlines in place of characters, scans below a running head, and pages of no size are named like scans."""
    head = "青禾日报　2031年3月5日　星期三　责任编辑甲某　青禾日报社出版　国内统一连续出版物号00-0000"
    target = io.BytesIO()
    canvas: Any = Canvas(target, pagesize=PAGE)
    for at in range(200):
        canvas.line(50, 50 + at, 60, 55 + at)
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (8, 8), 200)), 0, 0, *PAGE)
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas.setFont(FONT, 9)
    canvas.drawString(50, 800, head)
    canvas.showPage()
    canvas.line(50, 50, 400, 50)
    canvas.showPage()
    canvas.save()
    (unread,) = read(saved(tmp_path, "版.pdf", target.getvalue())).unread
    assert unread.startswith("pages 1, 2: without text")
    tiny = pdf_file([column(FIRST, 60, 100, width=20)]).replace(
        b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 1 1 ]    "
    )
    (unread,) = read(saved(tmp_path, "零.pdf", tiny)).unread
    assert unread.startswith("page 1: of no size")


def test_pages_that_are_not_whole_are_named(tmp_path: Path) -> None:
    """A page that the file lacks is named, a page that says no size is read, and a file without any text says so."""
    content = pdf_file([column(FIRST, 60, 100, width=20)])
    document = read(saved(tmp_path, "缺.pdf", content.replace(b"/Count 1 /Kids [ ", b"/Count 2 /Kids [ 99 0 R ")))
    (unread,) = document.unread
    assert unread.startswith("page 1: cannot be opened")
    assert located(document, "十二分钟") == {"page": 2, "line": 3}
    sizeless = read(saved(tmp_path, "无.pdf", content.replace(b"0 0 595 842", b"0 0 0 0    ")))
    assert (described(sizeless), sizeless.unread) == (["paragraph: " + folded(FIRST)], ())
    (unread,) = read(saved(tmp_path, "坏.pdf", content.replace(b"stream", b"stream\nzz", 1))).unread
    assert unread.startswith("no page has any text")


def test_vertical_page_is_read_from_the_right() -> None:
    """Lines from top to bottom are read one after the other, the rightmost first; a part of a page is named."""
    text = FIRST + SECOND
    down = [
        (420 - 20.0 * (at // 25), 100 + 11.0 * (at % 25), SIZE, char) for at, char in enumerate("\u3000\u3000" + text)
    ]
    assert described(made(down)) == ["paragraph: " + folded(text)]
    mixed = read_pdf(pdf_file([down + column(THIRD + FIRST + SECOND, 60, 500, width=40)]), "版.pdf", LAYOUT)
    (unread,) = mixed.unread
    assert unread.startswith("page 1: set from top to bottom in part")


def test_vertical_page_of_another_program(tmp_path: Path) -> None:
    """Figures that lie on their side among characters that stand are part of their sentences."""
    source = (CASES / "newspaper.fodt").read_text(encoding="utf-8")
    bare = re.sub("<text:section.*?>|</text:section>|<style:header>.*?</style:footer>", "", source, flags=re.DOTALL)
    turned = bare.replace('fo:margin="1.5cm"', 'fo:margin="1.5cm" style:writing-mode="tb-rl"')
    told = re.findall('(?<=<text:p text:style-name="Text">).*(?=</text:p>)', source)
    blocks = described(read(converted(saved(tmp_path, "vertical.fodt", turned), tmp_path, "pdf")))
    paragraphs = [block.removeprefix("paragraph: ") for block in blocks if block.startswith("paragraph: ")]
    assert paragraphs == [folded(text).replace("（", "(").replace("）", ")").replace("；", ";") for text in told]


def test_pages_without_text_are_named_on_either_side(tmp_path: Path) -> None:
    """So they are in a document that is only compared with, and when one is archived."""
    scan = saved(tmp_path, "scan.pdf", pdf_file([column(FIRST, 60, 100, width=20), []]))
    draft = saved(tmp_path, "draft.txt", FIRST)
    report = pipeline.check([str(draft)], Settings(against=(str(scan),)), lambda *_: None)
    assert [(entry.path, entry.reason[:6]) for entry in report.skipped] == [(str(scan), "page 2")]
    manner = Manner(rules=None)
    changes = keeping.build(
        tmp_path / "a.factcheck", find_sources([scan]).files, manner, lambda *_: None, reindex=False
    )
    assert [entry.reason[:6] for entry in changes.unread] == ["page 2"]


def test_protected_file_is_refused(tmp_path: Path) -> None:
    """A PDF that opens with a password only is refused with the reason."""
    content = pdf_file([column(FIRST, 60, 100, width=20)], password="geheim")
    with pytest.raises(InputError, match=r"版\.pdf: is protected by a password"):
        read(saved(tmp_path, "版.pdf", content))


@pytest.mark.parametrize("length", [20, 200, 700])
def test_damaged_file_is_refused_or_read(tmp_path: Path, length: int) -> None:
    """A PDF that was cut off is refused by its name, or read as far as it goes."""
    path = saved(tmp_path, "版.pdf", pdf_file([column(FIRST, 60, 100, width=20)])[:length])
    try:
        read(path)
    except InputError as error:
        assert "版.pdf: is no whole PDF" in str(error)


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of more pages than any publication is refused before they are read."""
    monkeypatch.setattr(glyphs, "PAGES", 2)
    with pytest.raises(InputError, match="has 3 pages, more than 2"):
        read(saved(tmp_path, "版.pdf", pdf_file([column(FIRST, 60, 100, width=20)] * 3)))


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the message says which part of the installation to add."""
    for module in [name for name in sys.modules if name.startswith("factcheck.read.pdf")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    importlib.invalidate_caches()
    with pytest.raises(InputError, match=r"版\.pdf: needs .*pip install 'factcheck\[pdf\]'"):
        extract_text(Kind.PDF, b"%PDF-", "版.pdf", None, LAYOUT)


def test_newspaper_page_of_another_program_is_read_by_columns(tmp_path: Path) -> None:
    """Two articles in three columns each, with a real font, by a real program: no sentence is cut, no articles mix."""
    document = read(converted(CASES / "newspaper.fodt", tmp_path, "pdf"))
    blocks = described(document)
    assert [block for block in blocks if block.startswith("heading")] == [
        "heading 2: 青禾市三年建成充电站一百二十座",
        "heading 2: 绿溪区粮食总产量再创新高",
    ]
    paragraphs = [block for block in blocks if block.startswith("paragraph")]
    assert len(list(chain(paragraphs))) == 7
    assert any("公共充电桩达到3.5万个,平均每座充电站服务电动汽车1260辆" in block for block in paragraphs)
    assert any("其中2030年完成投资6.5亿元,同比增长23.7%。" in block for block in paragraphs)
    assert any("秸秆综合利用率达到96%。" in block for block in paragraphs)
    assert located(document, "9360")["heading"] == "绿溪区粮食总产量再创新高"


def claims_of(path: Path) -> list[str]:
    """The figures of a document, without the blanks and breaks in them."""
    report = pipeline.extract_claims([str(path)], Settings(), lambda *_: None, with_vetoed=False)
    return sorted("".join(claim.text.split()) for claim in report.claims.values())


def test_no_claim_is_cut_by_a_line_break(tmp_path: Path) -> None:
    """The figures of a newspaper page in three columns are those of the same articles as plain text."""
    source = (CASES / "newspaper.fodt").read_text(encoding="utf-8")
    told = [
        re.sub("<[^>]+>", "", part) for part in re.findall('<text:p text:style-name="(?:Headline|Text)">.*', source)
    ]
    whole = saved(tmp_path, "page.txt", "\n\n".join(told))
    page = converted(CASES / "newspaper.fodt", tmp_path, "pdf")
    head = ["2031年3月5日"]
    assert [claim for claim in claims_of(page) if claim not in head] == claims_of(whole)


def test_no_claim_of_a_wrapped_text_is_cut() -> None:
    """Of a newspaper page that is text already, no figure ends where its line does and its unit is on the next."""
    path = ROOT / "seeds" / "003_c244609d908a4d11.txt"
    report = pipeline.extract_claims([str(path)], Settings(), lambda *_: None, with_vetoed=False)
    text = next(iter(report.documents)).document.text
    rests = [text[claim.span.end : claim.span.end + 8] for claim in report.claims.values()]
    assert not [rest for rest in rests if re.match(r"\s*\n\s*(?:\d|[万亿%％余多])", rest)]
    assert any("\n" in claim.text for claim in report.claims.values())
