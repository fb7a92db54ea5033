"""Planting errors in annotated texts: what is made wrong, and what is counted as found."""

from pathlib import Path

import pytest

from accuracy.plant import Found, main, planted
from accuracy.sets import AnnotatedSet

TEXTS = {
    "a.txt": "甲市2024年统计公报\n\n2024年，甲市新增企业8412家，增长7%。",
    "b.txt": "2025年3月2日\n\n甲市去年的成绩单\n\n2024年，甲市新增企业8412家。园区已有花店31家。",
}
GOLD = """\
facts:
- id: new
  fact: 甲市 · 新增企业
  mentions:
  - {doc: a, quote: 甲市新增企业8412家, qty: 8412家, time: "2024"}
  - {doc: b, quote: 甲市新增企业8412家, qty: 8412家, time: "2024"}
  pairs:
  - {a: 0, b: 1, label: consistent, why: equal}
"""


@pytest.fixture
def annotated(tmp_path: Path) -> AnnotatedSet:
    """Two texts that agree on one figure of four digits."""
    documents = tmp_path / "towns" / "docs"
    documents.mkdir(parents=True)
    for name, text in TEXTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    gold = documents.parent / "gold.yaml"
    gold.write_text(GOLD, encoding="utf-8")
    return AnnotatedSet(name="towns", gold=gold, documents=documents)


def test_planted_errors_are_counted(annotated: AnnotatedSet) -> None:
    """Each side of what two texts agree on is made wrong once, and found; the texts stay as they are."""
    assert planted(annotated, 20) == {Found.ERROR: 2}
    assert planted(annotated, 1).total() == 1
    assert {path.name: path.read_text(encoding="utf-8") for path in annotated.documents.iterdir()} == TEXTS


def test_planted_errors_are_shown(
    annotated: AnnotatedSet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command prints a line for each set and one for all, and names a set that is not there."""
    folder = str(annotated.gold.parent.parent)
    monkeypatch.setattr("sys.argv", ["plant.py", "towns", folder])
    assert main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(";")[0] for line in lines] == ["towns: 2 planted", "all: 2 planted"]
    monkeypatch.setattr("sys.argv", ["plant.py", "villages", folder])
    assert main() == 2
    assert "no annotated set 'villages'" in capsys.readouterr().err
