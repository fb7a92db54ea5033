"""What all tests share: two options, the folders they read, and the program run as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the project's own options."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the files in tests/golden")
    parser.addoption("--gold", metavar="DIR", help="folder of further annotated sets (or FACTCHECK_GOLD)")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def external_gold(request: pytest.FixtureRequest) -> Path:
    """The folder of annotated sets that are not part of the repository; the test is skipped where none is given."""
    folder = request.config.getoption("--gold") or os.environ.get("FACTCHECK_GOLD")
    if not folder:
        pytest.skip("no further annotated sets: give --gold DIR or set FACTCHECK_GOLD")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"--gold or FACTCHECK_GOLD names {path}, which is not a folder")
    return path


@pytest.fixture(scope="session", autouse=True)
def compiled_modules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Lets the processes that tests start keep their compiled modules, as an installed program does."""
    with pytest.MonkeyPatch.context() as patch:
        # The folder of a run, of which each worker has a folder of its own.
        base = tmp_path_factory.getbasetemp()
        run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        patch.setenv("PYTHONPYCACHEPREFIX", str(run / "compiled"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture
def factcheck(tmp_path: Path) -> Run:
    """Runs the program as its user does: a process of its own, from an empty folder, without a terminal."""
    working_folder = tmp_path / "working-folder"
    working_folder.mkdir()

    def run(*arguments: str | Path, timeout: float = 60, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "factcheck", *map(str, arguments)],
            cwd=working_folder,
            input=stdin,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run
