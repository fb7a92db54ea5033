"""The grammar of the verdict rules' files, and the pages generated from them."""

import shutil
from pathlib import Path

import pytest

from factcheck.model.errors import RuleError
from factcheck.model.rule import ConditionName
from factcheck.rulebook.verdicts import load_verdicts
from generate_rule_pages import pages

SAME = "V410-same-time.yaml"
SHIPPED = Path(__file__).parent.parent / "rules" / "verdicts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rules to break."""
    copy = tmp_path / "verdicts"
    shutil.copytree(SHIPPED, copy)
    return copy


def change(path: Path, old: str, new: str) -> None:
    """Replaces a text of a file that must be there."""
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(SAME, "why:", "reason:", "unknown key 'reason'", id="unknown-key"),
        pytest.param(SAME, "times-are:", "times-were:", "'times-were' is none of", id="unknown-condition"),
        pytest.param(SAME, "times: same", "times: equal", "'equal' is none of", id="unknown-relation"),
        pytest.param(SAME, "times: same", "kinds: total", "unknown key 'kinds'", id="unknown-argument"),
        pytest.param(SAME, "  en: Two", "  fr: Two", "unknown key 'fr'", id="unknown-language"),
        pytest.param(SAME, "{left_value}", "{value}", "unknown field 'value'", id="unknown-field"),
        pytest.param(SAME, "{left_value}", "{left_value", "braces", id="open-brace"),
        pytest.param(SAME, "confidence: 0.9", "confidence: 1.2", "from 0 to 1", id="confidence-above-one"),
        pytest.param(SAME, "id: V410", "id: V400", "make the file's name", id="id-of-another-file"),
        pytest.param(SAME, "conflicting", "wrong", "'wrong' is none of", id="unknown-status"),
        pytest.param(SAME, "instead: V210", "instead: V211", "unknown rule 'V211'", id="unknown-rule"),
        pytest.param(SAME, "value: 713.4e8", "worth: 1", "unknown key 'worth'", id="unknown-claim-field"),
        pytest.param("V330-running-total-falls.yaml", "cumulative", "summed", "word list 'summed'", id="unknown-list"),
        pytest.param("V999-otherwise.yaml", "[otherwise]", "[series]", "the last rule", id="no-otherwise"),
        pytest.param("V320-series.yaml", "- series", "- otherwise", "the last rule", id="otherwise-before-the-end"),
        pytest.param("conditions.yaml", "series: {", "serial: {", "'serial' is none of", id="unknown-condition-phrase"),
        pytest.param("conditions.yaml", "takes: kinds", "takes: sorts", "unknown argument 'sorts'", id="unknown-takes"),
        pytest.param("confidence.yaml", "factor: 0.97", "factor: 97", "from 0 to 1", id="factor-above-one"),
        pytest.param("confidence.yaml", "undated\n", "dateless\n", "'dateless' is none of", id="unknown-circumstance"),
        pytest.param("words.yaml", "unstated:", "unsaid:", "'unstated' is missing", id="missing-word"),
    ],
)
def test_broken_file_is_named_with_its_line(folder: Path, file: str, old: str, new: str, said: str) -> None:
    """What breaks the grammar is an error that names the file, the line and what is wrong."""
    change(folder / file, old, new)
    with pytest.raises(RuleError) as caught:
        load_verdicts(folder)
    message = str(caught.value)
    assert said in message
    assert f"{folder / file}:" in message


def test_missing_condition_phrase_is_an_error(folder: Path) -> None:
    """The vocabulary is complete or refused."""
    lines = (folder / "conditions.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("falls:")]
    (folder / "conditions.yaml").write_text("".join(kept), encoding="utf-8")
    with pytest.raises(RuleError, match="'falls' has no phrase"):
        load_verdicts(folder)


def test_id_given_twice_is_an_error(folder: Path) -> None:
    """Two files of one id have no order."""
    source = (folder / SAME).read_text(encoding="utf-8")
    again = source.replace("name: same-time", "name: same-time-again", 1)
    (folder / "V410-same-time-again.yaml").write_text(again, encoding="utf-8")
    with pytest.raises(RuleError, match="does not come after 'V410'"):
        load_verdicts(folder)


def test_folder_without_rules_is_an_error(folder: Path) -> None:
    """A rulebook that decides nothing is refused."""
    for path in folder.glob("V*.yaml"):
        path.unlink()
    with pytest.raises(RuleError, match="no rule"):
        load_verdicts(folder)


def test_documented_rule_is_a_rule(folder: Path, root: Path) -> None:
    """The rule that docs/writing-rules.md shows step by step loads among the shipped ones."""
    page = (root / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    rule = page.split("```yaml\n", 1)[1].split("```", 1)[0]
    (folder / "V342-month-too-steep.yaml").write_text(rule, encoding="utf-8")
    assert "V342" in {rule.id for rule in load_verdicts(folder)}


def test_every_condition_is_documented(root: Path) -> None:
    """docs/writing-rules.md has a row for each condition of the vocabulary."""
    page = (root / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    assert [name for name in ConditionName if f"| `{name}` |" not in page] == []


def test_pages_are_those_of_the_rules(root: Path) -> None:
    """docs/rules is what the generator makes of rules/ (python tests/generate_rule_pages.py writes it anew)."""
    folder = root / "docs" / "rules"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == pages(root)
