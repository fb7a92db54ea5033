"""Comments in Word files: where they stand, that nothing else changes, and that other programs read them."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from document_files import CASES, LAYOUT, converted
from factcheck.__main__ import main
from factcheck.annotate.remark import Annotated, Remark
from factcheck.annotate.word import annotate_word
from factcheck.model.errors import FactcheckError, InputError
from factcheck.model.finding import Severity
from factcheck.model.span import Span
from factcheck.read.word.text import read_word
from factcheck.report.to_remarks import remarks
from golden_files import HOSTILE, SCRIPT, hostile_report
from test_report_machine_formats import RAW, SARIF, schema
from word_files import box, paragraph, row, run, table, word_file, zipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLETIN = "青禾市统计公报\n2031年3月1日\n\n2030年，青禾市新建充电站120座，全年充电量8.43亿千瓦时。\n"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"


def annotated(content: bytes, *figures: str, lines: tuple[str, ...] = ("一", "二")) -> Annotated:
    """The copy of a Word file with a comment on each figure, the first of its kind."""
    text = read_word(content, "稿.docx", LAYOUT).extracted.text
    spans = [Span(text.index(figure), text.index(figure) + len(figure)) for figure in figures]
    return annotate_word(content, "稿.docx", [Remark(span=span, lines=lines) for span in spans], LAYOUT)


def parts(content: bytes) -> dict[str, bytes]:
    """The members of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def commented(content: bytes) -> dict[str, str]:
    """For each comment of a file the words that it is about, with its own words."""
    members = parts(content)
    comments = etree.fromstring(members["word/comments.xml"])
    said = {each.get(f"{W}id"): "|".join(map(str, each.itertext())) for each in comments}
    found: dict[str, str] = {}
    open_: set[str | None] = set()
    seen = set()
    for element in etree.fromstring(members["word/document.xml"]).iter():
        name, id_ = etree.QName(element).localname, element.get(f"{W}id")
        if name == "commentRangeStart":
            open_.add(id_)
        elif name == "commentRangeEnd":
            open_.remove(id_)
        elif name == "commentReference":
            assert id_ in said
            seen.add(id_)
        else:
            words = element.text or "" if name == "t" else f"<{name}>" if name == "footnoteReference" else ""
            for each in open_:
                found[str(each)] = found.get(str(each), "") + words
    assert not open_
    assert seen == set(said) == set(found)
    return {words: str(said[id_]) for id_, words in found.items()}


BODIES = {
    "one run": (paragraph("青禾市有充电站120座，公园5座。"), "120座"),
    "whole run": (f"<w:p>{run('青禾市有')}{run('120座')}{run('。')}</w:p>", "120座"),
    "two runs": (f"<w:p>{run('青禾市有1', '<w:b/>')}{run('20座。')}</w:p>", "120座"),
    "three runs": (f"<w:p>{run('有')}{run('1')}{run('2', '<w:i/>')}{run('0座。')}</w:p>", "120座"),
    "first": (paragraph("120座充电站。"), "120座"),
    "last": (paragraph("充电站120座"), "120座"),
    "in a link": (f"<w:p><w:hyperlink>{run('有120座')}</w:hyperlink>{run('。')}</w:p>", "120座"),
    "inserted": (f"<w:p>{run('有')}<w:ins>{run('站120座。')}</w:ins></w:p>", "120座"),
    "cell": (table(row("地区", "站"), row("甲县", "共120座")), "120座"),
    "cell of a cell": (table(row(box(table(row("甲", "120座"), row("乙", "9座")) + paragraph("")), "丙")), "120座"),
    "several texts": (
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">有 </w:t><w:tab/><w:t>120座</w:t><w:br/>'
        "<w:t>。</w:t></w:r></w:p>",
        "120座",
    ),
    "blanks around": ("<w:p><w:r><w:t>  共 120座 整 </w:t></w:r></w:p>", "120座"),
    "beyond the basic plane": (paragraph("𝟙𐐀青禾120座𝟙"), "120座"),
}


@pytest.mark.parametrize("case", BODIES)
def test_comment_is_about_the_figure(case: str) -> None:
    """A comment spans the figure and nothing else, however its runs are cut, and the words stay the same."""
    body, figure = BODIES[case]
    content = word_file(body)
    done = annotated(content, figure)
    assert (done.comments, done.unplaced) == (1, ())
    assert commented(done.content) == {figure: "一|二"}
    before, after = (read_word(each, "稿.docx", LAYOUT).extracted.text for each in (content, done.content))
    assert after == before


MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
STRADDLING = {
    "into a link": f"{run('有12')}<w:hyperlink>{run('0座站')}</w:hyperlink>{run('。')}",
    "into a formula": f"{run('有12')}<m:oMath {MATHS}><m:r><m:t>0</m:t></m:r></m:oMath>{run('座站。')}",
    "out of a formula": f"{run('有')}<m:oMath {MATHS}><m:r><m:t>12</m:t></m:r></m:oMath>{run('0座站。')}",
    "between two changes": f"<w:ins>{run('有12')}</w:ins><w:ins>{run('0座站')}</w:ins>",
}


@pytest.mark.parametrize("case", STRADDLING)
def test_figures_across_structures(case: str) -> None:
    """Both ends of a comment on a figure that is half in a structure stand in the paragraph itself."""
    content = word_file(f"<w:p>{STRADDLING[case]}</w:p>")
    done = annotated(content, "120座")
    assert done.comments == 1
    root = etree.fromstring(parts(done.content)["word/document.xml"])
    marks = [mark for name in ("commentRangeStart", "commentRangeEnd") for mark in root.iter(f"{W}{name}")]
    marks += [run for run in root.iter(f"{W}r") if run.find(f"{W}commentReference") is not None]
    assert [mark.getparent() for mark in marks] == [root.find(f".//{W}p")] * 3
    before, after = (read_word(each, "稿.docx", LAYOUT).extracted.text for each in (content, done.content))
    assert after == before


def test_runs_keep_their_looks() -> None:
    """The parts of a run that was parted have its properties, and no others."""
    bold = "<w:b/><w:color w:val='FF0000'/>"
    done = annotated(word_file(f"<w:p>{run('有120座站', bold)}</w:p>"), "120座")
    root = etree.fromstring(parts(done.content)["word/document.xml"])
    runs = [each for each in root.iter(f"{W}r") if each.find(f"{W}t") is not None]
    assert ["".join(map(str, each.itertext())) for each in runs] == ["有", "120座", "站"]
    looks = {etree.tostring(properties) for each in runs for properties in each.iter(f"{W}rPr")}
    assert len(looks) == 1
    assert b"FF0000" in next(iter(looks))


def test_several_figures_of_one_run() -> None:
    """Each figure of a run has its comment, and one with several remarks has one comment."""
    content = word_file(paragraph("甲有120座，乙有8所，丙有9个。"))
    text = read_word(content, "稿.docx", LAYOUT).extracted.text
    at = text.index("8所")
    remarks = [Remark(span=Span(at, at + 2), lines=("再",)), Remark(span=Span(at, at + 2), lines=("三",))]
    remarks += [
        Remark(span=Span(text.index(each), text.index(each) + len(each)), lines=(each,)) for each in ("9个", "120座")
    ]
    done = annotate_word(content, "稿.docx", remarks, LAYOUT)
    assert done.comments == 3
    assert commented(done.content) == {"120座": "120座", "8所": "再|三", "9个": "9个"}


def test_figures_in_notes_and_boxes() -> None:
    """A figure in a note is commented at its mark, one in a text box at the box; one in a header has no place."""
    body = f"<w:p>{run('正文')}{NOTE}</w:p><w:p>{run('旁')}{BOX.format(paragraph('框内7个'))}</w:p>"
    notes = {"footnotes": f'<w:footnote w:id="2">{paragraph("另有30座")}</w:footnote>', "header": paragraph("页眉5座")}
    content = word_file(body, notes)
    done = annotated(content, "30座", "7个", "5座")
    found = commented(done.content)
    assert done.comments == 2
    assert found["<footnoteReference>"] == "【30座】|一|二"
    assert found["框内7个"] == "【7个】|一|二"
    text = read_word(content, "稿.docx", LAYOUT).extracted.text
    assert [text[each.span.start : each.span.end] for each in done.unplaced] == ["5座"]


def test_other_parts_are_left_alone() -> None:
    """Only the body, the comments and what makes them known are written anew; other members stay byte for byte."""
    content = word_file(paragraph("有120座。"), {"styles": "", "footnotes": ""})
    files = parts(content) | {"word/media/image1.png": bytes(range(256)) * 50, "customXml/item1.xml": b"<a/>"}
    done = annotated(zipped(files), "120座")
    before, after = parts(zipped(files)), parts(done.content)
    assert before.keys() - after.keys() == set()
    changed = {name for name, old in before.items() if after[name] != old}
    assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert after.keys() - before.keys() == {"word/comments.xml"}
    for name, part in after.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)


