"""How reports put things: escapes, line breaks, excerpts, periods, and the program's own words."""

import re
import unicodedata
from datetime import datetime
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from rich.cells import cell_len
from rich.text import Text

from factcheck.model.period import Aspect, Basis, Period
from factcheck.report.alignment_words import comparison_in_words, level_in_words
from factcheck.report.escape import escaped, visible
from factcheck.report.excerpt import excerpt
from factcheck.report.lookup import Quote
from factcheck.report.page import wrap
from factcheck.report.when import period_in_words
from factcheck.report.words import LANGUAGES, WORDS

CASES = Path(__file__).parent / "cases" / "report"


def cases(name: str) -> list[Any]:
    """The entries of a table as parameters under their ids; every scalar is read as a string."""
    entries = yaml.load((CASES / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param(entry, id=entry["id"]) for entry in entries]


@pytest.mark.parametrize("case", cases("escapes.yaml"))
def test_escapes(case: dict[str, str]) -> None:
    """What acts on a terminal is shown by its code, and everything else as it is."""
    assert visible(case["text"]) == case["shown"]


def test_alignment_has_chinese_names(root: Path) -> None:
    """Every comparison of the rules, and every level it reaches, is told in Chinese alone."""
    rules = yaml.load((root / "rules" / "alignment.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    told = [comparison_in_words(name, "zh") for name in rules["comparisons"]]
    assert len(set(told)) == len(told)
    for name, levels in rules["comparisons"].items():
        reached = [level_in_words(name, level["level"], "zh") for level in levels]
        assert len(set(reached)) == len(reached), name
        told += reached
    assert [words for words in told if re.search("[A-Za-z]", words)] == []
    assert level_in_words("figure", "equal-2", "en") == "equal-2"


def test_no_acting_character_passes() -> None:
    """Every control, format, separator and surrogate code point that Unicode knows is escaped."""
    acting = [
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cf", "Zl", "Zp", "Cs"}
    ]
    assert [character for character in acting if escaped(character) == character] == []


@pytest.mark.parametrize("case", cases("wraps.yaml"))
def test_wraps(case: dict[str, Any]) -> None:
    """A line is broken where a reader expects it and never outgrows its room."""
    width = int(case["width"])
    lines = [line.plain for line in wrap(Text(case["text"]), width, width)]
    assert lines == case["lines"]
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", cases("periods.yaml"))
def test_periods(case: dict[str, str], language: str) -> None:
    """A period is named by the largest units that fit it, with where it is known from."""
    moments = {side: datetime.fromisoformat(case[side]) for side in ("start", "end") if side in case}
    period = Period(
        start=moments.get("start"),
        end=moments.get("end"),
        basis=Basis(case.get("basis", "stated")),
        aspect=Aspect(case.get("aspect", "during")),
        text=case.get("text"),
    )
    assert period_in_words(period, language) == case[language]


def test_languages_say_the_same() -> None:
    """Every word exists in every language and takes the same values."""

    def fields(language: str) -> dict[str, set[str | None]]:
        return {
            key: {name for _, name, _, _ in Formatter().parse(text)} - {None} for key, text in WORDS[language].items()
        }

    assert set(WORDS) == set(LANGUAGES)
    assert fields("zh") == fields("en")


def quote(before: str, figure: str, after: str) -> Quote:
    """A sentence that was not cut yet."""
    return Quote(before=before, figure=figure, after=after, cut_before=False, cut_after=False)


@pytest.mark.parametrize("marks", [True, False], ids=["marks", "colour"])
@pytest.mark.parametrize("room", [30, 76, 194])
def test_excerpt_of_long_sentence(room: int, marks: bool) -> None:
    """A sentence of 10,000 characters is cut on both sides of its figure, which stays whole."""
    shown = excerpt(quote("风景秀丽，" * 1000, "260座", "人来人往，" * 1000), room=room, style="", marks=marks).plain
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert ("【260座】" if marks else "260座") in shown
    assert room - 8 < cell_len(shown) <= room


def test_excerpt_of_short_sentence() -> None:
    """A sentence that fits is shown whole, the line breaks of a wrapped text gone."""
    shown = excerpt(quote("青禾市\n\n共有 ", "约\n\n260座", "充电\r\n站in\nuse。\n"), room=76, style="", marks=True)
    assert shown.plain == "青禾市共有 【约260座】充电站in use。"


def test_excerpt_gives_unused_room_away() -> None:
    """Room that a short beginning leaves goes to the end of the sentence."""
    shown = excerpt(quote("共有", "260座", "，沿途风景秀丽" * 100), room=76, style="", marks=True).plain
    assert shown.startswith("共有【260座】")
    assert cell_len(shown) > 68


def test_excerpt_keeps_english_words_whole() -> None:
    """A cut does not part an English word."""
    shown = excerpt(quote("wonderful " * 50, "260", " wonderful" * 50), room=60, style="", marks=True).plain
    assert set(shown.replace("…", " ").replace("【260】", " ").split()) == {"wonderful"}


def test_excerpt_bounds_combining_marks() -> None:
    """Marks that take no room of their own do not swell an excerpt."""
    shown = excerpt(quote("a" + "\u0301" * 10_000, "260座", "。"), room=76, style="", marks=True).plain
    assert len(shown) <= 76
