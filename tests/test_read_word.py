"""Word files: what is read of them, where it stands, and the way back to their runs."""

import io
import zipfile
from pathlib import Path

import pytest

from document_files import CASES, LAYOUT, converted, described, located, read, saved
from factcheck.model.document import Document, PublishedBasis
from factcheck.model.errors import InputError
from factcheck.model.span import Span
from factcheck.read.reading import document_from
from factcheck.read.word.text import read_word
from word_files import box, paragraph, row, run, table, word_file, zipped

INSERTED, DELETED = "<w:ins>{}</w:ins>", "<w:del>{}</w:del>"
MARK_DELETED = "<w:rPr><w:del/></w:rPr>"
STYLES = """
<w:style w:styleId="a1"><w:name w:val="Title"/></w:style>
<w:style w:styleId="a2"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="a3"><w:basedOn w:val="a2"/><w:name w:val="青禾小标题"/></w:style>
<w:style w:styleId="a4"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="a5"><w:name w:val="正文大纲"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
"""


def made(body: str, parts: dict[str, str] | None = None) -> Document:
    """The document of a Word file made by hand."""
    return document_from(read_word(word_file(body, parts), "稿.docx", LAYOUT).extracted, name="稿.docx", layout=LAYOUT)


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word file that LibreOffice wrote: tracked changes, merged cells, notes, a text box, margins."""
    return converted(CASES / "yearbook.fodt", tmp_path_factory.mktemp("word"), "docx")


def test_word_file_of_another_program_is_read_whole(yearbook: Path) -> None:
    """Body, tables, notes, text box and margins are read, with changes accepted, hidden words and page numbers out."""
    assert described(read(yearbook)) == [
        "heading 1: 青禾市2030年发展情况",
        "heading 2: 充电设施",
        "paragraph: 截至2030年底,青禾市共有充电站120座,同比增长20%。",
        "paragraph: 青禾市新建公园15座,投资6.5亿元。",
        "paragraph: 小资料:青禾市有甲县、乙县2个县。",
        "heading 3: 分区情况",
        "cell: 地区",
        "cell: 充电站(座)",
        "cell: 产值(亿元)",
        "cell: 2029年 <- 充电站(座)",
        "cell: 2030年 <- 充电站(座)",
        "cell: 甲县 <- 地区",
        "cell: 40 <- 甲县 | 充电站(座) | 2029年",
        "cell: 46 <- 甲县 | 40 | 充电站(座) | 2030年",
        "cell: 35.2 <- 甲县 | 40 | 46 | 产值(亿元)",
        "cell: 乙县 <- 地区",
        "cell: 60 <- 乙县 | 充电站(座) | 2029年",
        "cell: 74 <- 乙县 | 60 | 充电站(座) | 2030年",
        "cell: 48.9 <- 乙县 | 60 | 74 | 产值(亿元)",
        "paragraph: 乙县新增学校5所。",
        "paragraph: 不含青禾市个人充电桩,个人充电桩约3.5万个。",
        "paragraph: 乙县教育局统计,另有幼儿园8所。",
        "paragraph: 青禾市统计年鉴(2031)",
        "paragraph: 第页",
    ]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("120座", {"paragraph": 3, "heading": "充电设施"}),
        ("6.5亿元", {"paragraph": 4, "heading": "充电设施"}),
        ("2个县", {"region": "text-box", "paragraph": 1}),
        ("74", {"table": 1, "row": 4, "column": 3, "heading": "分区情况"}),
        ("5所", {"paragraph": 6, "heading": "分区情况"}),
        ("3.5万个", {"region": "footnote", "paragraph": 1}),
        ("8所", {"region": "endnote", "paragraph": 1}),
        ("年鉴", {"region": "header", "paragraph": 1}),
    ],
)
def test_place_is_that_of_the_file(yearbook: Path, words: str, place: dict[str, object]) -> None:
    """Words are found by paragraph, note or cell, and the heading above."""
    assert located(read(yearbook), words) == place


def test_properties_give_title_and_date(yearbook: Path) -> None:
    """The title is that of the text; the file was written between the days of its properties."""
    document = read(yearbook)
    published = document.published
    assert document.title == "青禾市2030年发展情况"
    assert (str(published.start), str(published.end)) == ("2031-03-01", "2031-03-05")
    assert published.basis is PublishedBasis.METADATA


@pytest.mark.parametrize(
    ("created", "modified", "published"),
    [
        ("2031-03-01T09:00:00Z", "2031-03-05T18:30:00Z", ("2031-03-01", "2031-03-05")),
        ("2031-03-01T09:00:00Z", "", ("2031-03-01", "2031-03-01")),
        ("2019-03-01T09:00:00Z", "2031-03-05T18:30:00Z", ("None", "None")),
        ("2013-12-23T23:15:00Z", "2013-12-23T23:15:00Z", ("None", "None")),
        ("gestern", "", ("None", "None")),
    ],
)
def test_dates_of_templates_say_nothing(created: str, modified: str, published: tuple[str, str]) -> None:
    """Dates that lie years apart are not those of one text, nor is that of a library's template."""
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    whole = zipfile.ZipFile(io.BytesIO(word_file(paragraph("甲市有3家。"))))
    files: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    relation = f'<Relationship Id="c" Type="{kind}" Target="core.xml"/></Relationships>'
    files["_rels/.rels"] = whole.read("_rels/.rels").decode().replace("</Relationships>", relation)
    files["core.xml"] = f"<a><created>{created}</created><modified>{modified}</modified></a>"
    document = document_from(read_word(zipped(files), "稿.docx", LAYOUT).extracted, name="稿.docx", layout=LAYOUT)
    assert (str(document.published.start), str(document.published.end)) == published


