"""Files that are no text, from outside: where reports say that a figure stands, also out of an archive."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import Run
from word_files import box, paragraph, row, table, word_file

STYLES = '<w:style w:styleId="h"><w:name w:val="heading 1"/></w:style>'
TOTAL = "2030年，青禾市充电站总数为{}座。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft in Word and a text that contradicts it."""
    told = paragraph("充电设施", "h") + paragraph(TOTAL.format(120))
    rows = row("县", "学校（所）"), row("甲县", "35"), row(box(paragraph("乙县")), "48")
    (tmp_path / "稿.docx").write_bytes(word_file(told + table(*rows), {"styles": STYLES}))
    (tmp_path / "旧.txt").write_text(TOTAL.format(135), encoding="utf-8")
    return tmp_path


def conflict(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The claims of the only finding by the ends of their documents' names."""
    (finding,) = report["findings"]
    names = {document["id"]: Path(document["path"]).name for document in report["documents"]}
    claims = {claim["id"]: claim for claim in report["claims"]}
    return {names[claims[id_]["document"]]: claims[id_] for id_ in finding["claims"]}


def test_json_tells_paragraph_and_heading(factcheck: Run, folder: Path, root: Path) -> None:
    """A claim of a Word file has its location; one of a text has none; the schema knows of it."""
    done = factcheck("check", folder / "稿.docx", folder / "旧.txt", "--format", "json")
    report = json.loads(done.stdout)
    jsonschema.validate(report, json.loads((root / "docs" / "report.schema.json").read_text(encoding="utf-8")))
    claims = conflict(report)
    assert claims["稿.docx"]["location"] == {"paragraph": 2, "heading": "充电设施"}
    assert "location" not in claims["旧.txt"]
    text = claims["稿.docx"]
    assert (text["text"], text["line"], text["column"]) == ("120座", 2, TOTAL.index("{") + 1)


def test_extraction_tells_cells(factcheck: Run, folder: Path) -> None:
    """A figure in a table has its cell in both formats."""
    done = factcheck("extract", folder / "稿.docx", "--format", "json")
    found = {claim["text"]: claim["location"] for claim in json.loads(done.stdout)["claims"]}
    assert found["48"] == {"table": 1, "row": 3, "column": 2, "heading": "充电设施"}
    assert "表1第3行第2列" in factcheck("extract", folder / "稿.docx").stdout


@pytest.mark.parametrize(
    ("lang", "place"), [("zh", "稿.docx:第2段（“充电设施”下）"), ("en", "稿.docx:paragraph 2 (under “充电设施”)")]
)
def test_terminal_tells_paragraph(factcheck: Run, folder: Path, lang: str, place: str) -> None:
    """The report for people says the paragraph in place of line and column, and those of a text as ever."""
    done = factcheck("check", folder / "稿.docx", folder / "旧.txt", "--lang", lang)
    shown = done.stdout.replace("\n      ", "")
    assert place in shown
    assert f"旧.txt:1:{TOTAL.index('{') + 1}" in shown


@pytest.mark.parametrize("again", [False, True], ids=["as built", "read again"])
def test_archive_keeps_places(factcheck: Run, folder: Path, again: bool) -> None:
    """The other side of a finding has its paragraph out of an archive too, also one whose file is gone."""
    archive = folder / "archive.factcheck"
    assert factcheck("index", "build", archive, folder / "稿.docx").returncode == 0
    (folder / "稿.docx").unlink()
    if again:
        assert factcheck("index", "build", archive, "--reindex").returncode == 0
    assert factcheck("index", "verify", archive).returncode == 0
    done = factcheck("check", folder / "旧.txt", "--against", archive, "--format", "json")
    assert conflict(json.loads(done.stdout))["稿.docx"]["location"] == {"paragraph": 2, "heading": "充电设施"}


def test_traditional_text_is_compared_with_simplified_one(factcheck: Run, tmp_path: Path) -> None:
    """A figure in traditional characters contradicts one in simplified ones, and both are quoted as written."""
    (tmp_path / "繁.txt").write_text("2030年，臺東縣僱員總數為120人。", encoding="utf-8")
    (tmp_path / "简.txt").write_text("2030年，台东县雇员总数为135人。", encoding="utf-8")
    claims = conflict(json.loads(factcheck("check", tmp_path, "--format", "json").stdout))
    assert claims["繁.txt"]["quote"] == "2030年，臺東縣僱員總數為120人。"
    assert (claims["繁.txt"]["text"], claims["简.txt"]["text"]) == ("120人", "135人")


def test_name_that_says_something_else_is_noted(factcheck: Run, folder: Path) -> None:
    """A Word file under another name is read, and both formats say so."""
    other = (folder / "稿.docx").rename(folder / "稿.wps")
    report = json.loads(factcheck("extract", other, "--format", "json").stdout)
    (note,) = report["documents"][0]["notes"]
    assert ".wps" in note
    assert note in " ".join(factcheck("extract", other).stdout.split())
