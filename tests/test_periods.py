"""Which period a figure holds for, what its change is against, and which figures are no quantities but times."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.extract.imprint import mark_imprints
from factcheck.extract.periods import Endpoint, Periods, resolve_periods
from factcheck.extract.time_frame import Clauses
from factcheck.extract.times import find_times
from factcheck.model.period import Aspect, Grain, Period
from factcheck.model.span import Span
from factcheck.rulebook.times import TimeLexicon, load_times
from small_runs import claims_of
from time_documents import shown, write_document

CASES = Path(__file__).parent / "cases" / "extract" / "periods.yaml"


@pytest.fixture(scope="module")
def lexicons(root: Path) -> dict[str, TimeLexicon]:
    """The shipped time lexicons by language."""
    return {language: load_times(root / "rules" / "lexicon" / language) for language in ("zh", "en")}


def cases() -> list[Any]:
    """The rows of the table as test parameters."""
    rows = yaml.load(CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param(row, id=row["id"]) for row in rows]


def periods_of(text: str, lexicon: TimeLexicon, *, language: str = "zh", published: str = "2026-02-03") -> Periods:
    """The resolved times of a small document."""
    document = write_document(text, language=language, published=published)
    clauses = Clauses.of(text, lexicon)
    times = mark_imprints(document, find_times(text, clauses, lexicon), lexicon)
    return resolve_periods(document, times, clauses, lexicon)


def place(text: str, words: str) -> Span:
    """Where words stand first in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def told(period: Period) -> str:
    """A period with its basis, and its aspect where it does not last."""
    aspect = "" if period.aspect is Aspect.DURING else f" {period.aspect.value}"
    return f"{shown(period)} {period.basis.value}{aspect}"


@pytest.mark.parametrize("case", cases())
def test_a_figure_takes_its_period_and_base(case: dict[str, str], lexicons: dict[str, TimeLexicon]) -> None:
    """A figure holds for the time of its clause, else for one carried over; a change has a base."""
    language = case.get("language", "zh")
    published = case.get("published", "2026-02-03")
    periods = periods_of(case["text"], lexicons[language], language=language, published=published)
    span = place(case["text"], case["figure"])
    endpoint = Endpoint(case["endpoint"]) if "endpoint" in case else None
    assert told(periods.of(span, endpoint=endpoint)) == case["period"]
    if "base" in case:
        base = periods.base_of(span)
        assert (base[1] if base else "none") == case["base"]


def test_the_words_of_a_period_are_quoted_from_the_source(lexicons: dict[str, TimeLexicon]) -> None:
    """A period carries the words it was read from and their place."""
    text = "甲市截至2024年底有5家。"
    period = periods_of(text, lexicons["zh"]).of(place(text, "5家"))
    assert period.span is not None
    assert text[period.span.start : period.span.end] == period.text == "截至2024年底"


def test_a_base_is_quoted_from_the_source(lexicons: dict[str, TimeLexicon]) -> None:
    """A base comes with its words and their place."""
    text = "较2020年增长56.9%。"
    assert periods_of(text, lexicons["zh"]).base_of(place(text, "56.9%")) == ("2020年", "2020", Span(1, 6))


@pytest.mark.parametrize(
    ("figure", "expected"), [("2024", True), ("9", True), ("2020", True), ("2025", True), ("5", False), ("3", False)]
)
def test_figures_of_times_and_names_are_no_quantities(
    figure: str, expected: bool, lexicons: dict[str, TimeLexicon]
) -> None:
    """A number inside a time, a base or a year in a name is a time; others are not."""
    text = "2024年9月有5家,较2020年增长3%,《全球报告2025》。"
    span = place(text, figure)
    assert periods_of(text, lexicons["zh"]).is_time(span.start, span.end) is expected


def test_moments_and_days_are_listed_apart(lexicons: dict[str, TimeLexicon]) -> None:
    """Clock times are moments, days of events are days; points that totals count up to and imprints are neither."""
    text = (
        "甲市通报\n甲市某某局 2024年5月20日\n2024年5月11日9时20分开馆。5月12日,甲市发布。截至5月13日,5家。2024年5家。"
    )
    periods = periods_of(text, lexicons["zh"], published="2024-05-20")
    assert [(text[span.start : span.end], period.grain) for span, period in periods.moments] == [
        ("2024年5月11日9时20分", Grain.MINUTE)
    ]
    assert [text[span.start : span.end] for span, _ in periods.days] == ["5月12日"]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2025年3月、2025年4月分别为5.1亿元和6.2亿元。", {"5.1亿元": 3, "6.2亿元": 4}),
        ("2025年3月和4月出口额分别为5.1亿元、6.2亿元。", {"5.1亿元": 3, "6.2亿元": 4}),
        ("2025年2月、3月和4月，出口额分别为5.1亿元、6.2亿元和7.3亿元。", {"5.1亿元": 2, "6.2亿元": 3, "7.3亿元": 4}),
        ("2025年2月、3月和4月，出口额分别为6.2亿元和7.3亿元。", {"6.2亿元": 4, "7.3亿元": 4}),
        ("2025年3月和4月，出口额和进口额分别为6.2亿元和7.3亿元。", {"6.2亿元": 4, "7.3亿元": 4}),
        ("2025年3月、2025年4月出口6.2亿元。", {"6.2亿元": 4}),
        ("2025年3月、2025年4月出口5.1亿元和6.2亿元。", {"5.1亿元": 4, "6.2亿元": 4}),
    ],
)
def test_times_date_the_figures_of_a_list_one_by_one(text: str, months: dict[str, int]) -> None:
    """Only where a word says so, and there are as many times as figures."""
    claims = claims_of(text, "a.txt")
    assert {claim.text: claim.period.start and claim.period.start.month for claim in claims} == months