def test_every_word_leads_back_to_its_run(yearbook: Path) -> None:
    """The runs tile the extracted words, and each holds in the file what it stands for."""
    word = read_word(yearbook.read_bytes(), "yearbook.docx", LAYOUT)
    text = word.extracted.text
    end = 0
    for each in word.runs:
        assert text[end : each.start].strip() == ""
        end = each.start + each.length
        if each.element.tag.endswith("}t"):
            kept = (each.element.text or "")[each.skipped : each.skipped + each.length]
            assert kept == text[each.start : end]
        assert each.element.getroottree().getroot() is word.package.root(each.part)
    assert text[end:].strip() == ""


def test_range_leads_to_the_runs_that_it_touches() -> None:
    """A figure over two runs leads to both; one in a note to the part with the notes."""
    notes = f'<w:footnote w:id="3">{paragraph("约35座。")}</w:footnote>'
    body = f'<w:p>{run("共有")}{run("12")}{run("0座。")}<w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    word = read_word(word_file(body, {"footnotes": notes}), "稿.docx", LAYOUT)
    text = word.extracted.text

    def touched(words: str) -> list[tuple[str, str]]:
        start = text.index(words)
        return [(each.part, each.element.text or "") for each in word.runs_at(Span(start, start + len(words)))]

    assert touched("120座") == [("word/document.xml", "12"), ("word/document.xml", "0座。")]
    assert touched("35座") == [("word/footnotes.xml", "约35座。")]


def test_changes_are_accepted() -> None:
    """What was inserted or moved here is read, what was deleted or moved away is not, nor is a deleted row."""
    changed = INSERTED.format(run("120")) + DELETED.format("<w:r><w:delText>110</w:delText></w:r>")
    moved = f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>"
    rows = row("甲县", "3家"), row("乙县", "4家", properties="<w:del/>"), row("丙县", "5家", properties="<w:ins/>")
    document = made(f"<w:p>{run('有')}{changed}{run('座')}{moved}</w:p>" + table(*rows))
    assert document.text == "有120座新\n甲县\t3家\n丙县\t5家"


