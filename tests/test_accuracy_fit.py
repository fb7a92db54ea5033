"""Estimation of the weights of alignment: the regression, the file it writes, and a fit from invented documents."""

import math
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
import yaml

from accuracy.logistic import Example, fit_logistic
from accuracy.weights import Weights, features, load_with, write_weights
from factcheck.rulebook.alignment import AlignmentRules, load_alignment

#: So great that the penalty does not count.
FREE = 1e9


def examples(counts: Mapping[tuple[tuple[int, ...], bool], float]) -> list[Example]:
    """One example for all of like features and outcome, counted as often as there are."""
    return [Example(features=found, positive=positive, weight=count) for (found, positive), count in counts.items()]


def test_weight_of_one_feature_is_its_log_odds_ratio() -> None:
    """Without penalty, the intercept is the log odds without the feature, and the weight what the feature adds."""
    fit = fit_logistic(
        examples({((), True): 10, ((), False): 30, ((0,), True): 80, ((0,), False): 20}), 1, strength=FREE
    )
    assert fit.intercept == pytest.approx(math.log(10 / 30), abs=1e-5)
    assert fit.weights[0] == pytest.approx(math.log(80 / 20) - math.log(10 / 30), abs=1e-5)


def test_independent_features_add_up() -> None:
    """Of two features that are drawn apart from each other, each gets its own log odds ratio."""
    odds = {(): 0.5, (0,): 2.0, (1,): 1.5, (0, 1): 6.0}
    counts = {(found, positive): odd if positive else 1.0 for found, odd in odds.items() for positive in (True, False)}
    fit = fit_logistic(examples(counts), 2, strength=FREE)
    assert fit.weights == pytest.approx((math.log(4), math.log(3)), abs=1e-5)


def test_penalty_holds_weights_small() -> None:
    """A feature that decides everything gets a finite weight, the smaller the less strength the examples have."""
    split: dict[tuple[tuple[int, ...], bool], float] = {((0,), True): 5.0, ((1,), False): 5.0}
    weights = [fit_logistic(examples(split), 2, strength=strength).weights[0] for strength in (0.01, 0.1, 1)]
    assert 0 < weights[0] < weights[1] < weights[2] < 10


def test_fit_is_where_the_slope_is_flat() -> None:
    """At the fit, what the examples pull at each weight equals what the penalty pulls back."""
    found = examples({((0, 2), True): 3, ((0, 3), False): 4, ((1, 2), False): 5, ((1, 3), True): 1, ((1, 2), True): 2})
    fit = fit_logistic(found, 4, strength=0.7)
    for feature, weight in enumerate(fit.weights):
        pull = 0.0
        for example in found:
            odds = fit.intercept + sum(fit.weights[at] for at in example.features)
            pull += (feature in example.features) * example.weight * (example.positive - 1 / (1 + math.exp(-odds)))
        assert 0.7 * pull == pytest.approx(weight, abs=1e-5)


def test_feature_that_no_example_has_keeps_no_weight() -> None:
    """What was never seen says nothing either way."""
    fit = fit_logistic(examples({((0,), True): 1, ((1,), False): 1}), 3, strength=1)
    assert fit.weights[2] == 0


@pytest.mark.parametrize("positive", [True, False])
def test_fit_needs_both_kinds(positive: bool) -> None:
    """Examples of one kind alone have no best weights."""
    with pytest.raises(ValueError, match="positive and negative"):
        fit_logistic(examples({((0,), positive): 1}), 1, strength=1)


def test_only_numbers_of_the_file_change(root: Path, tmp_path: Path) -> None:
    """Writing other weights leaves all else as it is: put the old ones back, and the file is what it was."""
    source, changed, back = (tmp_path / name for name in ("source.yaml", "changed.yaml", "back.yaml"))
    rules = load_alignment(root / "rules" / "alignment.yaml")
    old = weights_of(rules)
    write_weights(root / "rules" / "alignment.yaml", source, old)
    assert weights_of(load_alignment(source)) == old
    new = MappingProxyType({feature: at / 3 for at, feature in enumerate(old.levels)})
    write_weights(source, changed, Weights(prior=-1.005, levels=new))
    write_weights(changed, back, old)
    assert source.read_text(encoding="utf-8") not in {changed.read_text(encoding="utf-8"), ""}
    assert back.read_text(encoding="utf-8") == source.read_text(encoding="utf-8")
    kept = [
        line for line in (root / "rules" / "alignment.yaml").read_text(encoding="utf-8").splitlines() if "#" in line
    ]
    assert [line for line in changed.read_text(encoding="utf-8").splitlines() if "#" in line] == kept


