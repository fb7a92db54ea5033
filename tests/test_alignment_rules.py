"""rules/alignment.yaml: what is wrong in it is an error that shows the file, the line and what is missing."""

import pickle
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from factcheck.align import align
from factcheck.model.errors import RuleError
from factcheck.rulebook.alignment import AlignmentRules, load_alignment
from factcheck.rulebook.location import shipped_rules
from small_runs import claims_of, shipped

_BROKEN = {
    "steps out of order": ("least: 0.75", "least: 0.45", "levels stand in falling order of `least`"),
    "a step too few": ("{level: some, least: 0.3,", "{level: some,", "all but the last have a `least`"),
    "unknown key": ("partners:", "postings:", "unknown key 'postings'"),
    "no number": ("partners: ", "partners: many", "expected a number"),
}
#: What is taken out of the file: an expression, what stays of it, and what the error then says.
_LACKING = {
    "level": (
        r"(  unit:\n(?:    -.*\n)*)    - \{level: other, .*\n",
        r"\1",
        "the comparison 'unit' has no level 'other'",
    ),
    "joint level": (
        r"(  figure and item words:\n(?:    -.*\n)*)    - \{level: \"unequal, same\", .*\n",
        r"\1",
        "'figure and item words' has no level 'unequal, same'",
    ),
    "comparison": (r"  unit:\n", "  renamed:\n", "there is no comparison 'unit'"),
}


def rules_with(right: str, wrong: str, folder: Path) -> AlignmentRules:
    """The shipped rules with something else where an expression first matches."""
    source = (shipped_rules() / "alignment.yaml").read_text(encoding="utf-8")
    changed, places = re.subn(right, wrong, source, count=1)
    assert places
    (folder / "alignment.yaml").write_text(changed, encoding="utf-8")
    return load_alignment(folder / "alignment.yaml")


@pytest.mark.parametrize("name", _BROKEN)
def test_broken_rules_name_their_line(name: str, tmp_path: Path) -> None:
    """A mistake in the file is an error with the file, the line's number and the line."""
    right, wrong, message = _BROKEN[name]
    with pytest.raises(RuleError, match=rf"alignment\.yaml:\d+: .*{re.escape(message)}"):
        rules_with(re.escape(right), wrong, tmp_path)


@pytest.mark.parametrize("name", _LACKING)
def test_what_alignment_lacks_is_named(name: str, tmp_path: Path) -> None:
    """A level that two figures reach and the file does not give is an error that names comparison and level."""
    right, wrong, message = _LACKING[name]
    rules = rules_with(right, wrong, tmp_path)
    texts = ("青禾公司在甲市建成智能充电桩255座。", "青禾公司在甲市建成智能充电桩260个。")
    claims = [claim for at, text in enumerate(texts) for claim in claims_of(text, str(at))]
    with pytest.raises(RuleError, match=rf"alignment\.yaml:\d+: .*{re.escape(message)}"):
        align(claims, replace(shipped(), alignment=rules))


def test_an_error_of_a_rule_crosses_processes() -> None:
    """An error that a worker raises says the same where it is caught."""
    error = RuleError(Path("rules/alignment.yaml"), 3, "no level")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (RuleError, "rules/alignment.yaml:3: no level")
