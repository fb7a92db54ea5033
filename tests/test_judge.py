"""What pairs and facts come to: status, severity, confidence, explanation, steps and fingerprint."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import force_setattr, replace

from factcheck.judge import judge_fact, judge_pair
from factcheck.judge.conditions import REGISTRY
from factcheck.judge.developing import Fellows
from factcheck.judge.times import relate
from factcheck.model.finding import Severity, Status
from factcheck.model.fingerprint import fingerprint
from factcheck.model.pair import Fact, Pair
from factcheck.model.rule import ConditionName
from factcheck.model.span import Span
from factcheck.rulebook.verdicts import load_verdicts
from factcheck.values import compatible
from factories import make_claim, make_pair

CASES = Path(__file__).parent / "cases" / "judge"
RULES = load_verdicts(Path(__file__).parent.parent / "rules" / "verdicts")


def cases(name: str) -> list[Any]:
    """The rows of a table, each a test of its own name; every scalar is a string."""
    rows = yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param(row, id=row["id"]) for row in rows]


def pair_of(case: dict[str, Any]) -> Pair:
    """The pair of a row, the left claim in a.txt and the right one in b.txt unless the row says otherwise."""
    left = make_claim(case["left"], document="a.txt")
    right = make_claim(case["right"], document="b.txt", at=100)
    return make_pair(left, right, likelihood=float(case.get("likelihood", 1)))


def fact_of(*pairs: Pair) -> Fact:
    """A fact of the claims of some pairs."""
    claims = {claim.key: claim for pair in pairs for claim in (pair.left, pair.right)}
    return Fact(label="", claims=tuple(claims[key] for key in sorted(claims)), pairs=pairs)


@pytest.mark.parametrize("case", cases("pairs"))
def test_pair_comes_to_its_status_and_severity(case: dict[str, Any]) -> None:
    """A pair gets the status, and where given the severity, of the table; what is not comparable gives no finding."""
    findings = judge_fact(fact_of(pair_of(case)), RULES, language="zh")
    if case["status"] == "none":
        assert not findings
        return
    (finding,) = findings
    assert finding.status == case["status"], (finding.rule, finding.confidence)
    if "severity" in case:
        assert finding.severity == case["severity"], (finding.rule, finding.confidence)


@pytest.mark.parametrize("case", cases("values"))
def test_figures_are_compatible_as_written(case: dict[str, Any]) -> None:
    """Two figures can be one value exactly where their intervals, rounding and bounds allow it."""
    left, right = make_claim(case["left"]), make_claim(case["right"])
    apart = case.get("apart") == "true"
    expected = case["compatible"] == "true"
    assert compatible(left, right, apart=apart) is expected
    assert compatible(right, left, apart=apart) is expected


@pytest.mark.parametrize("case", cases("times"))
def test_times_stand_to_one_another(case: dict[str, Any]) -> None:
    """The relation of two times is the same from either side, and their order turns round."""
    left = make_claim({"value": "1", **case["left"]}, document="a.txt")
    right = make_claim({"value": "1", **case["right"]}, document="b.txt")
    there, back = relate(left, right), relate(right, left)
    assert (there.relation, str(there.order)) == (case["relation"], case["order"])
    assert (back.relation, back.order, back.days) == (there.relation, -there.order, there.days)


def test_every_condition_of_the_vocabulary_has_its_function() -> None:
    """No condition can stand in a rule without being known to the judge."""
    assert set(REGISTRY) == set(ConditionName)


def test_pair_that_is_not_comparable_gives_no_finding() -> None:
    """A pair of two dimensions is no pair at all."""
    pair = pair_of({"left": {"value": "3", "dimension": "rank"}, "right": {"value": "3"}})
    assert judge_pair(pair, RULES, language="zh").status is None
    assert judge_fact(fact_of(pair), RULES, language="zh") == ()


def test_same_figure_of_another_scope_conflicts_where_another_pair_gives_the_own_value() -> None:
    """The second look knows what every pair of the fact says of a claim's own subject and scope."""
    draft = make_claim({"value": "401", "unit": "家", "level": "国家级", "period": "2025"}, document="d.txt")
    city = make_claim({"value": "401", "unit": "家", "level": "市级", "period": "2025"}, document="a.txt")
    national = make_claim({"value": "145", "unit": "家", "level": "国家级", "period": "2025"}, document="a.txt", at=50)
    moved = fact_of(make_pair(draft, city))
    alone = judge_fact(moved, RULES, language="zh")[0]
    assert (alone.status, alone.severity) == (Status.CONFLICTING, Severity.WARNING)
    swapped, differs = judge_fact(fact_of(make_pair(draft, city), make_pair(draft, national)), RULES, language="zh")
    assert (swapped.status, swapped.severity) == (Status.CONFLICTING, Severity.ERROR)
    assert "145" in swapped.explanation
    assert differs.status is Status.CONFLICTING


