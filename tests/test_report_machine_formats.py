"""The formats for builds, reviews and spreadsheets, on the invented sets: byte for byte, valid, and harmless."""

import csv
import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
from markdown_it import MarkdownIt
from pydantic_sarif import model as sarif  # type: ignore[import-untyped] # the package has no types
from xmlschema import XMLSchema

from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.to_csv import render_csv
from factcheck.report.to_github import LIMIT, render_github
from factcheck.report.to_gitlab import render_gitlab
from factcheck.report.to_json import render_json
from factcheck.report.to_junit import render_junit
from factcheck.report.to_markdown import LIMIT as MARKDOWN_LIMIT
from factcheck.report.to_markdown import render_markdown, written
from factcheck.report.to_rdjson import render_rdjson
from factcheck.report.to_sarif import render_sarif
from factcheck.report.to_terminal import render_terminal
from golden_files import assert_golden, crowd, hostile_report, many_report, report_on, sample_report

ERRORS = frozenset({Severity.ERROR})
ALL = frozenset(Severity) - {Severity.NONE}
SCHEMAS = Path(__file__).parent / "schemas"

SARIF = sarif.StaticAnalysisResultsFormatSarifVersion210JsonSchema

Render = Callable[[Report], Iterable[str]]
FORMATS: dict[str, Render] = {
    "csv": render_csv,
    "github": partial(render_github, failing=ERRORS),
    "gitlab": partial(render_gitlab, failing=ERRORS),
    "json": render_json,
    "junit": partial(render_junit, failing=ERRORS),
    "markdown": partial(render_markdown, failing=ERRORS),
    "rdjson": partial(render_rdjson, failing=ERRORS),
    "sarif": partial(render_sarif, failing=ERRORS),
    "terminal": partial(render_terminal, width=80, colour=False),
}
SUFFIXES = {"github": "txt", "gitlab": "json", "junit": "xml", "markdown": "md", "rdjson": "json", "terminal": "txt"}
#: What no output holds, whatever a document does. The byte-order mark of CSV is its own.
RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufffe\U000e0041]")


def file_name(kind: str, form: str) -> str:
    """The golden file of a set of findings in a format."""
    return f"{kind}-{form}.{SUFFIXES.get(form, form)}"


@pytest.mark.parametrize("form", FORMATS)
def test_golden_of_hostile_documents(form: str, update_goldens: bool) -> None:
    """Every format of the documents that try to act is what it was."""
    assert_golden(file_name("hostile", form), "".join(FORMATS[form](hostile_report())), update=update_goldens)


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - {"json", "terminal"}))
def test_golden(form: str, update_goldens: bool) -> None:
    """Every format of the shared set is what it was."""
    assert_golden(file_name("sample", form), "".join(FORMATS[form](sample_report())), update=update_goldens)


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - {"json", "terminal"}))
def test_golden_in_english(form: str, update_goldens: bool) -> None:
    """The same in English."""
    assert_golden(file_name("english", form), "".join(FORMATS[form](sample_report("en"))), update=update_goldens)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_raw(form: str) -> None:
    """No control, bidirectional or invisible character of a document stands in any format."""
    text = "".join(FORMATS[form](hostile_report()))
    assert not RAW.search(text)
    assert "\ufeff" not in text[1:]


REPORTS: dict[str, Callable[[], Report]] = {
    "sample": sample_report,
    "hostile": hostile_report,
    "many": many_report,
    "nothing": partial(sample_report, min_confidence=1),
}


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> Report:
    """Each of the invented reports."""
    return REPORTS[request.param]()


