"""Known differences: accepted by a file or a comment, counted and not shown, and reported when they do nothing."""

import json
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.__main__ import main
from factcheck.baseline import read_baseline
from factcheck.model.acceptance import Acceptance, Lapse, Side
from factcheck.model.errors import FactcheckError
from factcheck.report.build import build_report
from factcheck.report.comments import comments
from factcheck.report.documents import AtHand
from factcheck.report.known import Known
from golden_files import HEADER, PUBLISHED, TEXTS, document, sample_facts

BULLETIN = "青禾市统计公报\n2031年3月1日\n\n2030年，青禾市新建充电站120座，全年充电量8.43亿千瓦时。\n"
DRAFT = "---\ndate: 2031-06-10\n---\n\n2030年，青禾市新建充电站150座，全年充电量8.34亿千瓦时。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft with two figures that are not those of what was published, in the working folder."""
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "公报.txt").write_text(BULLETIN, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(*options: str, paths: Sequence[str] = ("draft.md", "--against", "published")) -> tuple[int, Any]:
    """The status and the JSON report of a check."""
    status = main(["check", *paths, "--report", "json=report.json", "--output", "report.txt", *options])
    return status, json.loads(Path("report.json").read_text(encoding="utf-8"))


def number(report: Any, figure: str) -> str:
    """The number of the conflict that has a figure."""
    (id_,) = {claim["id"] for claim in report["claims"] if claim["text"] == figure}
    found = (each for each in report["findings"] if id_ in each["claims"] and each["status"] == "conflicting")
    return str(next(found)["id"])


def accept(finding: str, *options: str) -> int:
    """Accepts a finding of the report that was written last."""
    return main(["accept", finding, "--reason", "口径不同", "--report", "report.json", *options])


def test_accepted_is_counted_and_not_shown(folder: Path) -> None:
    """An accepted pair is in no fact and no count of conflicts, does not fail the run, and is told with its reason."""
    status, before = checked()
    assert (status, before["summary"]["conflicting"], before["summary"]["accepted"]) == (1, 2, 0)
    for figure in ("150座", "8.34亿千瓦时"):
        assert accept(number(before, figure)) == 0
    status, after = checked()
    assert (status, after["findings"], after["summary"]["conflicting"], after["summary"]["accepted"]) == (0, [], 0, 2)
    assert {(each["reason"], each["by"]) for each in after["accepted"]} == {("口径不同", "factcheck-baseline.yaml")}
    assert {each["id"] for each in after["accepted"]} == {each["id"] for each in before["findings"]}
    assert "已接受的差异 2 对" in (folder / "report.txt").read_text(encoding="utf-8")


def test_the_order_of_arguments_does_not_matter(folder: Path) -> None:
    """A pair is known from either side: with the draft as the archive, and in one set."""
    _, report = checked()
    accept(number(report, "150座"))
    for paths in (("published", "--against", "draft.md"), ("draft.md", "published")):
        _, again = checked(paths=paths)
        assert again["summary"]["accepted"] == 1


def test_it_lapses_when_a_figure_changes(folder: Path) -> None:
    """A figure that changes on either side shows the difference again, and its entry is reported and pruned."""
    _, report = checked()
    accept(number(report, "150座"))
    (folder / "draft.md").write_text(DRAFT.replace("150座", "160座"), encoding="utf-8")
    status, report = checked()
    assert status == 1
    assert [each["lapse"] for each in report["summary"]["stale"]] == ["not-found"]
    assert "150座 (draft.md) / 120座" in report["summary"]["stale"][0]["what"]
    _, again = checked("--prune")
    assert len(again["summary"]["stale"]) == 1
    assert read_baseline(None).acceptances == ()
    assert checked()[1]["summary"]["stale"] == []


def test_it_stays_when_lines_move(folder: Path) -> None:
    """Neither positions nor words elsewhere belong to what was accepted."""
    _, report = checked()
    accept(number(report, "150座"))
    moved = DRAFT.replace("2030年，青禾市新建", "沿途风景秀丽。\n\n2030年，青禾市新建")
    (folder / "draft.md").write_text(moved, encoding="utf-8")
    assert checked()[1]["summary"]["accepted"] == 1


@pytest.mark.parametrize(
    ("today", "accepted", "stale"),
    [("2031-12-30", 1, []), ("2031-12-31", 1, []), ("2032-01-01", 0, ["date-passed"])],
)
def test_until(folder: Path, today: str, accepted: int, stale: list[str]) -> None:
    """An acceptance holds up to and including its last day, which is compared with the day that the run is told."""
    _, report = checked()
    assert accept(number(report, "150座"), "--until", "2031-12-31", "--today", "2031-07-01") == 0
    _, report = checked("--today", today)
    assert report["summary"]["accepted"] == accepted
    assert [each["lapse"] for each in report["summary"]["stale"]] == stale


def test_today_comes_from_the_option_the_environment_or_the_clock(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option goes before FACTCHECK_TODAY, and that before the clock, which here is past any such date."""
    _, report = checked()
    accept(number(report, "150座"), "--until", "2031-12-31", "--today", "2031-07-01")
    monkeypatch.setenv("FACTCHECK_TODAY", "2032-06-01")
    assert checked()[1]["summary"]["accepted"] == 0
    assert checked("--today", "2031-12-01")[1]["summary"]["accepted"] == 1
    monkeypatch.delenv("FACTCHECK_TODAY")
    yesterday = date.fromordinal(date.today().toordinal() - 1).isoformat()
    text = (folder / "factcheck-baseline.yaml").read_text(encoding="utf-8")
    (folder / "factcheck-baseline.yaml").write_text(text.replace("2031-12-31", yesterday), encoding="utf-8")
    assert checked()[1]["summary"]["accepted"] == 0


def test_entries_out_of_reach_are_not_stale(folder: Path) -> None:
    """A run that does not see both documents says nothing of an entry about them, and prunes it not."""
    _, report = checked()
    accept(number(report, "150座"))
    assert main(["index", "build", "all.factcheck", "published"]) == 0
    for paths in (("draft.md",), ("published",), ("draft.md", "--against", "draft.md")):
        assert checked("--prune", paths=paths)[1]["summary"]["stale"] == []
    assert checked(paths=("draft.md", "--against", "all.factcheck"))[1]["summary"]["accepted"] == 1
    (folder / "draft.md").write_text(DRAFT.replace("150座", "160座"), encoding="utf-8")
    (stale,) = checked(paths=("draft.md", "--against", "all.factcheck"))[1]["summary"]["stale"]
    assert stale["lapse"] == "not-found"


def test_less_sure_findings_keep_their_entry(folder: Path) -> None:
    """A pair that --min-confidence leaves out is there all the same."""
    _, report = checked()
    accept(number(report, "150座"))
    _, report = checked("--min-confidence", "0.99")
    assert (report["summary"]["accepted"], report["summary"]["stale"]) == (0, [])


LINE = "2030年，青禾市新建充电站150座，全年充电量8.34亿千瓦时。"
COMMENTS = {
    "figure": (f"{LINE}<!-- factcheck-accept 150座: 新口径 -->", 1, []),
    "line": (f"{LINE}<!-- factcheck-accept：新口径 -->", 2, []),
    "line below": (f"<!-- factcheck-accept: 新口径 -->\n{LINE}", 2, []),
    "another figure": (f"{LINE}<!-- factcheck-accept 99座: 新口径 -->", 0, ["no-figure"]),
    "no reason": (f"{LINE}<!-- factcheck-accept 150座 -->", 0, ["no-reason"]),
    "empty reason": (f"<!-- factcheck-accept 150座:  -->\n{LINE}", 0, ["no-reason"]),
    "another word": (f"{LINE}<!-- factcheck-acceptable: 新口径 -->", 0, []),
    "nothing said": (f"{LINE}<!-- factcheck-accept-->", 0, ["no-reason"]),
    "never closed": (f"{LINE}<!-- factcheck-accept 150座: 新口径", 0, []),
}


@pytest.mark.parametrize(("case", "suffix"), [*((case, "md") for case in COMMENTS), ("line below", "txt")])
def test_comments(folder: Path, case: str, suffix: str) -> None:
    """A comment behind a line, or on one of its own above it, accepts what the line says, if it gives a reason."""
    lines, accepted, stale = COMMENTS[case]
    (folder / "draft.md").unlink()
    (folder / f"draft.{suffix}").write_text(f"2031年6月10日\n\n{lines}\n", encoding="utf-8")
    _, report = checked(paths=(f"draft.{suffix}", "--against", "published"))
    assert report["summary"]["accepted"] == accepted
    assert [each["lapse"] for each in report["summary"]["stale"]] == stale
    assert {each["by"] for each in report["accepted"]} <= {f"draft.{suffix}:3"}


def test_words_of_comments_are_no_claims(folder: Path) -> None:
    """Figures that a reason gives are not compared, in Markdown and in plain text."""
    for name in ("draft.md", "other.txt"):
        (folder / name).write_text("青禾市概况。<!-- factcheck-accept 5座: 青禾市新建充电站150座 -->\n", "utf-8")
        assert main(["extract", name, "--format", "json", "--output", "claims.json"]) == 0
        assert json.loads((folder / "claims.json").read_text(encoding="utf-8"))["claims"] == []


def test_comment_lines_count_as_the_report_counts() -> None:
    """A carriage return ends a line too, and several comments may stand on one line."""
    text = "一\r<!-- factcheck-accept: 甲 --><!-- factcheck-accept 5座: 乙 -->\r\n\r\n五座\n"
    found = list(comments(document("a.txt", text)))
    assert [(each.line, each.figure, each.reason) for each in found] == [(2, "", "甲"), (2, "5座", "乙")]
    assert {text[each.lines.start : each.lines.end] for each in found} == {"五座\n"}


@pytest.mark.alone
def test_many_comments_take_no_time() -> None:
    """A hundred thousand comments, on lines of their own or on one, are found in time that grows with their number."""
    comment = "<!-- factcheck-accept: 甲 -->"
    for text in (f"{comment}\n" * 100_000 + "五座\n", comment * 100_000 + "五座\n", "<!-- factcheck-accept" * 100_000):
        started = time.process_time()
        found = list(comments(document("a.txt", text)))
        assert {each.lines for each in found} <= {found[-1].lines} if found else text.count(comment) == 0
        assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("finding: x\n", ":1: expected a list"),
        ("- finding: x\n", ":1: an entry needs a reason"),
        ("- reason: x\n", ":1: an entry needs a finding"),
        ("- finding: x\n  reason: ''\n", ":1: an entry needs a reason"),
        ("- finding: x\n  reason: y\n  colour: z\n", ":3: unknown key 'colour'"),
        ("- finding: x\n  reason: y\n  until: soon\n", ":3: until: 'soon' is no date"),
        ("- finding: x\n  reason: y\n  until: 20310101\n", ":3: until:"),
        ("- finding: x\n  reason: [y]\n", ":2: expected a text"),
        ("- finding: x\n  reason: y\n  sides: [a]\n", ":3: sides: expected two"),
        ("- finding: x\n  reason: y\n- finding: x\n  reason: z\n", ":3: finding x is there twice"),
        ("- finding: [\n", "is not valid YAML"),
        ("- finding: *a\n", "is not valid YAML"),
        ("[" * 5000, "is not valid YAML"),
        ("- 1\n", ":1: expected an entry"),
        ("- finding: x\n  reason: \x01\n", "is not valid YAML"),
    ],
)
def test_wrong_files(tmp_path: Path, content: str, words: str) -> None:
    """A file that is wrong is refused, with the line."""
    path = tmp_path / "factcheck-baseline.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FactcheckError) as refused:
        read_baseline(path)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_files_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the usual file nothing is known; one that was named must be there, and be UTF-8."""
    monkeypatch.chdir(tmp_path)
    assert read_baseline(None).acceptances == ()
    with pytest.raises(FactcheckError, match="there is no such file"):
        read_baseline(tmp_path / "none.yaml")
    (tmp_path / "gb.yaml").write_bytes("# 口径\n".encode("gb18030"))
    with pytest.raises(FactcheckError, match="is not UTF-8"):
        read_baseline(tmp_path / "gb.yaml")


WRITTEN = """\
# ours

# about the first
- finding: a
  reason: one
# about the second
- finding: b
  reason: "two: 2"
  until: 2031-12-31
"""


def test_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    """Entries are added and taken out without a change of the others or of what stands around them."""
    path = tmp_path / "known.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    baseline = read_baseline(path)
    assert [entry.finding for entry in baseline.acceptances] == ["a", "b"]
    assert baseline.removing({"b"}) == "".join(WRITTEN.splitlines(keepends=True)[:6])
    assert baseline.removing({"z"}) == WRITTEN
    hostile = Acceptance(
        finding="c" * 20,
        reason="'\"{}: # \u202e <b>\n- x",
        until=date(2031, 1, 1),
        fact="=1",
        sides=(Side(document="a: b.md", figure="1\n2"), Side(document="-", figure="no")),
    )
    path.write_text(baseline.adding(hostile), encoding="utf-8")
    assert baseline.adding(hostile).startswith(WRITTEN)
    assert "\u202e" not in baseline.adding(hostile)
    assert read_baseline(path).acceptances[-1] == hostile
    changed = Acceptance(finding="a", reason="another")
    path.write_text(read_baseline(path).adding(changed), encoding="utf-8")
    assert [(each.finding, each.reason) for each in read_baseline(path).acceptances][-1] == ("a", "another")
    assert len(read_baseline(path).acceptances) == 3


FORMS = {
    "indented": "# ours\n  - finding: a\n    reason: one\n\n  # second\n  - finding: b\n    reason: two\n",
    "document's end": "---\n- finding: a\n  reason: one\n- finding: b\n  reason: two\n...\n",
    "line ends of Windows": "# ours\r\n- finding: a\r\n  reason: one\r\n- finding: b\r\n  reason: two\r\n",
    "no last line end": "- finding: a\n  reason: one\n- finding: b\n  reason: two",
    "other line ends": "# one\u2028# two\n- finding: a\n  reason: one\n- finding: b\n  reason: 'two\u2028'\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_the_file(tmp_path: Path, form: str) -> None:
    """What is written into a file of any form reads as meant, has its form, and leaves the other entries alone."""
    path = tmp_path / "known.yaml"
    path.write_bytes(FORMS[form].encode("utf-8"))
    for finding, reason in (("c", "three"), ("a", "again")):
        text = read_baseline(path).adding(Acceptance(finding=finding, reason=reason))
        path.write_bytes(text.encode("utf-8"))
    assert [each.finding for each in read_baseline(path).acceptances] == ["b", "c", "a"]
    text = path.read_bytes().decode("utf-8")
    assert text.count("\r") == (text.count("\n") if "\r" in FORMS[form] else 0)
    assert read_baseline(path).removing({"a", "b", "c"}).count("finding") == 0
    path.write_bytes(read_baseline(path).removing({"a", "b", "c"}).encode("utf-8"))
    assert read_baseline(path).acceptances == ()


@pytest.mark.parametrize(
    "content",
    ["- finding: a\n  reason: &why one\n- finding: b\n  reason: *why\n", "[]\n"],
)
def test_forms_that_cannot_be_written(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where an entry cannot be put in so that the file still reads, it is refused and the file is left as it is."""
    path = tmp_path / "known.yaml"
    path.write_text(content, encoding="utf-8")
    finding = "a" if "finding" in content else "a" * 20
    with pytest.raises(FactcheckError, match=r"cannot be written|expected a list"):
        read_baseline(path).adding(Acceptance(finding=finding, reason="y"))
    assert main(["accept", "a" * 20, "--reason", "y", "--baseline", str(path)]) == (0 if "&" in content else 2)
    assert path.read_text(encoding="utf-8").startswith(content)
    assert ("expected a list" in capsys.readouterr().err) is ("&" not in content)


def sample(known: Known) -> Any:
    """The invented report with what is known."""
    documents = {name: document(name, text, PUBLISHED[name]) for name, text in TEXTS.items()}
    return build_report(HEADER, AtHand(()), sample_facts(documents), min_confidence=0.5, known=known)


def test_figures_that_agree_need_no_acceptance() -> None:
    """An entry for a pair that is consistent hides nothing and is stale."""
    report = sample(Known())
    agreeing = next(found for fact in report.facts for found in fact.findings if found.severity == "none")
    pair = agreeing.pair
    sides = tuple(Side(document=claim.document, figure=claim.text) for claim in (pair.left, pair.right))
    entry = Acceptance(finding=agreeing.fingerprint, reason="x", sides=sides)
    again = sample(Known(acceptances=(entry,), checked=frozenset(TEXTS)))
    assert again.counts == report.counts
    assert [stale.lapse for stale in again.stale] == [Lapse.NOT_FOUND]


def crowd() -> list[str]:
    """51 texts of one figure, of which one has another: more than are compared one by one."""
    Path("many").mkdir()
    for at in range(10, 61):
        figure = 120 if at == 45 else 150
        Path(f"many/d{at}.md").write_text(f"2030年，青禾市新建充电站{figure}座。\n", encoding="utf-8")
    return [f"many/d{at}.md" for at in (10, 30, 59)]


def test_pairs_of_a_crowd_keep_their_entries(folder: Path) -> None:
    """Of very many texts an accepted pair is known, be it judged or stand for others, and no entry of one is stale."""
    for name in crowd():
        _, report = checked(paths=(name, "many/d45.md"))
        accept(number(report, "120座"))
    status, report = checked("--prune", paths=("many",))
    assert (status, report["summary"]["conflicting"], report["summary"]["stale"]) == (0, 0, [])
    assert len(read_baseline(None).acceptances) == 3
    (folder / "many" / "d59.md").write_text("2030年，青禾市新建充电站160座。\n", encoding="utf-8")
    _, report = checked("--prune", paths=("many",))
    assert [stale["lapse"] for stale in report["summary"]["stale"]] == ["not-found"]
    assert "many/d59.md" in report["summary"]["stale"][0]["what"]


def test_values_that_are_not_compared_are_not_gone(folder: Path) -> None:
    """Of so many values that some are in no pair, an accepted pair of those is not stale, in an archive neither."""
    Path("many").mkdir()
    for at in range(10, 70):
        Path(f"many/d{at}.md").write_text(f"2030年，青禾市新建充电站{at}7座。\n", encoding="utf-8")
    accept(number(checked(paths=("many/d68.md", "many/d69.md"))[1], "697座"))
    assert main(["index", "build", "all.factcheck", "many"]) == 0
    for paths in (("many",), ("all.factcheck",)):
        _, report = checked("--prune", "--min-confidence", "1", paths=paths)
        assert (report["findings"], report["summary"]["stale"]) == ([], [])
    assert len(read_baseline(None).acceptances) == 1


def test_a_crowd_is_known_by_any_of_its_pairs(folder: Path) -> None:
    """A pair that is not judged itself is accepted with the one that stands for it, in an archive too."""
    name = crowd()[-1]
    accept(number(checked(paths=(name, "many/d45.md"))[1], "120座"))
    assert main(["index", "build", "all.factcheck", "many"]) == 0
    for paths in (("many",), ("all.factcheck",)):
        status, report = checked("--prune", paths=paths)
        assert (status, report["summary"]["accepted"], report["summary"]["stale"]) == (0, 1, [])
    assert len(read_baseline(None).acceptances) == 1
