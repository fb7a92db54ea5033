"""What tests of readers share: a file as a document, in the words of a table, and the programs that make real files."""

import shutil
import subprocess
from pathlib import Path

import pytest

from factcheck.model.document import BlockKind, Document
from factcheck.read.reading import read_source
from factcheck.read.sources import Source
from factcheck.rulebook.layout import load_layout

ROOT = Path(__file__).resolve().parent.parent
LAYOUT = load_layout(ROOT / "rules")
#: Texts to be converted.
CASES = ROOT / "tests" / "cases" / "documents"


def read(path: Path, encoding: str | None = None) -> Document:
    """The document of a file."""
    return read_source(Source(name=path.name, path=path), layout=LAYOUT, encoding=encoding)


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def described(document: Document) -> list[str]:
    """The blocks of a document: kind, level, text, and for a cell what heads it."""
    shown = [document.view.text[block.span.start : block.span.end] for block in document.blocks]
    return [
        f"{block.kind}{f' {block.level}' if block.kind is BlockKind.HEADING else ''}: {text}"
        + (f" <- {' | '.join(shown[at] for at in block.headers)}" if block.headers else "")
        for block, text in zip(document.blocks, shown, strict=True)
    ]


def located(document: Document, words: str) -> dict[str, object]:
    """The location of words that stand in a document once, without what it has not."""
    assert document.text.count(words) == 1, f"{words!r} in {document.text!r}"
    location = document.location(document.text.index(words))
    assert location is not None
    parts = {name: getattr(location, name) for name in location.__struct_fields__}
    return {name: value for name, value in parts.items() if value not in {None, "body"}}


def converted(source: Path, folder: Path, suffix: str, filters: str = "") -> Path:
    """A file written by LibreOffice from another one; the test is skipped without LibreOffice."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = f"{suffix}:{filters}" if filters else suffix
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    path = folder / f"{source.stem}.{suffix}"
    assert path.is_file(), done.stderr.decode()
    return path