def schema(name: str) -> Any:
    """A schema of tests/schemas, or the project's own."""
    path = SCHEMAS / name if (SCHEMAS / name).is_file() else SCHEMAS.parent.parent / "docs" / name
    return jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def test_sarif_is_valid(report: Report) -> None:
    """SARIF fits the models that are generated from the official schema, and holds what GitHub asks for."""
    payload = json.loads("".join(render_sarif(report, failing=ALL)))
    SARIF.model_validate(payload)
    (run,) = payload["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert len(result["locations"]) == len(result["relatedLocations"]) == 1
        assert re.fullmatch("[0-9a-f]+", result["partialFingerprints"]["factcheckPair/v1"])


def test_sarif_models_refuse_what_the_schema_refuses() -> None:
    """The models know what is required and what is not allowed."""
    payload = json.loads("".join(render_sarif(sample_report(), failing=ALL)))
    payload["runs"][0]["results"][0]["colour"] = "red"
    with pytest.raises(ValueError, match="colour"):
        SARIF.model_validate(payload)


def test_sarif_places() -> None:
    """Regions are those of the figures, and paths are references that lead to them."""
    payload = json.loads("".join(render_sarif(sample_report(), failing=ERRORS)))
    locations = [result["locations"][0]["physicalLocation"] for result in payload["runs"][0]["results"]]
    assert {"uri": "draft%20%5B1%5D.txt", "uriBaseId": "%SRCROOT%"} in [each["artifactLocation"] for each in locations]
    region = next(each["region"] for each in locations if each["region"]["startLine"] == 1)
    assert (region["startColumn"], region["endColumn"], region["snippet"]["text"]) == (26, 30, "260座")


def test_sarif_messages_are_words() -> None:
    """No bracket of a document makes a link: each, and each backslash, stands behind a backslash."""
    payload = json.loads("".join(render_sarif(hostile_report(), failing=ALL)))
    results = payload["runs"][0]["results"]
    messages = [each["message"]["text"] for result in results for each in (result, *result["relatedLocations"])]
    assert any("\\[" in message for message in messages)
    assert not any(re.search(r"[\[\]]|\\", re.sub(r"\\[\\\[\]]", "", message)) for message in messages)


def test_gitlab_is_valid(report: Report) -> None:
    """Code quality is what GitLab documents, and no fingerprint comes twice."""
    payload = json.loads("".join(render_gitlab(report, failing=ALL)))
    schema("gitlab.json").validate(payload)
    fingerprints = [issue["fingerprint"] for issue in payload]
    assert len(set(fingerprints)) == len(fingerprints)


def test_rdjson_is_valid(report: Report) -> None:
    """The diagnostics are what reviewdog documents."""
    schema("rdjson.json").validate(json.loads("".join(render_rdjson(report, failing=ALL))))


def test_rdjson_counts_bytes() -> None:
    """Columns of rdjson are bytes of UTF-8: three for a Chinese character, four beyond the basic plane."""
    diagnostics = json.loads("".join(render_rdjson(hostile_report(), failing=ERRORS)))["diagnostics"]
    ranges = [each["location"]["range"] for each in diagnostics if each["severity"] == "WARNING"]
    before, figure = "𝟙𐐀青禾市共有桥梁", "9座"
    column = len(before.encode()) + 1
    assert ranges == [
        {"start": {"line": 2, "column": column}, "end": {"line": 2, "column": column + len(figure.encode())}}
    ]


def test_json_is_valid(report: Report) -> None:
    """The JSON report fits its schema, whatever the documents hold."""
    schema("report.schema.json").validate(json.loads("".join(render_json(report))))


@pytest.mark.parametrize("failing", [ERRORS, ALL, frozenset()], ids=["errors", "all", "nothing"])
def test_junit_is_valid(report: Report, failing: frozenset[Severity]) -> None:
    """JUnit's XML fits its schema, and its failures are the facts that fail the run."""
    text = "".join(render_junit(report, failing=failing))
    XMLSchema(str(SCHEMAS / "junit.xsd")).validate(text)
    root = Xml.fromstring(text)
    failures = root.findall(".//testcase/failure")
    wanted = [fact for fact in report.facts if any(found.severity in failing for found in fact.findings)]
    assert len(failures) == len(wanted) == int(root.attrib["failures"])
    assert len(root.findall(".//testcase")) == len(report.facts) == int(root.attrib["tests"])


@pytest.mark.parametrize("form", ["github", "gitlab", "rdjson", "sarif", "markdown"])
def test_what_time_explains_is_shown_where_it_fails(form: str) -> None:
    """A time shift is shown where --fail-on counts it, and else only counted."""
    render = {
        "github": render_github,
        "gitlab": render_gitlab,
        "rdjson": render_rdjson,
        "sarif": render_sarif,
        "markdown": render_markdown,
    }[form]
    assert "9.65亿千瓦时" not in "".join(render(sample_report(), failing=ERRORS))
    assert "9.65亿千瓦时" in "".join(render(sample_report(), failing=ALL))


ANNOTATION = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")


def test_github_commands(report: Report) -> None:
    """Every line is one command, its properties are ours, and no more than GitHub shows."""
    lines = "".join(render_github(report, failing=ALL)).splitlines()
    found = [ANNOTATION.fullmatch(line) for line in lines]
    assert all(found)
    commands = [match for match in found if match]
    for level in ("error", "warning", "notice"):
        assert sum(match[1] == level for match in commands) <= LIMIT
    for match in commands[:-1]:
        names = [part.split("=")[0] for part in match[2].split(",")]
        assert names == ["file", "line", "endLine", "col", "endColumn", "title"]


def test_github_says_what_it_leaves_out() -> None:
    """Of fifteen errors and fifteen warnings ten each are marked, and the last line says that ten are not."""
    lines = "".join(render_github(many_report(), failing=ERRORS)).splitlines()
    assert [sum(line.startswith(f"::{level} ") for line in lines) for level in ("error", "warning")] == [10, 10]
    assert "30 处" in lines[-1]
    assert "10 处未标出" in lines[-1]


@pytest.mark.parametrize(
    ("name", "file"), [("a  b .md", "a  b .md"), ("a\nb\r\t.md", "a%0Ab%0D\t.md"), ("5%,a:b.md", "5%25%2Ca%3Ab.md")]
)
def test_github_names_the_file(name: str, file: str) -> None:
    """The name of a file is what it is, whatever stands in it."""
    text = "".join(render_github(report_on(crowd([7, 8], name=name)), failing=ERRORS))
    assert re.findall(r"^::error file=(.*?),line=", text, re.MULTILINE)[0] == file


def test_github_groups_what_differs_alike() -> None:
    """Two sources of one value against one of another are one annotation."""
    text = "".join(render_github(sample_report(), failing=ERRORS))
    assert text.count("::error ") == 1
    assert "同类 2 对" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_markdown_holds_only_our_marks(language: str) -> None:
    """Of hostile texts a reader of Markdown makes words: no link, no picture, no HTML but ours, five cells a row."""
    text = "".join(render_markdown(hostile_report(language), failing=ERRORS))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    html = {token.content for token in (*tokens, *inline) if token.type.startswith("html")}
    assert html == {"<mark>", "</mark>", "<!-- -->"}
    kinds = {token.type for token in inline}
    assert kinds <= {"text", "text_special", "html_inline", "strong_open", "strong_close", "softbreak", "hardbreak"}
    rows = re.findall(r"<tr>(.*?)</tr>", MarkdownIt("gfm-like", {"linkify": False}).render(text), re.DOTALL)
    assert {len(re.findall("<t[dh]", row)) for row in rows} == {5}


def test_markdown_shows_the_values_that_differ() -> None:
    """Of more values than a table has rows, those of the differences have one."""
    text = "".join(render_markdown(report_on(crowd([7] * 30 + [8])), failing=ERRORS))
    rows = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    assert (len(rows), rows[-1]) == (12, "31")
    assert {"1", "31"} <= set(rows)


def test_markdown_calls_nobody() -> None:
    """Names behind @, numbers behind # and the sites of a document are parted by a comment."""
    assert written("GH-34 gh-5 Ghana") == "GH<!-- -->-34 gh<!-- -->-5 Ghana"
    assert not re.search(r"[@#][0-9A-Za-z]|www\.|[a-z]:", "".join(render_markdown(hostile_report(), failing=ERRORS)))


def test_markdown_fits_into_a_comment() -> None:
    """A long report ends in time, and says how much it leaves out."""
    text = "".join(render_markdown(many_report(2000), failing=ERRORS))
    assert MARKDOWN_LIMIT - 2000 < len(text) <= MARKDOWN_LIMIT
    shown = text.count("\n### ")
    assert f"另有 {2000 - shown} 个事实" in text


def test_csv_has_no_formulas(report: Report) -> None:
    """No cell begins as a formula does, every row is as long as the first, and every finding has one."""
    text = "".join(render_csv(report))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:])))
    assert {len(row) for row in rows} == {22}
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@＝＋－＠]", cell)]
    assert len(rows) == 1 + sum(len(fact.findings) for fact in report.facts)