def test_deleted_mark_joins_paragraphs() -> None:
    """A paragraph whose mark was deleted goes on in the next one, also over several and in a cell."""
    one, two, three = paragraph("甲市", mark=MARK_DELETED), paragraph("有企业", mark=MARK_DELETED), paragraph("3家。")
    assert made(one + two + three).text == "甲市有企业3家。"
    assert made(table(row(box(one + three), "乙"), row("丙", "丁"))).text == "甲市3家。\t乙\n丙\t丁"


def test_deleted_mark_before_nothing_loses_no_words() -> None:
    """Words whose paragraph's mark was deleted stand where they stood when a table, or nothing, follows."""
    last = paragraph("共有学校8所。", mark=MARK_DELETED)
    grid = table(row("甲县", "乙县"), row("3", "4"))
    assert made(last + grid + last).text == "共有学校8所。\n甲县\t乙县\n3\t4\n共有学校8所。"
    cell = box(paragraph("甲县") + paragraph("学校8所", mark=MARK_DELETED))
    assert made(table(row(cell, "乙"), row("丙", "丁"))).text == "甲县\n学校8所\t乙\n丙\t丁"
    framed = f"<w:r><w:txbxContent>{last}</w:txbxContent></w:r>"
    anchored = f"<w:p><w:pPr>{MARK_DELETED}</w:pPr>{run('正文')}{framed}</w:p>"
    assert made(anchored + paragraph("3家。")).text == "共有学校8所。\n正文3家。"


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("before", "above", "after", "shown"),
    [
        ("专利120", "1", "件", "专利120件"),
        ("增长20%", "[12]", "。", "增长20%。"),
        ("约1.2×10", "8", "人", "约1.2×10⁸人"),
        ("约10", "-6", "克", "约10⁻⁶克"),
        ("共10", "1", "家", "共10家"),
        ("面积1200km", "2", "。", "面积1200km²。"),
        ("the 21", "st", " century", "the 21st century"),
    ],
)
def test_raised_characters_join_no_figure(tmp_path: Path, before: str, above: str, after: str, shown: str) -> None:
    """Marks of notes that were set by hand are left out, exponents are told from the figures they follow."""
    assert made(f"<w:p>{run(before)}{run(above, RAISED)}{run(after)}</w:p>").text == shown
    page = f"<html><body><article><p>{before}<sup><a href='#n'>{above}</a></sup>{after}</p></article></body></html>"
    assert shown in read(saved(tmp_path, "page.html", page)).text


def test_formulas_are_read_as_they_are_written() -> None:
    """Fractions and powers of formulas do not become other figures."""
    third = f"<w:f><w:num>{run('1')}</w:num><w:den>{run('3')}</w:den></w:f>"
    power = f"<w:sSup><w:e>{run('10')}</w:e><w:sup>{run('8')}</w:sup></w:sSup>"
    assert made(f"<w:p>{run('占')}{third}{run('，共2')}{third}{run('亿，')}{power}{run('只')}</w:p>").text == (
        "占1/3，共2 1/3亿，10⁸只"
    )


@pytest.mark.parametrize("crossed", ["strike", "dstrike"])
def test_words_crossed_out_are_left_out(crossed: str) -> None:
    """What is struck through is not part of the text."""
    off = '<w:strike w:val="0"/>'
    assert made(f"<w:p>{run('企业999家', f'<w:{crossed}/>')}{run('企业260家。', off)}</w:p>").text == "企业260家。"


def test_headings_are_told_by_style_and_outline() -> None:
    """Names, derivation and outline of a style make headings; a table of contents is left out."""
    lines = [("年报", "a1"), ("概况1", "a4"), ("概况", "a2"), ("企业", "a3"), ("分县", "a5"), ("共有3家。", None)]
    document = made("".join(paragraph(text, style) for text, style in lines), {"styles": STYLES})
    assert described(document) == [
        "heading 1: 年报",
        "heading 2: 概况",
        "heading 2: 企业",
        "heading 3: 分县",
        "paragraph: 共有3家。",
    ]
    assert document.title == "年报"


