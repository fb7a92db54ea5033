"""Times as they are written: what is found, what it is, and what it comes to."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.extract.periods import resolve_periods
from factcheck.extract.time_frame import Clauses
from factcheck.extract.times import Role, find_times
from factcheck.model.errors import RuleError
from factcheck.model.period import Aspect
from factcheck.rulebook.times import TimeLexicon, load_times
from time_documents import shown, write_document

CASES = Path(__file__).parent / "cases" / "extract"


def cases(name: str) -> list[Any]:
    """The rows of a table as test parameters."""
    rows = yaml.load((CASES / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param(row, id=row["id"]) for row in rows]


@pytest.fixture(scope="module")
def lexicons(root: Path) -> dict[str, TimeLexicon]:
    """The shipped time lexicons by language."""
    return {language: load_times(root / "rules" / "lexicon" / language) for language in ("zh", "en")}


@pytest.mark.parametrize("case", cases("times.yaml"))
def test_times_are_found_with_their_role_and_value(case: dict[str, Any], lexicons: dict[str, TimeLexicon]) -> None:
    """Every time of a text is found with its words, role and resolved period, and nothing else is."""
    language = case.get("language", "zh")
    document = write_document(case["text"], language=language, published=case.get("published", "2026-02-03"))
    clauses = Clauses.of(case["text"], lexicons[language])
    expressions = find_times(case["text"], clauses, lexicons[language])
    periods = resolve_periods(document, expressions, clauses, lexicons[language])
    found = [
        " | ".join((case["text"][each.span.start : each.span.end], _kind(each.role, each.aspect), shown(dated.period)))
        for each, dated in zip(expressions, periods.dated, strict=True)
    ]
    assert found == case["times"]


def _kind(role: Role, aspect: Aspect) -> str:
    return aspect.value if role is Role.PERIOD and aspect is not Aspect.DURING else role.value


@pytest.mark.parametrize("language", ["zh", "en"])
def test_expressions_are_sorted_and_do_not_overlap(language: str, lexicons: dict[str, TimeLexicon], root: Path) -> None:
    """Over whole texts, expressions follow one another and stay inside the text."""
    for path in sorted((root / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        spans = [each.span for each in find_times(text, Clauses.of(text, lexicons[language]), lexicons[language])]
        assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
        assert all(span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    "filling", ["1" * 200_000, "1-" * 100_000, "年" * 200_000, "一" * 200_000, "到2024年" * 40_000]
)
def test_hostile_text_is_read_in_time(filling: str, lexicons: dict[str, TimeLexicon]) -> None:
    """Runs of digits, dashes and time words are read without getting slower than their length."""
    assert len(find_times(filling, Clauses.of(filling, lexicons["zh"]), lexicons["zh"])) <= len(filling)


_BROKEN = {
    "unbounded": ("second: '(?:[0-5]?[0-9]秒)?'", "second: '(?:[0-9]*秒)?'", "unbounded repetition"),
    "unknown piece": ("<hanyear>年度?'", "<hanyaer>年度?'", "unknown piece <hanyaer>"),
    "no pattern": ("'<day>号(?![楼线院机])'", "'<day>号(?![楼线院机]'", "is not a pattern"),
    "no saying": ("shift year -2", "shift year minus-2", "expected a flag"),
    "no day": ("2011-01-01 2015-12-31", "2011-01-01 2015-12-32", "expected one or two days"),
    "unknown role": ("role: name,", "role: title,", "the only role"),
    "unknown level": ("follows: month,", "follows: moon,", "'moon' is none of"),
    "unknown key": ("\ntrailing: 1", "\ntrailing: 1\ntraling: 1", "unknown key 'traling'"),
}


def test_every_pattern_is_one(lexicons: dict[str, TimeLexicon]) -> None:
    """Those of the shipped lexicons compile, which nothing tries before a text needs them."""
    for lexicon in lexicons.values():
        for choice in (*lexicon.choices.values(), *lexicon.followers.values()):
            assert choice.pattern
            assert all(atom.pattern for atom in choice.atoms)


@pytest.mark.parametrize("name", _BROKEN)
def test_a_broken_lexicon_names_its_line(name: str, root: Path, tmp_path: Path) -> None:
    """A mistake in times.yaml is an error with the file, the line's number and the line."""
    right, wrong, message = _BROKEN[name]
    source = (root / "rules" / "lexicon" / "zh" / "times.yaml").read_text(encoding="utf-8")
    assert right in source
    (tmp_path / "times.yaml").write_text(source.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=rf"times\.yaml:\d+: .*{re.escape(message)}"):
        load_times(tmp_path)
