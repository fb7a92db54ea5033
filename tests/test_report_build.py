"""What a report holds: order, numbers, the filter on confidence, and the limit on pairs."""

from datetime import datetime

from msgspec.structs import replace

from factcheck.model.finding import Status
from factcheck.model.pair import CLAIMS_PER_FACT
from factcheck.model.period import Basis, Period
from factcheck.report.alike import Difference, differences
from factcheck.report.limit import limit_fact
from factcheck.report.to_json import render_json
from golden_files import PUBLISHED, crowd, decided, report_on, sample_report, year


def test_order_of_arguments_does_not_matter() -> None:
    """Documents, facts, findings and what was skipped come out in one order whatever order they came in."""
    assert list(render_json(sample_report())) == list(render_json(sample_report(backwards=True)))


def test_ids_follow_paths_and_offsets() -> None:
    """Documents, claims and facts are numbered in the order of paths and offsets."""
    report = sample_report()
    assert [(item.id, item.document.name) for item in report.documents] == [
        (f"d{number}", name) for number, name in enumerate(sorted(PUBLISHED), 1)
    ]
    keys = [item.key for item in report.claims.values()]
    assert keys == sorted(keys)
    assert list(report.claims) == [f"c{number}" for number in range(1, len(keys) + 1)]
    firsts = [int(next(iter(fact.claims))[1:]) for fact in report.facts]
    assert [fact.id for fact in report.facts] == ["f1", "f2", "f3"]
    assert firsts == sorted(firsts)


def test_filter_removes_what_nothing_refers_to() -> None:
    """Above the confidence of its findings a fact vanishes, and so do claims that no other fact holds."""
    report = sample_report(min_confidence=0.7)
    labels = {fact.label: fact for fact in report.facts}
    assert labels["绿溪区 · 换电站"].status is Status.CONSISTENT
    assert "约有\n\n20座" not in {item.text for item in report.claims.values()}
    assert {id_ for fact in report.facts for id_ in fact.claims} == set(report.claims)
    assert len(sample_report(min_confidence=1).facts) == 0
    assert sample_report(min_confidence=1).claims == {}


def test_filter_keeps_findings_at_the_threshold() -> None:
    """A finding exactly as sure as asked for is kept."""
    found = [item.confidence for fact in sample_report(min_confidence=0.62).facts for item in fact.findings]
    assert min(found) == 0.62


def test_counts_and_status() -> None:
    """Findings are counted by status after the filter, and a fact has the gravest status of its own."""
    report = sample_report()
    found = [item.status for fact in report.facts for item in fact.findings]
    assert report.counts == {status: found.count(status) for status in Status}
    assert [fact.status.value for fact in report.facts] == ["conflicting", "time-shifted", "conflicting"]


def test_up_to_the_limit_every_pair_is_judged() -> None:
    """A fact of forty claims keeps all its pairs."""
    fact = crowd([7] * CLAIMS_PER_FACT)
    assert limit_fact(fact).fact == fact


def test_beyond_the_limit_one_stands_for_all_of_equal_value() -> None:
    """Sixty claims of two values give three pairs, list every claim, and the report says so."""
    report = report_on(crowd([255] * 30 + [260] * 30))
    (fact,) = report.facts
    assert len(fact.claims) == 60
    assert sorted(item.status for item in fact.findings) == ["conflicting", "consistent", "consistent"]
    assert [entry.path for entry in report.skipped] == ["f1"]
    assert "of 60 claims" in report.skipped[0].reason


def test_beyond_the_limit_periods_stay_apart() -> None:
    """Equal values of different periods do not stand for one another."""
    periods = [year(2031)] * 25 + [Period(start=datetime(2032, 1, 1), basis=Basis.STATED)] * 25
    assert len(limit_fact(crowd([255] * 50, periods=periods)).fact.pairs) == 3


def _named(group: Difference) -> tuple[list[str], list[str], int]:
    return [claim.text for claim in group.left], [claim.text for claim in group.right], group.pairs


def test_differences_gather_equal_values() -> None:
    """Findings between the same two values are one difference, whichever side each value is on."""
    fact = crowd([255, 260, 255, 260])
    conflicts = [item for item in decided(fact) if item.status is Status.CONFLICTING]
    (group,) = differences(conflicts)
    ones, others = ([claim.text for claim in fact.claims[start::2]] for start in (0, 1))
    assert _named(group) == (ones, others, 4)


def test_differences_of_one_value() -> None:
    """One figure given for three periods is one difference that names all three claims."""
    first, second, third = (claim.text for claim in crowd([255, 255, 255]).claims)
    findings = [replace(item, status=Status.CONFLICTING) for item in decided(crowd([255, 255, 255]))]
    (group,) = differences(findings)
    assert _named(group) == ([first], [second, third], 3)