def weights_of(rules: AlignmentRules) -> Weights:
    """The weights that rules have."""
    levels = {
        (name, level.level): level.weight
        for name, comparison in rules.comparisons.items()
        for level in comparison.levels.values()
    }
    return Weights(prior=rules.prior, levels=levels)


def test_rules_load_under_other_weights(root: Path) -> None:
    """Every level gets the weight given for it, rounded to two decimals, or none; a fixed one keeps its own."""
    shipped = root / "rules" / "alignment.yaml"
    names = features(load_alignment(shipped))
    rules = load_with(shipped, Weights(prior=-3.337, levels=MappingProxyType({names[0]: 1.236, names[1]: -0.001})))
    found = {name: rules.comparisons[name[0]].levels[name[1]].weight for name in names}
    assert rules.prior == -3.34
    written = yaml.safe_load(shipped.read_text(encoding="utf-8"))["comparisons"]
    fixed = {
        (name, level["level"]): level["weight"]
        for name, levels in written.items()
        for level in levels
        if "fixed" in level
    }
    assert fixed
    assert found == dict.fromkeys(names, 0.0) | fixed | {names[0]: 1.24}


DOCUMENTS = {
    "a": "甲市共有企业120家。乙县全年产粮35万吨。丙镇新修公路48公里。\n",
    "b": "甲市的企业达到120家。乙县全年产粮36万吨。丁村种树7200棵。\n",
    "c": "丙镇新修公路48公里。丁村今年种树7300棵。甲市有学校120所。\n",
}
FACTS = {
    "firms": "a:120家 b:120家",
    "grain": "a:35万吨 b:36万吨",
    "roads": "a:48公里 c:48公里",
    "trees": "b:7200棵 c:7300棵",
}


@pytest.fixture
def further(tmp_path: Path) -> Path:
    """A folder with one annotated set, "towns"."""
    folder = tmp_path / "sets" / "towns"
    (folder / "docs").mkdir(parents=True)
    for name, text in DOCUMENTS.items():
        (folder / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    lines = ["facts:"]
    for fact, mentions in FACTS.items():
        lines += [f"- id: {fact}", "  mentions:"]
        for document, quantity in (mention.split(":") for mention in mentions.split()):
            lines.append(f"  - {{doc: {document}, quote: {quantity}, qty: {quantity}}}")
        lines.append("  pairs: [{a: 0, b: 1, label: consistent}]")
    (folder / "gold.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "sets"


def fit(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the command."""
    command = [sys.executable, str(root / "tests" / "accuracy" / "fit.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_fit_writes_weights(root: Path, tmp_path: Path, further: Path) -> None:
    """A fit learns from the set that equal figures in like words are of one fact, and writes the same every time."""
    rules = [shutil.copytree(root / "rules", tmp_path / name) for name in ("one", "two")]
    for folder in rules:
        done = fit(root, "towns", further, "--rules", folder, "--strength", "1")
        assert (done.returncode, done.stderr) == (0, "")
    one, two = ((folder / "alignment.yaml").read_text(encoding="utf-8") for folder in rules)
    assert one == two
    learnt = load_alignment(rules[0] / "alignment.yaml").comparisons["unit"].levels
    assert learnt["same"].weight > learnt["other"].weight


def test_left_out_set_is_scored_and_nothing_written(root: Path, further: Path) -> None:
    """Leaving a set out prints its figures for every strength, names what taught, and leaves the rules alone."""
    shipped = root / "rules" / "alignment.yaml"
    before = shipped.read_bytes()
    shutil.copytree(further / "towns", further / "villages")
    done = fit(root, "towns,villages", further, "--leave-out", "villages", "--strength", "0.1,1")
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["strength 0.1: villages from towns", "strength 1: villages from towns"]
    assert done.stdout.count("| villages |") == 2
    assert shipped.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["nowhere"], "no annotated set 'nowhere'", id="unknown-set"),
        pytest.param(["towns", "--strength", "0"], "expected one number above 0", id="strength-zero"),
        pytest.param(["towns", "--strength", "much"], "expected numbers", id="strength-no-number"),
        pytest.param(["towns", "--strength", "1,2"], "several with --leave-out", id="two-strengths-to-write"),
        pytest.param(["towns", "--leave-out", "towns"], "nothing to estimate weights from", id="nothing-left"),
    ],
)
def test_wrong_use_is_said(root: Path, further: Path, arguments: list[str], said: str) -> None:
    """What cannot be done ends with status 2 and one line that says why."""
    done = fit(root, arguments[0], further, *arguments[1:])
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
