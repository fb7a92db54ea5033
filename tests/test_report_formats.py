"""The formats, on one invented set of findings: byte for byte, valid, and harmless whatever the documents hold."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len

from factcheck.model.claim import Kind, ScopeItem, ScopeRole
from factcheck.model.report import Report
from factcheck.report.build import Header, build_extraction
from factcheck.report.claims_to_terminal import render_extraction_terminal
from factcheck.report.documents import AtHand, Examined
from factcheck.report.to_json import plain, render_extraction_json, render_json
from factcheck.report.to_terminal import render_terminal
from factcheck.report.words import WORDS
from golden_files import assert_golden, claim, crowd, document, quantity, report_on, sample_report, year

RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture(scope="module")
def schema(root: Path) -> Any:
    """The published schema, itself valid."""
    found = json.loads((root / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def extraction() -> Report:
    """An extraction of one claim, one vetoed figure, and a document without claims."""
    source = document("notes.txt", "青禾市的三号线2031年\x1b[2J运送旅客1.50亿人次。\n")
    claims = [
        claim(
            source,
            "1.50亿人次",
            quantity("1.50E+8", "人次"),
            year(2031),
            about=("三号线", "运送\x1b[2J旅客"),
            scope=(ScopeItem(role=ScopeRole.PLACE, text="全市", value="全市", span=None),),
        ),
        claim(source, "三号", quantity("3", "号"), year(2031), about=("青禾市", "线"), vetoed="N050"),
    ]
    examined = [
        Examined(document=source, role="checked", claims=1),
        Examined(document=document("empty.txt", ""), role="checked", claims=0),
    ]
    header = Header(version="1.2.3", rules_digest="0" * 64, language="zh", rule_names={})
    return build_extraction(header, AtHand(examined), claims)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 200])
def test_terminal(language: str, width: int, update_goldens: bool) -> None:
    """The terminal report is what it was, and no line is wider than the terminal."""
    text = "".join(render_terminal(sample_report(language), width=width, colour=False))
    assert_golden(f"terminal-{language}-{width}.txt", text, update=update_goldens)
    assert [line for line in text.splitlines() if cell_len(line) > width or line != line.rstrip()] == []


def test_terminal_in_full(update_goldens: bool) -> None:
    """With every option on, the conditions tried and the facts that agree are shown too, here in colour."""
    text = "".join(
        render_terminal(sample_report(min_confidence=0.7), width=80, colour=True, show_consistent=True, steps=True)
    )
    assert_golden("terminal-zh-80-full.txt", text, update=update_goldens)


def test_terminal_without_findings(update_goldens: bool) -> None:
    """A report without a fact says how much was read, and that nothing conflicts."""
    text = "".join(render_terminal(sample_report("en", min_confidence=1), width=80, colour=False))
    assert_golden("terminal-en-80-nothing.txt", text, update=update_goldens)


def test_terminal_extraction(update_goldens: bool) -> None:
    """An extraction shows each claim on a line, a vetoed figure with the rule that says so."""
    text = "".join(render_extraction_terminal(extraction(), width=80, colour=False))
    assert_golden("extraction-80.txt", text, update=update_goldens)


def test_json(update_goldens: bool, schema: Any) -> None:
    """The JSON report is what it was and fits its schema."""
    text = "".join(render_json(sample_report()))
    assert_golden("report.json", text, update=update_goldens)
    schema.validate(json.loads(text))


def test_json_extraction(update_goldens: bool, schema: Any) -> None:
    """The JSON of an extraction is what it was and fits the same schema."""
    text = "".join(render_extraction_json(extraction()))
    assert_golden("extraction.json", text, update=update_goldens)
    schema.validate(json.loads(text))


@pytest.mark.parametrize("spoil", ["status", "claims", "confidence"])
def test_schema_refuses_what_the_format_does_not_allow(schema: Any, spoil: str) -> None:
    """A finding with a member missing does not fit the schema."""
    payload = json.loads("".join(render_json(sample_report())))
    del payload["findings"][0][spoil]
    assert not schema.is_valid(payload)


@pytest.mark.parametrize("min_confidence", [0.5, 0.7, 1])
def test_json_hangs_together(min_confidence: float) -> None:
    """Every id that a report mentions is in it, every claim is where it says, and the sums are right."""
    report = sample_report(min_confidence=min_confidence)
    payload = json.loads("".join(render_json(report)))
    texts = {item.id: item.document.text for item in report.documents}
    claims = {item["id"]: item for item in payload["claims"]}
    for item in claims.values():
        text = texts[item["document"]]
        assert text[item["start"] : item["end"]] == item["text"]
        line = re.split(r"\r\n|\r|\n", text)[item["line"] - 1]
        assert line[item["column"] - 1 :].startswith(item["text"].split("\n")[0])
    assert {id_ for fact in payload["facts"] for id_ in fact["claims"]} == set(claims)
    assert {item["fact"] for item in payload["findings"]} == {fact["id"] for fact in payload["facts"]}
    for status in ("consistent", "time-shifted", "conflicting"):
        assert payload["summary"][status] == sum(item["status"] == status for item in payload["findings"])


@pytest.mark.parametrize(
    "text",
    [
        "".join(render_json(sample_report())),
        "".join(render_extraction_json(extraction())),
        "".join(render_extraction_terminal(extraction(), width=80, colour=False)),
        "".join(render_terminal(sample_report(), width=80, colour=False, show_consistent=True, steps=True)),
    ],
    ids=["json", "extraction json", "extraction", "terminal"],
)
def test_nothing_reaches_the_output_raw(text: str) -> None:
    """No control, bidirectional or invisible character of a document stands in any output."""
    assert not RAW.search(text)
    assert "\\u001b[2J" in text


def test_colour_never_comes_from_documents() -> None:
    """What a document writes like markup or a colour is shown as it is written."""
    text = "".join(render_terminal(sample_report(), width=200, colour=True))
    assert "[red]青禾市[/red]\\u001b[2J的\\u202e充电站已有" in text
    assert set(re.findall("\x1b.", text)) == {"\x1b["}
    assert set(re.findall("\x1b\\[[0-9;]*(.)", text)) == {"m"}


def test_figures_are_marked_once() -> None:
    """Without colour the figures of a conflict stand in brackets, with colour they do not need them."""
    assert "【255座】" in "".join(render_terminal(sample_report(), width=80, colour=False))
    assert "【" not in "".join(render_terminal(sample_report(), width=80, colour=True))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("8.437E+10", "84370000000"),
        ("0.290", "0.29"),
        ("1E-7", "0.0000001"),
        ("-0.0", "0"),
        ("-3.50", "-3.5"),
        ("100", "100"),
    ],
)
def test_decimals_are_plain(value: str, written: str) -> None:
    """A decimal is written in full: no exponent, no trailing zeros."""
    assert plain(Decimal(value)) == written


@pytest.mark.parametrize("language", WORDS)
def test_every_member_has_a_name(language: str) -> None:
    """Kinds of figure and roles of scope have a name in each language."""
    names = {f"kind-{kind.value}" for kind in Kind} | {f"role-{role.value}" for role in ScopeRole}
    assert names <= set(WORDS[language])


def test_many_sources_of_a_fact_are_no_flood() -> None:
    """Twenty sources of one value against twenty of another are one difference with a few quotes."""
    text = "".join(render_terminal(report_on(crowd([255] * 20 + [260] * 20)), width=80, colour=False))
    assert text.count(" ≠ ") == 1
    assert text.count("【") == 6
    assert len(text.splitlines()) < 60


def test_styles_do_not_spread() -> None:
    """Only what is meant to stand out does: the status, not the fact it is about; the figure, not its sentence."""
    text = "".join(render_terminal(sample_report(), width=200, colour=True))
    assert "\x1b[1;7;31m冲突\x1b[0m  \x1b[1m青禾市 · 充电站\x1b[0m\n" in text
    assert "累计建成充电站\x1b[1;4;31m255座\x1b[0m，比上一轮" in text
    assert "\x1b[1m9.65亿千瓦时\x1b[0m（2032年" in text