def test_comments_that_are_there_stay() -> None:
    """A file that has comments keeps them, and ours go on counting."""
    reference = '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    body = f'<w:p><w:commentRangeStart w:id="7"/>{run("旧")}{reference}{run("有120座")}</w:p>'
    old = '<w:comment w:id="7" w:author="编辑"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'
    done = annotated(word_file(body, {"comments": old}), "120座")
    assert commented(done.content) == {"旧": "请核", "120座": "一|二"}
    assert b'w:id="8"' in parts(done.content)["word/comments.xml"]


def test_comments_of_an_earlier_run_are_replaced() -> None:
    """A copy that is checked again has each comment once, those of people too, and none where all has been mended."""
    content = word_file(paragraph("青禾市新建充电站150座，建成120座。"))
    first = annotated(content, "150座", "120座").content
    root = etree.fromstring(parts(first)["word/comments.xml"])
    root[0].set(f"{W}author", "编辑")
    first = zipped(parts(first) | {"word/comments.xml": etree.tostring(root)})
    again = annotated(first, "150座", lines=("三",))
    assert again.comments == 1
    assert sorted(commented(again.content).values()) == ["一|二", "三"]
    mended = annotated(again.content)
    assert list(commented(mended.content).values()) == ["一|二"]


def test_words_of_comments_are_words() -> None:
    """What other documents hold is text in a comment, whatever it is."""
    done = annotated(word_file(paragraph("有120座。")), "120座", lines=(SCRIPT, "]]> & <w:t>"))
    assert commented(done.content) == {"120座": f"{SCRIPT}|]]> & <w:t>"}
    report = hostile_report()
    for document in HOSTILE:
        said = remarks(report, document, failing=frozenset(Severity))
        assert said
        assert not [line for lines in said.values() for line in lines if RAW.search(line) or "\n" in line]


def test_nothing_to_say() -> None:
    """Without remarks the copy is the file."""
    content = word_file(paragraph("有120座。"))
    assert annotate_word(content, "稿.docx", [], LAYOUT) == Annotated(content=content, comments=0, unplaced=())


def test_a_file_that_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A member that grows out of proportion is not unpacked to the end."""
    monkeypatch.setattr("factcheck.annotate.repacking._LIMIT", 1000)
    files = parts(word_file(paragraph("有120座。"))) | {"word/media/image1.png": b"0" * 10_000}
    with pytest.raises(FactcheckError, match="grows to more"):
        annotated(zipped(files), "120座")
    with pytest.raises(InputError):
        annotate_word(b"PK", "稿.docx", [], LAYOUT)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Word draft that is at odds with what was published, in the working folder."""
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "公报.txt").write_text(BULLETIN, encoding="utf-8")
    body = paragraph("2030年，青禾市新建充电站150座，全年充电量8.34亿千瓦时。")
    (tmp_path / "draft.docx").write_bytes(word_file(body))
    monkeypatch.chdir(tmp_path)
    return tmp_path


