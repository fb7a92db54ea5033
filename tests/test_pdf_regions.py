"""PDF: tables in the columns of a page, beside text, across columns and beside each other keep their headers."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from document_files import CASES, LAYOUT, converted, described, read
from factcheck.model.document import Document
from factcheck.read.pdf.text import read_pdf
from factcheck.read.reading import document_from
from pdf_files import LEADING, SIZE, Words, column, pdf_file

FIRST = (
    "截至二〇三〇年底，青禾市共有充电站一百二十座，比上年末增加二十座，公共充电桩达到三万五千个，车主平均等候十二分钟，"
    "乡镇覆盖率居全省首位，高速公路服务区全部建成快充站。"
)
SECOND = (
    "绿溪区二〇三〇年粮食总产量达到三十五万六千二百吨，比上年增长百分之三点七，连续八年稳定在三十万吨以上，居全省第二。"
)
STATIONS = [
    ("地区", "充电站（座）", "投资（亿元）"),
    ("甲县", "46", "2.81"),
    ("乙县", "74", "3.69"),
    ("丙县", "58", "1.97"),
]
GRAIN = [("乡镇", "水稻（吨）", "小麦（吨）"), ("东岭镇", "5210", "3340"), ("西岭镇", "4870", "2915")]
#: What the cells of these are, with what heads them, but for the figures left of them.
STATION_CELLS = {
    *(f"{figure} <- {name} | 充电站(座)" for name, figure in (("甲县", "46"), ("乙县", "74"), ("丙县", "58"))),
    *(f"{figure} <- {name} | 投资(亿元)" for name, figure in (("甲县", "2.81"), ("乙县", "3.69"), ("丙县", "1.97"))),
}
GRAIN_CELLS = {
    *(f"{figure} <- {name} | 水稻(吨)" for name, figure in (("东岭镇", "5210"), ("西岭镇", "4870"))),
    *(f"{figure} <- {name} | 小麦(吨)" for name, figure in (("东岭镇", "3340"), ("西岭镇", "2915"))),
}


def made(lines: Sequence[Words]) -> Document:
    """The document of a PDF of one page."""
    return document_from(read_pdf(pdf_file([lines]), "版.pdf", LAYOUT), name="版.pdf", layout=LAYOUT)


def grid(
    rows: Sequence[Sequence[str]], left: float, top: float, *, step: float = 75, leading: float = LEADING
) -> list[Words]:
    """A table whose columns are `step` points apart."""
    return [
        (left + step * at, top + leading * down, SIZE, words)
        for down, row in enumerate(rows)
        for at, words in enumerate(row)
    ]


def cells(document: Document) -> set[str]:
    """The figures in cells, each with the name of its row and the header of its column."""
    shown = [block.removeprefix("cell: ").split(" <- ") for block in described(document) if " <- " in block]
    heads = {figure: headers.split(" | ") for figure, headers in shown}
    return {f"{figure} <- {of[0]} | {of[-1]}" for figure, of in heads.items() if len(of) > 1}


def paragraphs(document: Document) -> list[str]:
    """The paragraphs of a document."""
    return [block.removeprefix("paragraph: ") for block in described(document) if block.startswith("paragraph: ")]


def folded(text: str) -> str:
    """A text as the view shows it."""
    return text.replace("，", ",")


@pytest.mark.parametrize("shift", [0.0, 4.0])
@pytest.mark.parametrize("mirrored", [False, True])
def test_table_beside_text_keeps_its_headers(shift: float, mirrored: bool) -> None:
    """A table among the text of one column, on the bases of the text beside it or between them."""
    tall, short = (60.0, 330.0) if mirrored else (330.0, 60.0)
    text = column(FIRST + SECOND + FIRST, tall, 100, width=22)
    before, after = column(FIRST, short, 100, width=22), column(SECOND, short, 280, width=22)
    document = made([*text, *before, *grid(STATIONS, short, 190 + shift), *after])
    assert cells(document) == STATION_CELLS
    assert folded(FIRST + SECOND + FIRST) in paragraphs(document)
    assert folded(SECOND) in paragraphs(document)


@pytest.mark.parametrize("beside", [100.0, 103.5])
@pytest.mark.parametrize("step", [75.0, 90.0])
def test_table_set_as_close_as_lines_of_text(beside: float, step: float) -> None:
    """A table without more room above and below than lines of the text have, as office programs set one."""
    text = column(FIRST + SECOND + FIRST, 60, beside, width=22)
    before = column(FIRST, 330, 100, width=22)
    table = grid(STATIONS, 330, 100 + LEADING * len(before), step=step)
    after = column(SECOND, 330, table[-1][1] + LEADING, width=22)
    document = made([*text, *before, *table, *after])
    assert cells(document) == STATION_CELLS
    assert {folded(FIRST + SECOND + FIRST), folded(FIRST), folded(SECOND)} <= set(paragraphs(document))


def test_mark_of_a_note_keeps_a_line_whole() -> None:
    """A raised mark within a line, on a page whose columns are not set on the same bases."""
    text = column(FIRST + SECOND, 60, 98.2, width=22)
    line = [(330, 115, SIZE, "青禾市共有充电站四十座"), (444.5, 115, SIZE, "，比上年增长二成")]
    mark = [(440.5, 110.9, 6.2, "5")]
    document = made([*text, (330, 100, SIZE, "截至二〇三〇年年底全市登记在册的"), *line, *mark])
    assert "青禾市共有充电站四十座,比上年增长二成" in "".join(paragraphs(document))


@pytest.mark.parametrize("left", [60.0, 330.0])
def test_table_that_fills_the_column_beside_text(left: float) -> None:
    """A table with nothing above or below it in its column."""
    document = made(column(FIRST + SECOND, 390.0 - left, 100, width=22) + grid(STATIONS, left, 115))
    assert cells(document) == STATION_CELLS
    assert paragraphs(document) == [folded(FIRST + SECOND)]


def test_numbered_rows_beside_text() -> None:
    """Numbers of rows are the beginning of a table, not figures of one that the text is the names of."""
    rows = [("序号", "地区", "充电站（座）"), ("1", "甲县", "46"), ("2", "乙县", "74"), ("3", "丙县", "58")]
    document = made(column(FIRST + SECOND, 60, 100, width=22) + grid(rows, 330, 115))
    assert {"46 <- 1 | 充电站(座)", "74 <- 2 | 充电站(座)"} <= cells(document)
    assert paragraphs(document) == [folded(FIRST + SECOND)]


def test_table_across_both_columns() -> None:
    """A table whose own gap is where the columns of the text above and below part is one table."""
    rows = [
        ("地区", "学校（所）", "在校生（人）", "教师（人）", "医院（家）", "床位（张）"),
        ("甲县", "112", "45210", "3312", "9", "1480"),
        ("乙县", "131", "52870", "4115", "12", "1935"),
        ("丙县", "86", "30415", "2270", "7", "1120"),
    ]
    above = column(FIRST, 60, 100, width=22) + column(SECOND, 330, 100, width=22)
    below = column(SECOND, 60, 300, width=22) + column(FIRST, 330, 300, width=22)
    document = made([*above, *grid(rows, 60, 210, step=90), *below])
    assert cells(document) == {
        f"{figure} <- {row[0]} | {header.replace('（', '(').replace('）', ')')}"
        for row in rows[1:]
        for header, figure in zip(rows[0][1:], row[1:], strict=True)
    }
    assert paragraphs(document) == [folded(text) for text in (FIRST, SECOND, SECOND, FIRST)]


def test_table_at_the_foot_of_a_column() -> None:
    """The text of the next column goes on beside it, or has ended above it."""
    for text in (FIRST + SECOND, SECOND):
        lines = column(FIRST, 60, 100, width=22) + grid(STATIONS, 60, 190) + column(text, 330, 100, width=22)
        document = made(lines)
        assert cells(document) == STATION_CELLS
        assert paragraphs(document) == [folded(FIRST), folded(text)]


@pytest.mark.parametrize("leading", [LEADING, LEADING + 3])
def test_two_tables_side_by_side(leading: float) -> None:
    """Each under the text of its column, on common bases or not."""
    above = column(FIRST, 60, 100, width=22) + column(FIRST, 330, 100, width=22)
    document = made([*above, *grid(STATIONS, 60, 200), *grid(GRAIN, 330, 200, leading=leading)])
    assert cells(document) == STATION_CELLS | GRAIN_CELLS


def test_two_tables_without_text() -> None:
    """A table set in two halves, with its headers again, and two that stand on bases of their own."""
    again = [STATIONS[0], ("丁县", "39", "2.05"), ("戊县", "61", "4.1"), ()]
    halves = [(*row, *beside) for row, beside in zip(STATIONS, again, strict=True)]
    document = made(grid(halves, 60, 100))
    more = {
        "39 <- 丁县 | 充电站(座)",
        "2.05 <- 丁县 | 投资(亿元)",
        "61 <- 戊县 | 充电站(座)",
        "4.1 <- 戊县 | 投资(亿元)",
    }
    assert cells(document) == STATION_CELLS | more
    document = made(grid(STATIONS, 60, 100) + grid(GRAIN, 330, 106))
    assert cells(document) == STATION_CELLS | GRAIN_CELLS


def test_names_of_rows_may_be_long() -> None:
    """Names that go over several lines are no column of text that the figures beside stand apart from."""
    names = ("充电站和换电站建设投资", "高速公路服务区快充站数", "居住区公共充电桩安装数")
    rows = [("指标", "2029年", "2030年"), *((name, f"{at}1.5", f"{at}3.8") for at, name in enumerate(names, 1))]
    document = made(grid(rows, 60, 100, step=140))
    assert {"11.5 <- 充电站和换电站建设投资 | 2029年", "33.8 <- 居住区公共充电桩安装数 | 2030年"} <= cells(document)


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("beside", [False, True])
def test_names_of_rows_over_several_lines(middle: bool, beside: bool) -> None:
    """A name whose figures stand beside its first line, or between its two, is one; the rows after it are rows."""
    rows = [
        ("指标", "", "2029年", "2030年"),
        ("充电设施投资完", "成额合计", "5.25", "6.5"),
        ("其中：服务区快", "充站", "1.2", "1.66"),
        ("乡镇", "", "0.98", "1.31"),
        ("居住区公共充电", "桩个数", "12040", "15210"),
    ]
    lines: list[Words] = column(FIRST + SECOND + FIRST, 330, 100, width=22) if beside else []
    top = 110.0
    for name, rest, *figures in rows:
        lines += [(60.0, top, SIZE, name), *([(60.0, top + 12, SIZE, rest)] if rest else [])]
        shift = 6.0 if middle and rest else 0.0
        lines += [(160.0 + 60 * at, top + shift, SIZE, figure) for at, figure in enumerate(figures)]
        top += 28 if rest else 16
    found = cells(made(lines))
    assert found == {
        f"{figure} <- {(name + rest).replace('：', ':')} | {year}"
        for name, rest, *figures in rows[1:]
        for year, figure in zip(("2029年", "2030年"), figures, strict=True)
    }


def test_small_figures_are_no_marks_of_notes() -> None:
    """A short figure in small type is read, and a raised number at a word is left out."""
    small = [(left, top, 7.0, words) for left, top, _, words in grid(STATIONS, 60, 200)]
    text = column(FIRST, 60, 100, width=22)
    raised = [(60 + 220.5, 96.0, 5.5, "12")]
    document = made([*text, *raised, *small])
    assert cells(document) == STATION_CELLS
    assert paragraphs(document) == [folded(FIRST)]


def test_tables_of_another_program(tmp_path: Path) -> None:
    """A real program's page: a table among text, across columns, at the foot of one, and two side by side."""
    document = read(converted(CASES / "columns.fodt", tmp_path, "pdf"))
    found = cells(document)
    assert {"46 <- 甲县 | 充电站(座)", "2.05 <- 丁县 | 投资(亿元)"} <= found
    assert {"9 <- 甲县 | 医院(家)", "1120 <- 丙县 | 床位(张)", "45210 <- 甲县 | 在校生(人)"} <= found
    assert {"5210 <- 东岭镇 | 水稻(吨)", "2760 <- 北岭镇 | 小麦(吨)"} <= found
    assert len(paragraphs(document)) == 16
    assert all(text.endswith("。") for text in paragraphs(document))
