"""The guide for editors: every command in it is run, in the order of the page, and prints what the page shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from word_files import paragraph, word_file

FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n```text\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
WORD = re.compile(r"^<!-- word: (?P<name>\S+) (?P<source>\S+) -->$", re.MULTILINE)
CONSOLE = re.compile(r"^```console\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the files of the page, Word files that the reader makes, and the program by its name."""
    page = (root / "docs" / "zh" / "guide.md").read_text(encoding="utf-8")
    (tmp_path / "work").mkdir()
    for name, text in FILE.findall(page):
        path = tmp_path / "work" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, source in WORD.findall(page):
        text = (tmp_path / "work" / source).read_text(encoding="utf-8").split("---")[-1]
        body = "".join(paragraph(line) for line in text.splitlines() if line)
        (tmp_path / "work" / name).write_bytes(word_file(body))
    program = tmp_path / "bin" / "factcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.mark.slow
@pytest.mark.usefixtures("folder")
def test_every_command_says_what_the_page_shows(root: Path, update_goldens: bool) -> None:
    """A new user who types the commands of the page one after the other sees the page's output."""
    path = root / "docs" / "zh" / "guide.md"
    page = path.read_text(encoding="utf-8")
    renewed = CONSOLE.sub(lambda block: f"```console\n{_run(block['text'])}```", page)
    assert CONSOLE.findall(page)
    if update_goldens:
        path.write_text(renewed, encoding="utf-8")
    assert renewed == path.read_text(encoding="utf-8")


def _run(block: str) -> str:
    """The commands of a block, each with what it prints now."""
    written = ""
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        done = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode in {0, 1}, done.stderr
        assert done.stderr == ""
        written += f"$ {command}\n{done.stdout}"
    return written
