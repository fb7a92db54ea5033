"""Decides one pair by the first rule that holds."""

from dataclasses import dataclass
from functools import cache

from factcheck.judge import explain
from factcheck.judge.case import Case, Known
from factcheck.judge.conditions import try_condition
from factcheck.judge.confidence import confidence
from factcheck.model.claim import Claim
from factcheck.model.finding import Status, Step
from factcheck.model.pair import Pair
from factcheck.model.rule import ConditionName, VerdictRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one pair came to. `status` is `None` where the figures are not comparable; then `confidence` is 0."""

    status: Status | None
    rule: str
    confidence: float
    explanation: str
    steps: tuple[Step, ...]


def judge_pair(
    pair: Pair,
    verdicts: tuple[VerdictRule, ...],
    *,
    language: str,
    known: Known | None = None,
    fellows: tuple[Claim, ...] = (),
) -> Verdict:
    """The verdict on a pair, with every condition tried on the way.

    `fellows` are all claims of the fact, where there are more. A rulebook of which no rule holds is a `ValueError`.
    """
    case = Case(
        pair=pair,
        language=language,
        terms=verdicts[0].terms,
        known=known or Known(),
        fellows=fellows or (pair.left, pair.right),
    )
    steps: list[Step] = []
    for rule in verdicts:
        if not _holds(rule, case, steps):
            continue
        return Verdict(
            status=rule.status,
            rule=rule.id,
            confidence=confidence(rule, rule.status, case) if rule.status else 0.0,
            explanation=rule.messages[language].format_map(_fields(rule, case)) + _support(rule, case),
            steps=tuple(steps),
        )
    raise ValueError("no rule holds: the last one must be `otherwise`")


def _holds(rule: VerdictRule, case: Case, steps: list[Step]) -> bool:
    """Whether all conditions hold; each one tried is added to `steps`, and the first that fails ends the trial."""
    for condition in rule.when:
        outcome = try_condition(condition, case)
        phrase = _phrase(rule.id, condition.phrases[case.language])
        steps.append(Step(condition=phrase, held=outcome.held, left=outcome.left, right=outcome.right))
        if not outcome.held:
            return False
    return True


@cache
def _phrase(rule: str, words: str) -> str:
    """How a step names a rule's condition: one text for all pairs, as there are many steps to a pair."""
    return f"{rule} {words}"


def _fields(rule: VerdictRule, case: Case) -> dict[str, str]:
    sides = {"left": 0, "right": 1, "earlier": 0, "later": 1}
    if case.times.order > 0:
        sides.update(earlier=1, later=0)
    claims = (case.left, case.right)
    fields: dict[str, str] = {}
    for side, at in sides.items():
        fields[f"{side}_value"] = case.written[at]
        fields[f"{side}_period"] = case.periods[at]
        fields[f"{side}_document"] = explain.document(claims[at])
    fields["differing"], fields["left_scope"], fields["right_scope"] = _scopes(rule, case)
    own = next(
        (case.known.contradicted[claim.key][0] for claim in claims if claim.key in case.known.contradicted), None
    )
    other = case.named_otherwise or own or (case.told_before if _asks(rule, ConditionName.TOLD_BEFORE) else None)
    if _asks(rule, ConditionName.NAMESAKE_DIFFERS) and case.namesake:
        other = case.namesake.claim
    fields["name"] = case.namesake.name if case.namesake else case.word("unknown")
    fields["other_value"] = explain.value(other) if other else case.word("unknown")
    fields["other_document"] = explain.document(other) if other else case.word("unknown")
    fields["what"] = explain.what(case.left) or explain.what(case.right) or case.word("unknown")
    fields["periods"] = case.both_periods
    fields["left_measure"], fields["right_measure"] = (
        explain.measure(claim, case.terms, case.language) for claim in claims
    )
    fields["days"] = str(max(case.times.days, 1))
    return fields


def _support(rule: VerdictRule, case: Case) -> str:
    """How many further texts have which of two figures that do not agree, each a sentence; empty where none has."""
    if rule.status is not Status.CONFLICTING or case.compatible or _asks(rule, ConditionName.TOLD_BEFORE):
        return ""
    return "".join(
        case.word("support" if count == 1 else "supports").format(count=count, value=explain.value(claim))
        for claim in (case.left, case.right)
        if (count := case.supporters(claim))
    )


def _asks(rule: VerdictRule, name: ConditionName) -> bool:
    return any(condition.name is name and not condition.negated for condition in rule.when)


def _scopes(rule: VerdictRule, case: Case) -> tuple[str, str, str]:
    """The role in which the rule found the scopes to differ, and the words of either, else all that narrows them."""
    for condition in rule.when:
        if condition.name is ConditionName.SCOPE_DIFFERS and not condition.negated:
            outcome = try_condition(condition, case)
            if outcome.role is not None:
                return case.word(f"differing-{outcome.role}"), outcome.left, outcome.right
    left, right = (explain.narrowing(claim, case.terms, case.language) for claim in (case.left, case.right))
    return case.word("unknown"), left, right
