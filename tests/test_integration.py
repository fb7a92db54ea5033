"""What other tools run this program by: the action, the hook, and the examples of the documentation."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from test_known_differences import folder

__all__ = ["folder"]


def example(root: Path, name: str) -> str:
    """The example of docs/formats.md that begins with this file name."""
    page = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"```yaml\n# {re.escape(name)}\n(.*?)```", page, re.DOTALL)
    return str(found)


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/figures.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_files_of_builds_are_valid(root: Path, tmp_path: Path, schema: str, name: str) -> None:
    """The action and the examples fit the schemas that GitHub and GitLab publish."""
    own = root / name
    text = own.read_text(encoding="utf-8") if own.is_file() else example(root, name)
    path = tmp_path / Path(name).name
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_hook_runs_once_for_the_whole_set(root: Path) -> None:
    """The hook takes no file names and does not run beside itself, and the example names it."""
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["pass_filenames"], hook["require_serial"], hook["language"]) == (False, True, "python")
    firing = ("a.md", "表.xlsx", "a.md.meta.yaml", "factcheck.toml", "news/factcheck-baseline.yaml")
    assert all(re.search(hook["files"], name) for name in firing)
    assert not any(re.search(hook["files"], name) for name in ("a.py", "other.toml", "my-factcheck.toml", "a.yaml"))
    (repo,) = yaml.safe_load(example(root, ".pre-commit-config.yaml"))["repos"]
    assert [used["id"] for used in repo["hooks"]] == [hook["id"]]
    command = [sys.executable, "-m", *hook["entry"].split(), "--help"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What a step of the action finds: the program where the action installs it, and the inputs' defaults."""
    program = tmp_path / "runner" / "factcheck" / "bin" / "factcheck"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    inputs = {"AGAINST": "", "CHANGED_SINCE": "", "FAIL_ON": "conflicting", "SARIF": "factcheck.sarif"}
    return {
        **os.environ,
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        **{f"FACTCHECK_{name}": value for name, value in inputs.items()},
    }


def check_step(root: Path) -> Any:
    """The step of the action that checks."""
    action = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    return next(step for step in action["runs"]["steps"] if step.get("name") == "Check figures")


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({"PATHS": "draft.md", "AGAINST": "published\n"}, 1),
        ({"PATHS": "draft.md\n\npublished"}, 1),
        ({"PATHS": "draft.md", "AGAINST": "published", "FAIL_ON": "never"}, 0),
        ({"PATHS": "draft.md", "AGAINST": "published", "CHANGED_SINCE": "none"}, 2),
        ({"PATHS": "--output=acted"}, 2),
        ({"PATHS": "$(touch acted)"}, 2),
    ],
    ids=["against", "together", "never", "no such revision", "an option", "a command"],
)
def test_action_checks(
    root: Path, folder: Path, environment: dict[str, str], inputs: dict[str, str], status: int
) -> None:
    """The step annotates, adds to the summary, writes SARIF and ends as the check; inputs are only ever data."""
    environment |= {f"FACTCHECK_{name}": value for name, value in inputs.items()}
    script = check_step(root)["run"]
    assert not re.search(r"\$\{\{", script)
    command = ["bash", "-e", "-o", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == status, done.stderr
    written = status < 2
    assert (folder / "factcheck.sarif").is_file() is written
    assert Path(environment["GITHUB_STEP_SUMMARY"]).is_file() is written
    assert ("::error file=draft.md,line=5" in done.stdout) is written
    assert not (folder / "acted").exists()


def test_every_input_is_used(root: Path) -> None:
    """Every input of the action reaches a step, and has a description."""
    text = (root / "action.yml").read_text(encoding="utf-8")
    action = yaml.safe_load(text)
    assert all(entry["description"] for entry in action["inputs"].values())
    assert all(f"inputs.{name}" in text for name in action["inputs"])


def test_shell_example(root: Path, folder: Path, environment: dict[str, str]) -> None:
    """The script of the documentation does what it says, in the folder that it is about."""
    page = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", page, re.DOTALL)
    (folder / "drafts").mkdir()
    (folder / "draft.md").rename(folder / "drafts" / "draft.md")
    environment["PATH"] = f"{environment['RUNNER_TEMP']}/factcheck/bin:{environment['PATH']}"
    command = ["sh", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "conflicts: see factcheck.html" in done.stdout
    assert (folder / "factcheck.html").is_file()
    assert (folder / "factcheck.json").is_file()