def test_headings_without_styles_are_told_as_in_plain_text() -> None:
    """A draft in which nothing is marked has the headings that its text alone would have."""
    lines = ["青禾市2030年充电设施建设情况", "一、总体情况", "截至2030年底，青禾市共有充电站120座，同比增长20%。"]
    assert described(made("".join(map(paragraph, lines)))) == [
        "heading 1: 青禾市2030年充电设施建设情况",
        "heading 3: 一、总体情况",
        "paragraph: 截至2030年底,青禾市共有充电站120座,同比增长20%。",
    ]


def test_pasted_lines_are_joined() -> None:
    """A text pasted line by line, each its own paragraph, is not cut at their ends; places stay those of the lines."""
    lines = [
        "青禾市统计局三月五日发布公报，二〇三〇年全市新建充电站一百",
        "二十座，其中甲县四十六座、乙县七十四座，投资共计六亿五千",
        "万元。全市充电站由此达到三百座，覆盖所有乡镇。",
    ]
    document = made("".join(map(paragraph, lines)))
    assert described(document) == ["paragraph: " + "".join(lines).replace("，", ",")]
    assert located(document, "万元")["paragraph"] == 3


def test_prose_in_a_table_is_no_cell() -> None:
    """A form whose cells hold paragraphs is read as text, and its places are still those of cells."""
    text = box(paragraph("甲市有企业3家。") + paragraph("乙市有企业4家。"))
    document = made(table(row("内容", text)))
    assert described(document) == ["cell: 内容", "paragraph: 甲市有企业3家。", "paragraph: 乙市有企业4家。"]
    assert located(document, "4家") == {"table": 1, "row": 1, "column": 2}


def test_rows_across_a_table_are_captions_and_notes() -> None:
    """A row of one cell across the table heads nothing, and the row of headers below it still does."""
    across = box(paragraph("单位：亿元"), '<w:gridSpan w:val="2"/>')
    document = made(table(row(across), row("县", "产值"), row("甲县", "35.2")))
    assert described(document)[0] == "paragraph: 单位:亿元"
    assert described(document)[-1] == "cell: 35.2 <- 甲县 | 产值"


def test_cell_merged_downwards_says_what_all_its_rows_are_about() -> None:
    """The name of a group stands beside each of its rows."""
    group, rest = box(paragraph("工业"), '<w:vMerge w:val="restart"/>'), box(paragraph(""), "<w:vMerge/>")
    document = made(table(row("类", "县", "产值"), row(group, "甲县", "3"), row(rest, "乙县", "4")))
    assert described(document)[-1] == "cell: 4 <- 工业 | 乙县 | 产值"


def test_figure_merged_downwards_heads_nothing_left_of_it() -> None:
    """A figure that goes for two rows says nothing of the others in the second one; the names of both do."""
    total, rest = box(paragraph("7"), '<w:vMerge w:val="restart"/>'), box(paragraph(""), "<w:vMerge/>")
    county, below = box(paragraph("甲县"), '<w:vMerge w:val="restart"/>'), box(paragraph(""), "<w:vMerge/>")
    rows = row("类", "县", "产值", "投资"), row("工业", county, "3", total), row("农业", below, "4", rest)
    assert described(made(table(*rows)))[-2:] == ["cell: 农业 <- 类", "cell: 4 <- 农业 | 甲县 | 产值"]


def test_table_of_names_and_figures_has_no_headers() -> None:
    """A first row that states a figure heads nothing."""
    document = made(table(row("企业", "120家"), row("产值", "35.2亿元")))
    assert described(document)[-1] == "cell: 35.2亿元 <- 产值"


