"""Tables as files and in plain text: cells with what heads them, and where they stand."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from document_files import LAYOUT, described, located, read, saved
from factcheck.model.errors import InputError
from factcheck.read.sheets import separated, workbook
from factcheck.read.sheets.separated import cell_spans, separator_of
from factcheck.read.sheets.workbook import as_shown
from word_files import zipped

#: A table with a caption, headers in two rows, a group's name and a note.
ROWS: list[list[object]] = [
    ["青禾市充电设施统计表（单位：座）"],
    ["地区", "充电站", None, "投资（亿元）"],
    [None, "2029年", "2030年", None],
    ["甲县", 40, 46, 2.8],
    ["乙县", 60, 74, 3.7],
    ["注：投资为当年完成数。"],
]
CELLS = [
    "paragraph: 青禾市充电设施统计表(单位:座)",
    "cell: 地区",
    "cell: 充电站",
    "cell: 投资(亿元)",
    "cell: 2029年 <- 充电站",
    "cell: 2030年 <- 充电站",
    "cell: 甲县 <- 地区",
    "cell: 40 <- 甲县 | 充电站 | 2029年",
    "cell: 46 <- 甲县 | 40 | 充电站 | 2030年",
    "cell: 2.8 <- 甲县 | 40 | 46 | 投资(亿元)",
    "cell: 乙县 <- 地区",
    "cell: 60 <- 乙县 | 充电站 | 2029年",
    "cell: 74 <- 乙县 | 60 | 充电站 | 2030年",
    "cell: 3.7 <- 乙县 | 60 | 74 | 投资(亿元)",
    "paragraph: 注:投资为当年完成数。",
]


def book(*sheets: tuple[str, list[list[object]]], hidden: str = "", merged: Sequence[str] = ()) -> bytes:
    """An Excel file of sheets, with ranges of cells that are merged in all of them."""
    made = Workbook()
    made.remove(made["Sheet"])
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
        if title == hidden:
            sheet.sheet_state = "hidden"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_sheet_is_read_by_cells(tmp_path: Path) -> None:
    """Headers, also of two rows, groups and captions are told; a figure is named by sheet and cell."""
    document = read(saved(tmp_path, "表.xlsx", book(("2030年", ROWS))))
    assert described(document) == ["heading 2: 2030年", *CELLS]
    assert located(document, "74") == {"sheet": "2030年", "table": 1, "row": 5, "column": 3, "heading": "2030年"}


@pytest.mark.parametrize(("separator", "suffix"), [(",", "csv"), ("\t", "tsv"), (";", "csv")])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_separated_text_is_read_by_cells(tmp_path: Path, separator: str, suffix: str, encoding: str) -> None:
    """A table with separators is the same table, in any encoding; what stands at a cell is exactly the text there."""
    lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in ROWS]
    document = read(saved(tmp_path, f"表.{suffix}", "\r\n".join(lines).encode(encoding)))
    assert described(document) == ["heading 1: 青禾市充电设施统计表(单位:座)", *CELLS[1:]]
    heading = "青禾市充电设施统计表(单位:座)"
    assert located(document, "74") == {"table": 1, "row": 5, "column": 3, "heading": heading}
    assert document.text == "\r\n".join(lines)


def test_sheets_head_their_own_figures_alone(tmp_path: Path) -> None:
    """Each sheet numbers its tables from 1, and none of its headers and rows reach into the next."""
    stations: list[list[object]] = [["地区", "充电站(座)"], ["甲县", 40], ["乙县", 60]]
    schools: list[list[object]] = [["地区", "学校(所)"], ["丙县", 12], ["丁县", 9]]
    document = read(saved(tmp_path, "表.xlsx", book(("充电站", stations), ("学校", schools))))
    assert described(document)[-5:] == [
        "cell: 学校(所)",
        "cell: 丙县 <- 地区",
        "cell: 12 <- 丙县 | 学校(所)",
        "cell: 丁县 <- 地区",
        "cell: 9 <- 丁县 | 学校(所)",
    ]


def test_merged_cells_head_all_their_rows_and_columns(tmp_path: Path) -> None:
    """A cell that is merged over several rows says what each of them is about, and a header goes for its columns."""
    rows: list[list[object]] = [
        ["地区", "行业", "产值(亿元)", None],
        [None, None, "2029年", "2030年"],
        ["甲县", "工业", 35.2, 40.5],
        [None, "农业", 12.5, 13.1],
        ["乙县", "工业", 48.9, 50.2],
        [None, "农业", 8.1, 9.4],
    ]
    merged = ["A1:A2", "B1:B2", "C1:D1", "A3:A4", "A5:A6"]
    document = read(saved(tmp_path, "表.xlsx", book(("Sheet1", rows), merged=merged)))
    blocks = described(document)
    assert "cell: 12.5 <- 甲县 | 农业 | 产值(亿元) | 2029年" in blocks
    assert "cell: 9.4 <- 乙县 | 农业 | 8.1 | 产值(亿元) | 2030年" in blocks


def test_cells_too_far_out_are_told(tmp_path: Path) -> None:
    """What stands below or right of what is read of a sheet is counted, and nothing else is."""
    made = Workbook()
    sheet = made["Sheet"]
    for row, column in ((1, 1), (1, 2), (2, 1), (1, 256), (1, 257), (2, 300), (100_000, 2), (100_001, 1)):
        sheet.cell(row, column, row)
    sheet.cell(3, 257).number_format = "0.00"
    target = io.BytesIO()
    made.save(target)
    assert read(saved(tmp_path, "表.xlsx", target.getvalue())).unread == (
        "sheet 'Sheet': 3 cells below row 100000 or right of column 256; split it",
    )


def test_empty_rows_part_tables(tmp_path: Path) -> None:
    """Two tables of one sheet have headers of their own."""
    rows: list[list[object]] = [["县", "家"], ["甲县", 3], [], ["区", "所"], ["乙区", 4]]
    document = read(saved(tmp_path, "表.xlsx", book(("Sheet1", rows))))
    assert described(document)[-1] == "cell: 4 <- 乙区 | 所"
    assert located(document, "4") == {"sheet": "Sheet1", "table": 2, "row": 5, "column": 2}


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (True, "General", "TRUE"),
        (date(2030, 3, 5), "yyyy", "2030年"),
        (0.1254, "0.0%", "12.5%"),
        (0.1254, "0%", "13%"),
        (1234567.891, "#,##0.00", "1234567.89"),
        (3.5, '0.0"亿元"', "3.5亿元"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "0.0", "0.3"),
        (1e21, "General", "1000000000000000000000"),
        (-3, "#,##0;[Red]-#,##0", "-3"),
        (0.125, "0.00", "0.13"),
        (2.5, "0", "3"),
        (-0.4, "0", "0"),
        (1e30, "0.00", "1000000000000000000000000000000.00"),
        (5, '"约"0"家"', "约5家"),
        (1200, '"¥"#,##0.00', "¥1200.00"),
        (1200, "[$$-409]#,##0", "$1200"),
        (1200, "¥#,##0_ ", "¥1200"),
        (12, '0_ "家"', "12家"),
        (12, 'General"家"', "12家"),
        (12, "0\\家", "12家"),
        (123456, '0!.0,"万"', "12.3万"),
        (123456, '[>=10000]0!.0,"万";General', "12.3万"),
        (1234, '[>=10000]0!.0,"万";General', "1234"),
        (1234567, '0.0,,"百万"', "1.2百万"),
        (5.1, "0.##", "5.1"),
        (5, "0.##", "5"),
        (0.5, "# ?/?", "0.5"),
        (12000, "0.00E+00", "12000"),
        (7, '"2030年"0"家"', "7家"),
        (date(2030, 12, 31), "yyyy-mm-dd", "2030年12月31日"),
        (date(2030, 12, 1), 'yyyy"年"m"月"', "2030年12月"),
        ("#REF!", "General", ""),
        ("#1", "General", "#1"),
        (float("nan"), "General", ""),
    ],
)
def test_cell_is_read_as_it_is_shown(value: object, pattern: str, shown: str) -> None:
    """Percentages, digits, units and dates are those of the cell's format."""
    assert as_shown(value, pattern, LAYOUT.date_forms) == shown


