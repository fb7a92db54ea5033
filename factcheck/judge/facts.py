"""Judges the pairs of facts, twice where a figure may have moved to another subject."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from factcheck.judge.case import Contradicted, Known
from factcheck.judge.confidence import severity
from factcheck.judge.developing import Fellows
from factcheck.judge.names import Siblings
from factcheck.judge.trial import Trial
from factcheck.judge.verdict import Verdict, judge_pair
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Status
from factcheck.model.fingerprint import fingerprint
from factcheck.model.pair import Fact, Pair
from factcheck.model.rule import Condition, ConditionName, VerdictRule

#: Rules of this confidence and above testify that a claim has another value of its own; others only ask for a look.
_TRUSTED = 0.8

#: So sure must a conflict itself be to testify.
_LIKELY = 0.5

#: So many claims of a fact are read for words that hold for the whole fact.
_FELLOWS = 100


def judge_fact(fact: Fact, verdicts: tuple[VerdictRule, ...], *, language: str) -> tuple[Finding, ...]:
    """The findings of one fact, in the order of its pairs; pairs that are not comparable give none."""
    return next(judge_facts((fact,), verdicts, language=language))


def judge_facts(
    facts: Iterable[Fact],
    verdicts: tuple[VerdictRule, ...],
    *,
    language: str,
    claims: Callable[[str], Iterable[Claim]] | None = None,
    traced: bool = True,
) -> Iterator[tuple[Finding, ...]]:
    """The findings of each fact, one fact after the other.

    `claims` gives all claims of a document by its name, also those of no fact; without it only the fact's are known.
    Without `traced` findings do not say what was tried, which takes as long to put into words as to decide.

    The second look judges again the pairs of claims that the first found at odds with another claim of their own
    subject and scope: the same figure under another subject then is no coincidence. A claim is of one fact, so that no
    other fact knows more of it.
    """
    trial, trusted = Trial(verdicts, traced=traced), _Trusted(verdicts)
    everywhere = Siblings(claims) if claims else None
    for fact in facts:
        known = Known(siblings=everywhere or Siblings(_by_document(fact.claims)))
        looked = _look(fact, fact.pairs, trial, language, known)
        known = replace(known, contradicted=trusted.contradicted(looked))
        doubtful = [pair for pair, verdict in looked if trusted.doubts(verdict) and _is_contradicted(pair, known)]
        again = {id(pair): verdict for pair, verdict in _look(fact, doubtful, trial, language, known)}
        found = ((pair, again.get(id(pair), verdict)) for pair, verdict in looked)
        yield tuple(_finding(pair, verdict) for pair, verdict in found if verdict.status is not None)


def _by_document(claims: Iterable[Claim]) -> Callable[[str], Iterable[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.document].append(claim)
    return found.__getitem__


def _look(fact: Fact, pairs: Iterable[Pair], trial: Trial, language: str, known: Known) -> list[tuple[Pair, Verdict]]:
    fellows = Fellows(fact.claims[:_FELLOWS])
    return [(pair, judge_pair(pair, trial, language=language, known=known, fellows=fellows)) for pair in pairs]


def _is_contradicted(pair: Pair, known: Known) -> bool:
    return pair.left.key in known.contradicted or pair.right.key in known.contradicted


class _Trusted:
    """The rules by which a conflict testifies that a claim has another value of its own."""

    def __init__(self, verdicts: tuple[VerdictRule, ...]) -> None:
        self._rules = {
            rule.id
            for rule in verdicts
            if rule.confidence >= _TRUSTED and not _conditions(rule, ConditionName.SCOPE_DIFFERS)
        }
        self._scoped = {rule.id for rule in verdicts if _conditions(rule, ConditionName.SCOPE_DIFFERS)}
        self._elsewhere = [part for rule in verdicts for part in _conditions(rule, ConditionName.SUBJECTS_DIFFER)]

    def doubts(self, verdict: Verdict) -> bool:
        """Whether another figure of one side's own may change a verdict: one of agreement, or on two scopes."""
        return verdict.status is Status.CONSISTENT or verdict.rule in self._scoped

    def contradicted(self, looked: Iterable[tuple[Pair, Verdict]]) -> Contradicted:
        """Claims by key with the claims that are in conflict with them on one subject and in one scope."""
        found: dict[tuple[str, int, int], list[Claim]] = defaultdict(list)
        for pair, verdict in looked:
            if self._testifies(verdict) and not self._of_two_subjects(pair):
                found[pair.left.key].append(pair.right)
                found[pair.right.key].append(pair.left)
        return dict(found)

    def _testifies(self, verdict: Verdict) -> bool:
        conflicting = verdict.status is Status.CONFLICTING and verdict.rule in self._rules
        return conflicting and verdict.confidence >= _LIKELY

    def _of_two_subjects(self, pair: Pair) -> bool:
        return any(pair.level(part.comparison) in part.levels for part in self._elsewhere)


def _conditions(rule: VerdictRule, name: ConditionName) -> list[Condition]:
    """The conditions of one name that a rule asks for; a rule that asks whether scopes differ tells of no own value."""
    return [part for part in rule.when if part.name is name and not part.negated]


def _finding(pair: Pair, verdict: Verdict) -> Finding:
    assert verdict.status is not None
    return Finding(
        pair=pair,
        status=verdict.status,
        rule=verdict.rule,
        severity=severity(verdict.status, verdict.confidence),
        confidence=verdict.confidence,
        explanation=verdict.explanation,
        steps=verdict.steps,
        fingerprint=fingerprint(pair),
    )
