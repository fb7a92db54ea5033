"""Reports are written piece by piece, from facts that need not be in memory, and a file has all of one or none."""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from factcheck.__main__ import main
from factcheck.cli.output import Target
from factcheck.cli.rendering import rendered
from factcheck.model.errors import FactcheckError
from factcheck.model.finding import Severity, Status
from factcheck.model.report import Report
from factcheck.report import ordered
from factcheck.report.build import Judged, build_report
from factcheck.report.documents import AtHand, Examined
from factcheck.settings import FailOn, Format, Settings
from golden_files import (
    HEADER,
    claim,
    crowd,
    document,
    finding,
    hostile_report,
    judged,
    many_report,
    quantity,
    report_on,
    sample_report,
    year,
)

REPORTS: dict[str, Callable[[], Report]] = {
    "sample": sample_report,
    "hostile": hostile_report,
    "many": many_report,
    "crowd": lambda: report_on(crowd([255] * 30 + [260] * 30)),
    "nothing": lambda: sample_report(min_confidence=1),
}
TEXT = "甲路有渡口12座。乙路有渡口15座。"
#: Facts that stand in one document.
TOGETHER = 20
#: Bytes of memory that one more finding may take: numbers and orders, and nothing of the finding itself.
MOST_BYTES = 800


def texts(report: Report, *, show_consistent: bool = True) -> Iterator[tuple[Format, str]]:
    """The report in every format."""
    settings = Settings(fail_on=FailOn.TIME_SHIFTED, show_consistent=show_consistent, steps=True)
    for form in Format:
        yield form, "".join(rendered(report, form, settings, Target(path=Path("report"))))


@pytest.mark.parametrize("kind", REPORTS)
def test_formats_do_not_depend_on_memory(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every format is the same to the byte, whether all facts are in memory or none."""
    expected = dict(texts(REPORTS[kind]()))
    assert all(expected.values())
    monkeypatch.setattr(ordered, "ROOM", 0)
    assert dict(texts(REPORTS[kind]())) == expected


def numerous(count: int) -> Iterator[Judged]:
    """So many facts, each a conflict of two figures of a document, twenty to a document."""
    for number in range(count):
        source = document(f"{number // TOGETHER:05}.txt", TEXT)
        about = (f"{number:06}号渡口", "渡口")
        left = claim(source, "渡口12座", quantity("12", "座"), year(2031), about=about)
        right = claim(source, "渡口15座", quantity("15", "座"), year(2031), about=about)
        why = f"{number:06}：两处数值不同。"
        one = finding(left, right, Status.CONFLICTING, Severity.ERROR, 0.9, why)
        yield judged(f"{about[0]} · 渡口", [replace(one, fingerprint=f"{number:020x}")])


def growth(form: Format) -> float:
    """Bytes that one more fact takes of memory, while a report is put together and written in a format."""
    few, many = 2 * TOGETHER, 14 * TOGETHER
    gc.collect()
    gc.disable()
    try:
        # What the interpreter keeps at hand of what it made is there before it counts.
        written(form, many)
        return (peak(form, many) - peak(form, few)) / (many - few)
    finally:
        gc.enable()


def peak(form: Format, count: int) -> int:
    """The most bytes that are taken while a report on so many facts is made."""
    tracemalloc.start()
    try:
        written(form, count)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def written(form: Format, count: int) -> None:
    """Makes a report on so many facts, and drops what is written of it."""
    names = (f"{number:05}.txt" for number in range(count // TOGETHER))
    documents = AtHand(Examined(document=document(name, TEXT), role="checked", claims=2 * TOGETHER) for name in names)
    report = build_report(HEADER, documents, numerous(count), min_confidence=0.5)
    settings = Settings(fail_on=FailOn.TIME_SHIFTED)
    length = sum(map(len, rendered(report, form, settings, Target(path=Path("report")))))
    assert length > 50 * count or form in {Format.GITHUB, Format.MARKDOWN}


@pytest.mark.slow
@pytest.mark.parametrize("form", Format)
def test_memory_does_not_grow_with_findings(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    """A further finding takes next to nothing of memory, in whatever format it is written."""
    monkeypatch.setattr(ordered, "ROOM", TOGETHER)
    assert growth(form) < MOST_BYTES


@pytest.mark.slow
def test_what_is_in_memory_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing goes to a file, a finding takes kilobytes, so that the test before this one can fail."""
    monkeypatch.setattr(ordered, "ROOM", 1_000_000)
    assert growth(Format.JSON) > 4 * MOST_BYTES


def broken_off(report: Report, form: Format, *_: object) -> Iterator[str]:
    """A report whose end cannot be written."""
    yield "the beginning"
    if form is Format.CSV:
        raise FactcheckError("no room")


@pytest.mark.parametrize("option", ["--output", "--report"])
def test_half_a_report_is_none(option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one report of a run cannot be finished, every file is as it was, and nothing else is left."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("青禾市有渡口12座。\n", encoding="utf-8")
    Path("old.json").write_text("old", encoding="utf-8")
    monkeypatch.setattr("factcheck.cli.run.rendered", broken_off)
    last = ["--format", "csv", "--output", "new.csv"] if option == "--output" else ["--report", "csv=new.csv"]
    assert main(["check", "a.txt", "--report", "json=old.json", *last]) == 2
    assert Path("old.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "old.json"]


def test_an_interrupt_leaves_a_file_as_it_was(tmp_path: Path) -> None:
    """So does an interrupt while a report is being written."""

    def interrupted() -> Iterator[str]:
        yield "the beginning"
        raise KeyboardInterrupt

    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), Target(path=path).writing(interrupted()):
        pytest.fail("what cannot be finished is not done")
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.txt"]