def test_what_is_not_shown_is_not_read(tmp_path: Path) -> None:
    """Hidden sheets and formulas without results are named."""
    content = book(("公开", [["县", "家"], ["甲县", "=1+2"]]), ("底稿", [["县", "家"], ["乙县", 9]]), hidden="底稿")
    document = read(saved(tmp_path, "表.xlsx", content))
    assert "乙县" not in document.text
    assert [note.split(";")[0] for note in document.unread] == [
        "sheet '底稿' is hidden",
        "1 formulas have no results",
    ]


def test_sheet_with_prefixes_is_read_alike(tmp_path: Path) -> None:
    """Some programs write every element of a sheet with the prefix of its namespace."""
    rows: list[list[object]] = [["地区", "产值"], ["甲县", 3], [None, 4], ["乙县", "=1+2"], [*[""] * 256, 7]]
    content = book(("Sheet1", rows), merged=["A2:A3"])
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
        sheet = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", file.read("xl/worksheets/sheet1.xml"))
    prefixed = zipped({**parts, "xl/worksheets/sheet1.xml": sheet.replace(b"xmlns=", b"xmlns:x=")})
    plain, other = (read(saved(tmp_path, "表.xlsx", each)) for each in (content, prefixed))
    assert (plain.unread, described(plain)) == (other.unread, described(other))
    assert len(plain.unread) == 2