def test_nested_table_follows_its_row() -> None:
    """A table in a cell is a table of its own."""
    inner = box(paragraph("乙") + table(row("县", "产值"), row("丙县", "3.5")) + paragraph(""))
    document = made(table(row("甲", inner), row("丁", "戊")))
    assert located(document, "3.5") == {"table": 2, "row": 2, "column": 2}


def test_only_one_of_two_alternatives_is_read() -> None:
    """A text box that is written twice, for new programs and old ones, is read once."""
    inner = f"<w:txbxContent>{paragraph('资料：3家。')}</w:txbxContent>"
    ns = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>"
    both = f"<mc:AlternateContent {ns}>{both}</mc:AlternateContent>"
    assert made(f"<w:p>{run('甲市')}<w:r>{both}</w:r>{run('新闻')}</w:p>").text == "甲市新闻\n资料：3家。"


def test_fields_give_what_they_show() -> None:
    """A field's result is text, its instruction is not, and the number of a page is neither."""

    def field(instruction: str, shown: str) -> str:
        kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        return f"{kinds[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{kinds[1]}{run(shown)}{kinds[2]}"

    simple = f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>'
    body = f"<w:p>{run('共')}{field(' DOCPROPERTY 数 ', '3家')}{field(' PAGE ', '7')}{simple}{run('。')}</w:p>"
    assert made(body).text == "共3家。"
    ending = field(" PAGE ", "7").replace("end", "none")
    assert made(f"<w:p>{run('第')}{ending}</w:p>{paragraph('共3家。')}").text == "第\n共3家。"


def test_line_breaks_and_tabs_are_kept() -> None:
    """A break inside a paragraph ends a line, and ruby shows its base alone."""
    ruby = f"<w:ruby><w:rt>{run('qing')}</w:rt><w:rubyBase>{run('青')}</w:rubyBase></w:ruby>"
    assert made(f"<w:p><w:r>{ruby}</w:r>{run('禾')}<w:r><w:tab/><w:br/></w:r>{run('市')}</w:p>").text == "青禾\t\n市"


def test_notes_are_numbered_as_the_text_refers_to_them() -> None:
    """Notes come in the order of their references; one that nothing refers to is not read."""
    notes = "".join(
        f'<w:footnote w:id="{id_}">{paragraph(text)}</w:footnote>'
        for id_, text in ((1, "甲3家"), (2, "乙4家"), (3, "丙5家"))
    )
    refer = "".join(f'<w:r><w:footnoteReference w:id="{id_}"/></w:r>' for id_ in (3, 1))
    document = made(f"<w:p>{run('正文')}{refer}</w:p>", {"footnotes": notes})
    assert document.text == "正文\n丙5家\n甲3家"
    assert located(document, "甲3家") == {"region": "footnote", "paragraph": 2}


@pytest.mark.parametrize(
    ("content", "mention"),
    [
        (word_file(paragraph("甲"))[:300], "damaged"),
        (zipped({"word/document.xml": "<a/>"}), "damaged"),
        (zipped({"_rels/.rels": "<a", "word/document.xml": "<a/>"}), "_rels/.rels"),
        (word_file("<w:p>"), "word/document.xml"),
    ],
    ids=["cut off", "no relations", "no XML", "torn XML"],
)
def test_damaged_file_is_refused(tmp_path: Path, content: bytes, mention: str) -> None:
    """A file that is not whole is refused by its name, with what is wrong and what to do."""
    with pytest.raises(InputError, match=f"稿.docx.*{mention}.*save it again"):
        read(saved(tmp_path, "稿.docx", content))


def test_word_file_is_known_by_its_content(tmp_path: Path) -> None:
    """A Word file under another name is read, and says so."""
    document = read(saved(tmp_path, "稿.doc", word_file(paragraph("甲市有企业3家。"))))
    assert document.text == "甲市有企业3家。"
    assert document.notes == ("is a Word file (.docx) under a name that ends in .doc; read as what it is",)
