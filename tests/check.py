"""Runs every check of the project: `python tests/check.py`. Ends with a summary, and with status 1 if any failed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: What is run, by name, each with the interpreter that runs this file, so that no environment needs activating.
CHECKS = {
    "format": ["-m", "ruff", "format", "--check"],
    "lint": ["-m", "ruff", "check"],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "tests": ["-m", "pytest", "-n", "logical", "--dist", "worksteal", "-m", "not alone"],
    "alone": ["-m", "pytest", "-m", "alone"],
}


def run(arguments: list[str]) -> tuple[int, str]:
    """Runs Python with `arguments`, passing its output on as it comes; its status and its last line."""
    last = ""
    command = [sys.executable, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
    return process.returncode, last


def main() -> int:
    """Runs all checks, also after one has failed, and sums them up; 1 if any failed."""
    results = {}
    for name, arguments in CHECKS.items():
        print(f"--- {name}", flush=True)
        results[name] = run(arguments)
    print("--- summary")
    for name, (status, last) in results.items():
        print(f"{'FAILED' if status else 'ok':8}{name:9}{last}")
    return int(any(status for status, _ in results.values()))


if __name__ == "__main__":
    sys.exit(main())