ARGUMENTS = ["annotate", "draft.docx", "--against", "published", "-o", "checked.docx"]


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes a copy with both differences, says so, ends as a check, and leaves the draft alone."""
    before = (folder / "draft.docx").read_bytes()
    assert main(ARGUMENTS) == 1
    assert capsys.readouterr().out == "checked.docx：批注 2 条\n"
    found = commented((folder / "checked.docx").read_bytes())
    assert found.keys() == {"150座", "8.34亿千瓦时"}
    comment = found["150座"]
    assert "冲突：青禾市 · 新建充电站" in comment
    assert "≠ 120座（published/公报.txt:4:15，2030年）" in comment
    assert "【120座】" in comment
    assert re.search(r"规则 V410 same-time · 置信度 0\.\d\d · 编号 [0-9a-f]{20}", comment)
    assert (folder / "draft.docx").read_bytes() == before
    assert main([*ARGUMENTS, "--fail-on", "never"]) == 0


def test_known_differences_have_no_comment(folder: Path) -> None:
    """What is accepted is not commented on."""
    main(["check", "draft.docx", "--against", "published", "--report", "json=report.json", "--output", "out.txt"])
    found = commented_after(folder, lambda: main(ARGUMENTS))
    number = re.search(r"编号 ([0-9a-f]{20})", found["150座"])
    assert number
    assert main(["accept", number[1], "--reason", "口径", "--report", "report.json"]) == 0
    assert commented_after(folder, lambda: main(ARGUMENTS)).keys() == {"8.34亿千瓦时"}


def commented_after(folder: Path, work: Callable[[], int]) -> dict[str, str]:
    """The comments of the copy after some work."""
    work()
    return commented((folder / "checked.docx").read_bytes())


def test_formats_tell_the_paragraph(folder: Path) -> None:
    """Where no line leads to a figure, formats name the file alone, and its paragraph in words."""
    forms = ("sarif", "github", "gitlab", "rdjson", "markdown", "csv", "junit", "html")
    reports = [argument for form in forms for argument in ("--report", f"{form}={form}.out")]
    assert main(["check", "draft.docx", "--against", "published", "--output", "out.txt", *reports]) == 1
    written = {form: (folder / f"{form}.out").read_text(encoding="utf-8") for form in forms}
    assert all("第1段" in text for text in written.values())
    for result in json.loads(written["sarif"])["runs"][0]["results"]:
        assert result["locations"][0]["physicalLocation"].keys() == {"artifactLocation"}
        assert "region" in result["relatedLocations"][0]["physicalLocation"]
    assert (
        re.findall("^::error file=([^,]*),([a-z]*)=", written["github"], re.MULTILINE) == [("draft.docx", "title")] * 2
    )
    assert {issue["location"]["lines"]["begin"] for issue in json.loads(written["gitlab"])} == {1}
    for diagnostic in json.loads(written["rdjson"])["diagnostics"]:
        assert diagnostic["location"] == {"path": "draft.docx"}
    for form in ("gitlab", "rdjson"):
        schema(f"{form}.json").validate(json.loads(written[form]))
    SARIF.model_validate(json.loads(written["sarif"]))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["annotate", "draft.docx", "-o", "draft.docx"], "is one of the documents"),
        (["annotate", "published/公报.txt", "-o", "x.docx"], "is no Word file"),
        (["annotate", "none.docx", "-o", "x.docx"], "none.docx"),
        (["annotate", "draft.docx", "-o", "none/x.docx"], "there is no folder"),
        (["annotate", "broken.docx", "-o", "x.docx"], "broken.docx"),
        (["annotate", "draft.docx"], "--output"),
    ],
    ids=["itself", "text", "missing", "no folder", "broken", "no output"],
)
def test_refusals(folder: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be done gives status 2 and a line that says why, and writes nothing."""
    (folder / "broken.docx").write_bytes((folder / "draft.docx").read_bytes()[:300])
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert words in captured.err
    assert not (folder / "x.docx").exists()


def test_libreoffice_reads_the_comments(tmp_path: Path) -> None:
    """A file of LibreOffice's own with tables, notes and tracked changes opens there with its comments in place."""
    original = converted(CASES / "yearbook.fodt", tmp_path, "docx")
    content = original.read_bytes()
    figures = ("120座", "6.5亿元", "74", "3.5万个", "8所", "2个县")
    done = annotated(content, *figures, lines=("批注甲", "批注乙"))
    assert (done.comments, done.unplaced) == (len(figures), ())
    (tmp_path / "checked.docx").write_bytes(done.content)
    for name, part in parts(done.content).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    flat = converted(tmp_path / "checked.docx", tmp_path, "fodt").read_text(encoding="utf-8")
    assert len(re.findall("<office:annotation [^>]*>", flat)) == len(figures)
    assert flat.count("批注甲") == flat.count("批注乙") == len(figures)
    spanned = re.findall("</office:annotation>(.*?)<office:annotation-end", flat, re.DOTALL)
    shown = {re.sub("<[^>]*>", "", words) for words in spanned}
    assert {"120座", "74"} <= shown
    # Between the number and its unit the text box is anchored, which has a comment of its own.
    assert [words for words in shown if words.startswith("6.5")]
    plain = converted(tmp_path / "checked.docx", tmp_path / "checked", "txt", "Text (encoded):UTF8")
    expected = converted(original, tmp_path / "original", "txt", "Text (encoded):UTF8")
    assert plain.read_text(encoding="utf-8-sig") == expected.read_text(encoding="utf-8-sig")