def test_value_of_a_doubtful_subject_is_no_own_value() -> None:
    """A conflict between figures whose subjects share no word does not make a third one a swap."""
    draft = make_claim({"value": "401", "subject": "甲园", "period": "2025"}, document="d.txt")
    same = make_claim({"value": "401", "subject": "乙园", "period": "2025"}, document="a.txt")
    other = make_claim({"value": "145", "subject": "丙园", "period": "2025"}, document="b.txt")
    fact = fact_of(make_pair(draft, same), make_pair(draft, other))
    findings = judge_fact(fact, RULES, language="zh")
    assert [finding.status for finding in findings] == [Status.CONSISTENT, Status.CONFLICTING]


def test_explanation_counts_the_other_texts_of_either_figure() -> None:
    """Who must decide between two figures reads how many further texts have which; texts of other times are none."""
    years = {"a.txt": ("320", "2025"), "b.txt": ("350", "2025"), "c.txt": ("350", "2025"), "d.txt": ("320", "2024")}
    claims = [
        make_claim({"value": value, "unit": "家", "period": year}, document=name)
        for name, (value, year) in years.items()
    ]
    findings = judge_fact(fact_of(*(make_pair(claims[0], other) for other in claims[1:])), RULES, language="zh")
    assert findings[0].explanation.endswith("另有1份文稿与“350家”一致。")
    assert "320家”一致" not in findings[0].explanation


def test_an_inferred_date_and_a_doubtful_alignment_lower_the_confidence() -> None:
    """Circumstances take away from what a rule is worth, and each shows in the number."""
    left, right = {"value": "255", "measure": "累计引进"}, {"value": "260", "measure": "累计引进"}
    given = {"left": {**left, "published": "2026-01-08"}, "right": {**right, "published": "2026-01-01"}}
    inferred = {"left": {**left, "published": "2026-01-08.."}, "right": {**right, "published": "2026-01-01.."}}
    worth = [
        judge_pair(pair_of(case), RULES, language="zh").confidence
        for case in (given, inferred, {**inferred, "likelihood": "0.6"})
    ]
    assert worth[0] > worth[1] > worth[2] > 0.5


