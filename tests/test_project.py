"""The project around the code: what is packed, what the documents promise, what the first archive is."""

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

SEEDS = {
    "000_862e6c4d49daf30d.txt": "e922405eb8d7c049815f9a793c453c6aef50f25ebbd9d6cf3ff00cc79c41b014",
    "001_4aa0a39491af4968.txt": "4d7fa65ddd3f69ac56c3c4ff212a00bc66b3f761c031826db5b674a199e492b2",
    "002_bb4bee0fbab6ad65.txt": "64037def61b8da6c8a516b1197e2f4cea97dfe697af19897da51f63ba9f2fdb6",
    "003_c244609d908a4d11.txt": "ae0fe14314b84e8172f0d0cad5555d4f67eeff4305ebde65518bb5e465b64454",
    "004_30f579dccb179060.txt": "6c56bb923fefa9ea8a761707bbd555e2c68145da9f7ced77b3af62c7b1c57f6a",
}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The project packed as it would be published."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    options = ["-q", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(root)], check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.parametrize("name", ["README.md", "docs/CONTRIBUTING.md", ".ci/run"])
def test_one_command(root: Path, name: str) -> None:
    """README, CONTRIBUTING and the CI script name one and the same command for all checks."""
    text = (root / name).read_text(encoding="utf-8")
    assert re.search(r"\bpython tests/check\.py\b", text)


def test_ci_is_strict(root: Path) -> None:
    """The CI script stops at the first command that fails, and can be executed."""
    script = root / ".ci" / "run"
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111


def test_wheel_contains_every_rule(root: Path, wheel: zipfile.ZipFile) -> None:
    """The wheel carries every file of rules/ inside the package."""
    rules = {f"factcheck/rules/{path.relative_to(root / 'rules').as_posix()}" for path in _files(root / "rules")}
    assert rules
    assert rules <= set(wheel.namelist())


def test_wheel_contains_what_is_read_at_run_time(root: Path, wheel: zipfile.ZipFile) -> None:
    """The wheel carries the schema of reports and the parts of the page."""
    parts = {path.name for path in (root / "factcheck" / "report" / "html").iterdir()}
    assert {f"factcheck/report/html/{name}" for name in parts} <= set(wheel.namelist())
    published = (root / "docs" / "report.schema.json").read_bytes()
    assert wheel.read("factcheck/report.schema.json") == published


def test_wheel_contains_nothing_else(wheel: zipfile.ZipFile) -> None:
    """The wheel holds the package and its metadata, and neither seeds, tests nor documentation."""
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {re.sub(r"-.*\.dist-info", ".dist-info", top) for top in tops} == {"factcheck", "factcheck.dist-info"}
    assert not [name for name in wheel.namelist() if Path(name).name in SEEDS]


def test_wheel_runs_from_its_own_rules(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """The unpacked wheel lists its rules where no checkout is near."""
    wheel.extractall(tmp_path)
    command = [
        sys.executable,
        "-P",
        "-c",
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from factcheck.__main__ import main; sys.exit(main())",
    ]
    done = subprocess.run([*command, tmp_path, "rules"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


@pytest.mark.parametrize("name", SEEDS)
def test_seeds_are_untouched(root: Path, name: str) -> None:
    """The first archive is byte for byte what it was when its gold was annotated."""
    assert hashlib.sha256((root / "seeds" / name).read_bytes()).hexdigest() == SEEDS[name]


def test_seeds_hold_nothing_else(root: Path) -> None:
    """seeds/ holds the five documents and nothing else."""
    assert {path.name for path in _files(root / "seeds")} == set(SEEDS)


def test_package_never_reads_the_seeds(root: Path) -> None:
    """Neither code nor rules name the documents that they are tried on."""
    sources = [path for folder in ("factcheck", "rules") for path in _files(root / folder)]
    assert not [path for path in sources if re.search(rb"\bseeds?/", path.read_bytes())]


def test_lint_exceptions_give_reasons(root: Path) -> None:
    """Every lint exception of the project says on its line why it is one."""
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("ignore = [")
    ignored = lines[start + 1 : lines.index("]", start)]
    assert len(ignored) == len(tomllib.loads("\n".join(lines))["tool"]["ruff"]["lint"]["ignore"])
    assert all(re.search(r"# \w.{15,}", line) for line in ignored)


def test_suppressions_give_reasons(root: Path) -> None:
    """Every noqa and type: ignore in the code says on its line why it is there, and for which rule."""
    for folder in ("factcheck", "tests"):
        for path in _files(root / folder):
            if path.suffix != ".py":
                continue
            for line in path.read_text(encoding="utf-8").splitlines():
                for mark in re.findall(r"# (?:noqa|type: ignore)(?!\|).*", line):
                    assert re.match(r"# (?:noqa: [A-Z]+\d+|type: ignore\[[\w, -]+\])\s.*\w{3}", mark), f"{path}: {line}"


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