def test_sheet_out_of_proportion_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook of more cells than any table for readers is refused."""
    monkeypatch.setattr(workbook, "_CELLS", 3)
    with pytest.raises(InputError, match="has more than 3 cells"):
        read(saved(tmp_path, "表.xlsx", book(("表", [["县", "家"], ["甲县", 3]]))))


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_workbook_whose_part_cannot_be_unpacked_is_refused(tmp_path: Path, part: str) -> None:
    """Bytes of a part that are no packed text are a damaged file, whichever part it is."""
    content = bytearray(book(("表", ROWS)))
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        info = members.getinfo(part)
    packed = info.header_offset + 30 + len(info.filename)
    content[packed : packed + info.compress_size] = b"\xff" * info.compress_size
    with pytest.raises(InputError, match=r"表\.xlsx: is no whole Excel file"):
        read(saved(tmp_path, "表.xlsx", bytes(content)))


def test_damaged_workbook_is_refused(tmp_path: Path) -> None:
    """A file that is cut off, or holds something else, is refused by its name."""
    whole = book(("表", ROWS))
    other = zipped({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<Types/>"})
    for content in (whole[: len(whole) // 2], other):
        with pytest.raises(InputError, match=r"表\.xlsx: is no whole Excel file"):
            read(saved(tmp_path, "表.xlsx", content))


@pytest.mark.parametrize(
    ("text", "separator", "cells"),
    [
        ("a,b\nc,d", ",", [(0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "d")]),
        ('"a,1", b \r\n,"c\nd"', ",", [(0, 0, "a,1"), (0, 1, "b"), (1, 1, "c\nd")]),
        ('"a""b",c', ",", [(0, 0, 'a""b'), (0, 1, "c")]),
        ('"a"3,"b" ,c', ",", [(0, 0, '"a"3'), (0, 1, "b"), (0, 2, "c")]),
        ('"a,b', ",", [(0, 0, '"a'), (0, 1, "b")]),
        ("a\tb\n\n1,2\t3", "\t", [(0, 0, "a"), (0, 1, "b"), (2, 0, "1,2"), (2, 1, "3")]),
        ("", ",", []),
    ],
)
def test_cells_are_ranges_of_the_text(text: str, separator: str, cells: list[tuple[int, int, str]]) -> None:
    """Quotes, breaks inside cells, empty lines and cells are told as programs write them."""
    assert separator_of(text) in {separator, ","}
    found = [(row, column, text[span.start : span.end]) for row, column, span in cell_spans(text, separator)]
    assert found == cells


WORDS = st.text(st.sampled_from('甲3,;"\n ='), max_size=6)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=5), st.sampled_from(",;\t"))
def test_cells_are_what_was_written(rows: list[list[str]], separator: str) -> None:
    """Cells that Python's own writer quotes come back as they were, but for the blanks around them."""
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(rows)
    text = target.getvalue()
    found = {}
    for row, column, span in cell_spans(text, separator):
        quoted = text[span.start - 1 : span.start] == '"' == text[span.end : span.end + 1]
        words = text[span.start : span.end]
        found[row, column] = (words.replace('""', '"') if quoted else words).strip()
    given_cells = {(at, column): cell.strip() for at, row in enumerate(rows) for column, cell in enumerate(row)}
    assert found == {place: cell for place, cell in given_cells.items() if cell}