def test_what_is_halved_is_less_sure_to_be_one_thing_than_what_doubles() -> None:
    """A total that falls far costs confidence and one that grows as far does not; rates of change may do either."""

    def worth(kind: str, values: tuple[str, str]) -> float:
        unit = {"unit": "%", "dimension": "ratio", "scale": "0.01"} if kind == "change" else {"unit": "家"}
        left, right = (
            {"value": value, "kind": kind, "period": year, **unit}
            for value, year in zip(values, ("2023", "2024"), strict=True)
        )
        finding = judge_pair(pair_of({"left": left, "right": right}), RULES, language="zh")
        assert finding.rule == "V340"
        return finding.confidence

    assert worth("total", ("250", "510")) == worth("total", ("250", "260")) > worth("total", ("510", "360"))
    assert worth("total", ("510", "360")) > worth("total", ("510", "250"))
    assert worth("change", ("5.1", "2.5")) == worth("change", ("2.5", "5.1"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explanation_shows_both_figures_and_their_times(language: str) -> None:
    """Who knows no rule reads what differs, and when each figure holds."""
    pair = pair_of(
        {
            "left": {"value": "255", "unit": "家", "measure": "累计引进", "published": "2026-01-08.."},
            "right": {"value": "260", "unit": "家", "measure": "累计引进", "published": "2026-01-01.."},
        }
    )
    explanation = judge_pair(pair, RULES, language=language).explanation
    for part in ("255家", "260家", "2026-01-08", "2026-01-01"):
        assert part in explanation


def test_explanation_drops_what_a_document_could_hide_in_it() -> None:
    """Line breaks, control and direction characters of a figure reach no explanation; braces stay text."""
    pair = pair_of(
        {"left": {"value": "255", "text": "25\n5\x1b[2J\u202e{0}家"}, "right": {"value": "260", "text": "260家"}}
    )
    explanation = judge_pair(pair, RULES, language="zh").explanation
    assert "25 5[2J{0}家" in explanation


def test_steps_run_to_the_rule_that_decides() -> None:
    """The trace holds every condition tried, one failure at most a rule, and all of the deciding rule."""
    pair = pair_of({"left": {"value": "255", "period": "2024"}, "right": {"value": "260", "period": "2024"}})
    verdict = judge_pair(pair, RULES, language="zh")
    tried = [step.condition.split(" ", 1)[0] for step in verdict.steps]
    ids = [rule.id for rule in RULES]
    assert list(dict.fromkeys(tried)) == ids[: ids.index(verdict.rule) + 1]
    deciding = next(rule for rule in RULES if rule.id == verdict.rule)
    last = verdict.steps[-len(deciding.when) :]
    assert all(step.held for step in last)
    failed = [name for name, step in zip(tried, verdict.steps, strict=True) if not step.held]
    assert failed == ids[: ids.index(verdict.rule)]


def test_fingerprint_knows_content_and_no_position() -> None:
    """A pair that moves in its documents keeps its fingerprint; one whose figure or document changes does not."""
    case = {"left": {"value": "255", "subject": "甲园"}, "right": {"value": "260", "subject": "甲园"}}
    pair = pair_of(case)
    moved = replace(pair, left=replace(pair.left, span=Span(7, 11)))
    other_value = pair_of({**case, "left": {"value": "256", "subject": "甲园"}})
    other_document = replace(pair, right=replace(pair.right, document="c.txt"))
    assert fingerprint(moved) == fingerprint(pair)
    assert len({fingerprint(pair), fingerprint(other_value), fingerprint(other_document)}) == 3


def test_fingerprint_does_not_know_sides() -> None:
    """Which claim comes first changes nothing."""
    left = make_claim({"value": "255"}, document="a.txt")
    right = make_claim({"value": "260"}, document="b.txt")
    mirrored = Pair(left=left, right=right, likelihood=1, levels=())
    force_setattr(mirrored, "left", right)
    force_setattr(mirrored, "right", left)
    assert fingerprint(make_pair(left, right)) == fingerprint(mirrored)


@pytest.mark.parametrize(
    ("figures", "moves"),
    [
        ({"2025-01-05": "42", "2025-01-08": "48", "2025-01-09": "51"}, True),
        ({"2025-01-05": "51", "2025-01-08": "48", "2025-01-09": "42"}, False),
        ({"2025-01-05": "42", "2025-03-08": "48", "2025-06-09": "51"}, False),
        ({"2025-01-05": "42", "2025-01-08": "48"}, False),
    ],
    ids=["grows", "falls", "months-apart", "two-values"],
)
def test_a_matter_in_progress_has_more_every_day(figures: dict[str, str], moves: bool) -> None:
    """Three exact values, one of them more than that of a day in the month before; bounds count for none."""
    claims = [make_claim({"value": value, "unit": "人", "published": day}) for day, value in figures.items()]
    assert Fellows(claims).move_by_the_day is moves
    bounds = [make_claim({"value": "9e9", "unit": "人", "modifier": "above", "published": "2025-01-20"})]
    assert Fellows([*claims, *bounds]).move_by_the_day is moves
