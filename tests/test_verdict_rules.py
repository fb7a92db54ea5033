"""The verdict rules: their files, their grammar and their own examples."""

from pathlib import Path

import pytest

from factcheck.judge import judge_fact
from factcheck.judge.verdict import judge_pair
from factcheck.model.pair import Fact
from factcheck.model.rule import Example, VerdictRule
from factcheck.rulebook.verdicts import load_verdicts
from factories import make_claim, make_pair

FOLDER = Path(__file__).parent.parent / "rules" / "verdicts"
RULES = load_verdicts(FOLDER)
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{example.name.replace(' ', '-')}")
    for rule in RULES
    for example in rule.examples
]


def decided_by(example: Example, *, mirrored: bool = False) -> str:
    """The id of the rule that decides an example's two claims."""
    documents = ("b.txt", "a.txt") if mirrored else ("a.txt", "b.txt")
    left = make_claim(example.left, document=documents[0])
    right = make_claim(example.right, document=documents[1], at=100)
    if example.other is None:
        return judge_pair(make_pair(left, right), RULES, language="zh").rule
    other = make_claim(example.other, document="c.txt")
    pairs = (make_pair(left, right), make_pair(left, other))
    fact = Fact(label="", claims=(left, right, other), pairs=pairs)
    return judge_fact(fact, RULES, language="zh")[0].rule


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example_is_decided_by_the_rule_it_names(rule: VerdictRule, example: Example) -> None:
    """An example is decided by its rule, a near miss by the other one it names, whichever side is left."""
    assert decided_by(example) == example.decided_by
    assert decided_by(example, mirrored=True) == example.decided_by


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_an_example_and_a_near_miss(rule: VerdictRule) -> None:
    """Every rule shows a pair that it decides and one that another rule does."""
    deciders = {example.decided_by for example in rule.examples}
    assert rule.id in deciders
    assert deciders - {rule.id}