def test_doubled_quotes_are_shown_once(tmp_path: Path) -> None:
    """Two quotes in a quoted cell are one in what is read, and the places behind them stay those of the file."""
    text = '地区,"名称（""一号""工程）",投资\n甲县,"""绿岸""",46\n乙县,6""管,74\n'
    document = read(saved(tmp_path, "表.csv", text))
    named = 'cell: 名称("一号"工程)'
    assert described(document)[:4] == ["cell: 地区", named, "cell: 投资", "cell: 甲县 <- 地区"]
    assert 'cell: "绿岸" <- 甲县 | 名称("一号"工程)' in described(document)
    assert 'cell: 6""管 <- 乙县 | 名称("一号"工程)' in described(document)
    assert document.text == text
    assert located(document, "74") == {"table": 1, "row": 3, "column": 3}


def test_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of more cells than are read is refused, and not read in part."""
    monkeypatch.setattr(separated, "CELLS", 5)
    assert len(described(read(saved(tmp_path, "表.csv", "县,家\n甲县,3\n,4")))) == 5
    with pytest.raises(InputError, match=r"表\.csv: has more than 5 cells; split"):
        read(saved(tmp_path, "表.csv", "县,家\n甲县,3\n乙县,4"))


HEADED = ["cell: 甲县 <- 地区", "cell: 40 <- 甲县 | 2029年", "cell: 46 <- 甲县 | 40 | 2030年"]


@pytest.mark.parametrize(
    "table",
    [
        "地区    2029年   2030年\n甲县    40       46\n乙县    60       74",
        "地区\t2029年\t2030年\n甲县\t40\t46\n乙县\t60\t74",
        "地区｜2029年｜2030年\n甲县｜40｜46\n乙县｜60｜74",
        "| 地区 | 2029年 | 2030年 |\n| 甲县 | 40 | 46 |\n| 乙县 | 60 | 74 |",
        "┌────┬────┬────┐\n│地区│2029年│2030年│\n├────┼────┼────┤\n│甲县│40│46│\n│乙县│60│74│\n└────┴────┴────┘",
    ],
    ids=["blanks", "tabs", "wide bars", "bars", "boxes"],
)
def test_drawn_table_is_read_by_cells(tmp_path: Path, table: str) -> None:
    """A table drawn in a plain text is a table, and the text around it is what it was."""
    text = f"青禾市充电站分布情况如下，单位为座。\n\n{table}\n\n以上数据来自市交通局。\n"
    document = read(saved(tmp_path, "稿.txt", text))
    blocks = described(document)
    assert blocks[4:7] == HEADED
    assert blocks[-1] == "paragraph: 以上数据来自市交通局。"


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 新闻 | 时政\n视频 | 图片 | 专题\n关于 | 招聘 | 联系",
        "青禾市 甲县\n一队 3\n二队 2",
        "记者 甲某 乙某\n通讯员 丙某 丁某\n编辑 戊某 己某",
    ],
    ids=["navigation", "a score", "names"],
)
def test_what_only_looks_like_a_table_is_none(tmp_path: Path, text: str) -> None:
    """Rows without figures, and two rows of two, stay lines."""
    assert not [block for block in described(read(saved(tmp_path, "稿.txt", text))) if block.startswith("cell")]
