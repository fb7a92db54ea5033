"""The committed figures do not fall, docs/accuracy.md shows them, and the command that measures says what it does."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from accuracy.ground import Scope
from accuracy.measured import Measured, measure_set
from accuracy.outcomes import run_set
from accuracy.page import PAGE, parts, rewrite, written
from accuracy.ratchet import Figures, commit, committed, falls, figures
from accuracy.score import Rates, SetScore, score
from accuracy.sets import OWN, AnnotatedSet, annotated_sets, invented_sets
from accuracy.tables import as_json
from factcheck.model.errors import FactcheckError

OWN_NAMES = [annotated.name for annotated in OWN]
INVENTED_NAMES = [annotated.name for annotated in invented_sets()]
UPDATE = "python tests/accuracy/measure.py --update-figures"


@pytest.fixture(scope="module")
def own() -> Sequence[Measured]:
    """What the program makes of the project's own sets."""
    return [measure_set(annotated) for annotated in OWN]


def test_own_figures_do_not_fall(own: Sequence[Measured]) -> None:
    """The figures of seeds and drafts are at least those committed."""
    assert [name for name in committed() if name in OWN_NAMES] == OWN_NAMES
    assert falls(entry.score for entry in own) == []


@pytest.mark.parametrize("annotated", invented_sets(), ids=lambda annotated: annotated.name)
def test_invented_figures_do_not_fall(annotated: AnnotatedSet) -> None:
    """The figures of a set that was invented for the project are at least those committed."""
    assert annotated.name in committed()
    assert falls([score(run_set(annotated))]) == []


@pytest.mark.external
@pytest.mark.parametrize("name", [name for name in committed() if name not in OWN_NAMES + INVENTED_NAMES])
def test_further_figures_do_not_fall(external_gold: Path, name: str) -> None:
    """The figures of a set outside the repository are at least those committed."""
    (annotated,) = annotated_sets(external_gold, [name])
    assert falls([measure_set(annotated).score]) == []


def test_page_shows_own_figures(own: Sequence[Measured]) -> None:
    """The page's tables of seeds and drafts are what is measured."""
    shown = written(PAGE.read_text(encoding="utf-8"))
    assert shown["own sets"] == parts(own)["own sets"], f"to write them anew: {UPDATE}"


BEFORE = Figures(aligned=0.9, strict=0.8, conflict=0.7, wrong_in_red=2, negatives=3)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        pytest.param(BEFORE, [], id="same"),
        pytest.param(replace(BEFORE, aligned=0.95, wrong_in_red=0, negatives=0), [], id="better"),
        pytest.param(replace(BEFORE, strict=0.7996), [], id="rounding"),
        pytest.param(replace(BEFORE, strict=0.7994), ["strict 0.8 -> 0.7994"], id="lower"),
        pytest.param(replace(BEFORE, wrong_in_red=3), ["wrong_in_red 2 -> 3"], id="one-more-wrong-link"),
        pytest.param(replace(BEFORE, negatives=4, aligned=1.0), ["negatives 3 -> 4"], id="one-more-negative"),
        pytest.param(
            replace(BEFORE, aligned=0.0, conflict=0.0), ["aligned 0.9 -> 0.0", "conflict 0.7 -> 0.0"], id="two-lower"
        ),
    ],
)
def test_falls_are_told_from_rounding(now: Figures, said: list[str]) -> None:
    """An F1 falls when it is lower by more than rounding can make it, a count of errors when it is higher at all."""
    assert BEFORE.falls(now) == said


def lowered(found: SetScore) -> SetScore:
    """The same score with no recall of anything aligned between documents."""
    between = found.scopes[Scope.BETWEEN]
    aligned = replace(between.aligned, by_fact=Rates(precision=1.0, recall=0.0))
    return replace(found, scopes=found.scopes | {Scope.BETWEEN: replace(between, aligned=aligned)})


def test_commit_keeps_other_sets(own: Sequence[Measured], tmp_path: Path) -> None:
    """Committing some sets replaces their figures alone; a fall shows against the ones before."""
    path = tmp_path / "figures.json"
    seeds, drafts = (entry.score for entry in own)
    assert committed(path) == {}
    commit([seeds, drafts], path)
    assert committed(path) == {"seeds": figures(seeds), "drafts": figures(drafts)}
    fallen = falls([lowered(drafts), replace(seeds, name="new")], path)
    assert fallen == [f"drafts: aligned {figures(drafts).aligned} -> 0.0"]
    commit([lowered(drafts)], path)
    assert committed(path) == {"seeds": figures(seeds), "drafts": figures(lowered(drafts))}


PAGE_TEXT = """\
# Page

<!-- measured: own sets -->
old
<!-- end -->

Between.

<!-- measured: all sets -->
old too
<!-- end -->
"""


def test_page_keeps_what_was_not_measured(tmp_path: Path) -> None:
    """A part is replaced between its lines; parts that were not measured and the prose stay."""
    page = tmp_path / "page.md"
    page.write_text(PAGE_TEXT, encoding="utf-8")
    rewrite(page, {"own sets": "| new |\n"})
    assert page.read_text(encoding="utf-8") == PAGE_TEXT.replace("old\n", "| new |\n")
    with pytest.raises(FactcheckError, match="no lines for the measured part 'third sets'"):
        rewrite(page, {"third sets": ""})


def test_parts_need_their_sets(own: Sequence[Measured]) -> None:
    """The part on the project's own sets needs both of them, the one on all sets at least one more."""
    assert parts(own[:1]) == {}
    assert set(parts(own)) == {"own sets"}
    assert set(parts([*own, replace(own[0], score=replace(own[0].score, name="further"))])) == {"own sets", "all sets"}


def measure(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the command."""
    command = [sys.executable, str(root / "tests" / "accuracy" / "measure.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_json_has_the_figures(own: Sequence[Measured]) -> None:
    """A program gets the same figures as people, rounded to four digits."""
    drafts = own[1]
    written_down = json.loads(json.dumps(as_json(drafts.score, drafts.causes)))
    assert written_down["between"]["strict"]["by_fact"]["f1"] == figures(drafts.score).strict
    assert written_down["negatives"] == {"made": drafts.score.negatives_made, "of": drafts.score.negatives}
    assert written_down["causes"] == {
        cause.name.lower(): {"pairs": pairs, "facts": facts} for cause, (pairs, facts) in drafts.causes.items()
    }


def test_measure_prints_what_it_counts(root: Path, own: Sequence[Measured]) -> None:
    """The command prints the figures, the causes and the cases asked for, and ends well."""
    drafts = own[1].score
    done = measure(root, "--sets", "drafts", "--show", "fn,fp", "--most", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"F1 {drafts.scopes[Scope.BETWEEN].strict.by_fact.f1:.3f}" in done.stdout
    assert f"negatives made: {drafts.negatives_made} of {drafts.negatives}" in done.stdout
    assert all(cause.value in done.stdout for cause in own[1].causes)
    assert [line.split(":")[0] for line in done.stdout.splitlines() if "---" in line] == ["  --- fn", "  --- fp"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--sets", "flood"], "no annotated set 'flood'", id="unknown-set"),
        pytest.param(["nowhere"], "nowhere: is not a folder", id="no-folder"),
        pytest.param(["--show", "fp,tp"], "--show: tp: expected any of fp, fn", id="unknown-kind"),
        pytest.param(["--rules", "nowhere"], "is not a folder of rules", id="no-rules"),
    ],
)
def test_wrong_use_is_said(root: Path, arguments: list[str], said: str) -> None:
    """What cannot be measured ends with status 2 and a line that says why."""
    done = measure(root, *arguments)
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
