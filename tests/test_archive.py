"""An archive of claims: what is in it, how it follows its documents, and that checks find the same through it."""

import shutil
from pathlib import Path

import pytest

from archive_runs import add, against, build, found, names, unwatched, write_news, wrong_with
from factcheck import pipeline
from factcheck.archive.codec import decode_claims, encode_claims
from factcheck.archive.file import is_archive
from factcheck.archive.packing import written
from factcheck.baseline import read_baseline
from factcheck.indexing import archives, crosswise, keeping, packing, parallel
from factcheck.indexing.keeping import Changes
from factcheck.indexing.parallel import each
from factcheck.indexing.reading import Manner, Reading, read_document
from factcheck.model.errors import FactcheckError
from factcheck.model.finding import Status
from factcheck.read.formats import READ
from factcheck.read.sources import Source, find_sources
from factcheck.report.to_json import render_json
from factcheck.rulebook.load import Rulebook
from factcheck.settings import Also, Format, Settings
from small_runs import shipped

NEWS = 40


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a folder of articles."""
    monkeypatch.chdir(tmp_path)
    write_news(Path("news"), NEWS)
    return Path("news")


def test_claims_come_back(root: Path) -> None:
    """A claim that was written down is read back as it was, in every part."""
    for source in find_sources([root / "seeds"]).files:
        claims = read_document(source, Manner(), shipped()).standing
        assert claims
        content = encode_claims(claims)
        assert [claim for _, claim in decode_claims(content, source.name, claims[0].published)] == list(claims)
        assert [at for at, _ in decode_claims(content, source.name, claims[0].published, {1, 3})] == [1, 3]


@pytest.mark.parametrize(
    ("term", "kept"),
    [
        ("充电", "充电"),
        ("gdp", "gdp"),
        ("=charging station", "_3dcharging_20station"),
        ("r&d", "r_26d"),
        ("a" * 99, "a" * 64),
    ],
    ids=["han", "latin", "synonym", "sign", "long"],
)
def test_terms_are_one_word_each(term: str, kept: str) -> None:
    """Whatever a term has in it, the index has it as one word."""
    assert written(term) == kept


def test_the_seeds_as_files_or_as_an_archive(root: Path, tmp_path: Path) -> None:
    """A draft has the same findings against an archive of the seeds as against the seeds."""
    drafts = [path for path in sorted((root / "tests" / "gold" / "drafts").iterdir()) if path.suffix in READ]
    archive = tmp_path / "seeds.factcheck"
    build(archive, root / "seeds")
    for draft in drafts:
        through_archive = found(against(archive, draft))
        assert through_archive
        assert through_archive == found(against(root / "seeds", draft))


def test_news_as_files_or_as_an_archive(news: Path) -> None:
    """So do articles, several at once, in whatever order the archive came by its documents."""
    drafts = write_news(Path("drafts"), NEWS, seed=1)[-3:]
    for path in drafts:
        path.write_text(path.read_text(encoding="utf-8").replace("2033年", "2034年"), encoding="utf-8")
    archive = Path("news.factcheck")
    later, earlier = sorted(news.iterdir())[NEWS // 2 :], sorted(news.iterdir())[: NEWS // 2]
    build(archive, *later)
    add(archive, *reversed(earlier))
    keeping.remove(archive, [str(later[0])])
    add(archive, news)
    assert wrong_with(archive) == []
    through_archive = against(archive, *drafts)
    assert found(through_archive)
    assert found(through_archive) == found(against(news, *drafts))
    shutil.rmtree(news)
    assert "".join(render_json(against(archive, *drafts))) == "".join(render_json(through_archive)), (
        "the articles themselves are not needed"
    )


def test_an_archive_follows_its_documents(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is new or changed is read; what is gone leaves with its claims."""
    archive = Path("news.factcheck")
    assert build(archive, news) == Changes(added=NEWS)
    (news / "000.txt").write_text("青禾市共有充电站250座。\n", encoding="utf-8")
    (news / "001.txt").unlink()
    (news / "extra.txt").write_text("青禾市共有充电站260座。\n", encoding="utf-8")
    (news / "002.txt.meta.yaml").write_text("date: 2035-01-01\n", encoding="utf-8")
    read: list[str] = []

    def noted(source: Source, manner: Manner, rulebook: Rulebook, content: bytes | None = None) -> Reading:
        read.append(source.name)
        return read_document(source, manner, rulebook, content)

    monkeypatch.setattr(packing, "read_document", noted)
    assert build(archive, news) == Changes(added=1, changed=2, removed=1, unchanged=NEWS - 3)
    assert sorted(read) == ["news/000.txt", "news/002.txt", "news/extra.txt"]
    assert wrong_with(archive) == []
    assert build(archive, news) == Changes(unchanged=NEWS)
    assert len(read) == 3


def test_what_is_added_and_removed(news: Path) -> None:
    """Adding removes nothing, and a folder can be removed that is no longer there."""
    archive = Path("news.factcheck")
    write_news(Path("other"), 4, seed=2)
    build(archive, news)
    assert add(archive, Path("other")) == Changes(added=4, unchanged=NEWS)
    shutil.rmtree("other")
    assert keeping.remove(archive, ["other"]) == Changes(removed=4, unchanged=NEWS)
    assert keeping.remove(archive, ["news/003.txt", "news/004.txt"]).removed == 2
    assert len(names(archive)) == NEWS - 2
    assert wrong_with(archive) == []
    with pytest.raises(FactcheckError, match=r"003\.txt: is no document of news\.factcheck"):
        keeping.remove(archive, ["news/003.txt"])


def test_other_rules(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of other rules or of another version is not used before its texts are read again."""
    archive, draft = Path("news.factcheck"), news / "000.txt"
    build(archive, news)
    shutil.copy(draft, "draft.txt")
    shutil.rmtree(news)
    monkeypatch.setattr(archives, "__version__", "0.0.0")
    monkeypatch.setattr(keeping, "__version__", "0.0.0")
    for work in (lambda: against(archive, Path("draft.txt")), lambda: add(archive, Path("draft.txt"))):
        with pytest.raises(FactcheckError, match=r"this is 0\.0\.0; .*index build --reindex news\.factcheck"):
            work()
    assert build(archive, reindex=True) == Changes(unchanged=NEWS)
    assert wrong_with(archive) == []
    assert len(names(archive)) == NEWS


def test_one_name_for_two_files(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files that would have one name in reports are refused, and nothing of the batch is kept."""
    archive = news.resolve().parent / "news.factcheck"
    build(archive, news)
    elsewhere = news.resolve().parent / "elsewhere"
    write_news(elsewhere / "news", 1)
    monkeypatch.chdir(elsewhere)
    with pytest.raises(FactcheckError, match=r"000\.txt: two files have this name"):
        add(archive, Path("news"))
    assert wrong_with(archive) == []


def test_a_draft_that_is_archived(news: Path) -> None:
    """A draft is not compared with itself in the archive, by whatever path it is named, nor with its copy."""
    archive, draft = Path("news.factcheck"), news / "000.txt"
    build(archive, news)
    shutil.copy(draft, "copy.txt")
    for path in (draft, draft.resolve(), Path("copy.txt")):
        report = against(archive, path)
        pairs = [finding.pair for fact in report.facts for finding in fact.findings]
        assert pairs
        others = {side.document for pair in pairs for side in (pair.left, pair.right)} - {str(path)}
        assert str(draft) not in others


def test_what_the_limit_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure that very many texts repeat is compared with some, and the report says so, through files and archive."""
    monkeypatch.chdir(tmp_path)
    news = Path("news")
    news.mkdir()
    for number in range(70):
        (news / f"{number}.txt").write_text(f"第{number}期\n\n青禾市共有充电站{250 + number}座。\n", encoding="utf-8")
    Path("draft.txt").write_text("青禾市共有充电站249座。\n", encoding="utf-8")
    build(Path("news.factcheck"), news)
    for archive in (news, Path("news.factcheck")):
        report = against(archive, Path("draft.txt"))
        assert len(next(iter(report.facts)).claims) == shipped().alignment.archived + 1
        assert [entry.path for entry in report.skipped] == ["draft.txt"]
        assert "the 24 most like them" in report.skipped[0].reason


def test_many_documents_are_read_on_all_cores(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What several processes read is what one reads, in the same order, and so is what they complain of."""
    sources = find_sources([news]).files
    alone = list(each(sources, len(sources), read_document, Manner(), shipped()))
    monkeypatch.setattr(parallel, "HANDFUL", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    assert list(each(sources, len(sources), read_document, Manner(), shipped())) == alone
    missing = Source(name="missing.txt", path=Path("missing.txt"))
    with pytest.raises(FactcheckError, match=r"missing\.txt: cannot be read"):
        list(each((*sources, missing), len(sources) + 1, read_document, Manner(), shipped()))


def test_an_archive_is_known_by_its_content(news: Path) -> None:
    """An archive may have any name, and its name alone makes none."""
    archive = Path("archive-of-news")
    build(archive, news)
    assert is_archive(archive)
    assert found(against(archive, news / "000.txt"))
    Path("empty.factcheck").write_text("no archive", encoding="utf-8")
    with pytest.raises(FactcheckError, match=r"empty\.factcheck: is no archive"):
        against(Path("empty.factcheck"), news / "000.txt")


def test_two_archives(news: Path) -> None:
    """Several archives, and files beside them, are met as one, a document that is in two of them once."""
    build(Path("all.factcheck"), news)
    build(Path("some.factcheck"), *sorted(news.iterdir())[:20])
    draft = Path("draft.txt")
    draft.write_text((news / "000.txt").read_text(encoding="utf-8") + "青禾市共有充电站250座。\n", encoding="utf-8")
    settings = Settings(against=("all.factcheck", "some.factcheck", "news/001.txt"), min_confidence=0)
    report = pipeline.check([str(draft)], settings, unwatched)
    documents = [reported.document.name for reported in report.documents]
    assert len(documents) == len(set(documents)) > 2


STATIONS = "青禾市共有充电站{}座。\n"


@pytest.fixture
def towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three, each of which has another text at p/s.txt, and an archive of it that was made there."""
    for name, stations in (("east", 250), ("west", 260), ("north", 270)):
        folder = tmp_path / name
        (folder / "p").mkdir(parents=True)
        (folder / "p" / "s.txt").write_text(STATIONS.format(stations), encoding="utf-8")
        monkeypatch.chdir(folder)
        build(Path("town.factcheck"), Path("p"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def met(*archives: str, draft: str = "p/s.txt") -> dict[str, tuple[str, ...]]:
    """The documents that a draft is reported to be in conflict with, each with the figures given there."""
    report = pipeline.check([draft], Settings(against=archives, min_confidence=0), unwatched)
    assert len({reported.document.name for reported in report.documents}) == len(report.documents)
    sides = {
        (side.document, side.text)
        for fact in report.facts
        for finding in fact.findings
        if finding.status is Status.CONFLICTING
        for side in (finding.pair.left, finding.pair.right)
        if side.document != draft
    }
    return {name: tuple(sorted(text for each, text in sides if each == name)) for name, _ in sides}


def test_one_name_in_two_folders(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is known by where it is: another of the same name, from another folder, is compared with it."""
    monkeypatch.chdir(towns / "east")
    assert met("../west/town.factcheck") == {"../west/town.factcheck:p/s.txt": ("260座",)}
    assert met("town.factcheck") == {}


def test_one_name_in_two_archives(towns: Path) -> None:
    """So are two archives' documents of one name, with a draft of that name too, in whatever order they are given."""
    archives = [f"{name}/town.factcheck" for name in ("east", "west", "north")]
    (towns / "p").mkdir()
    for draft in ("draft.txt", "p/s.txt"):
        Path(draft).write_text(STATIONS.format(280), encoding="utf-8")
        expected = {
            f"{archive}:p/s.txt": (f"{stations}座",)
            for archive, stations in zip(archives, (250, 260, 270), strict=True)
        }
        assert met(*archives, draft=draft) == met(*reversed(archives), archives[0], draft=draft) == expected
    assert met(archives[0], "west/p/s.txt") == {"east/town.factcheck:p/s.txt": ("250座",), "west/p/s.txt": ("260座",)}


def test_an_archive_that_moves_with_its_documents(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document and its archived state are one document wherever both are, and no longer where only one is there."""
    (towns / "east").rename(towns / "south")
    monkeypatch.chdir(towns / "south")
    Path("p/s.txt").write_text(STATIONS.format(251), encoding="utf-8")
    assert met("town.factcheck") == {}
    shutil.move("town.factcheck", towns)
    assert met("../town.factcheck") == {"../town.factcheck:p/s.txt": ("250座",)}


def test_an_archive_that_moves_is_brought_up_to_date(news: Path) -> None:
    """Where an archive is not where it was, its documents have other paths, and take the place of what they were."""
    Path("other").mkdir()
    archive = Path("other/news.factcheck")
    build(Path("news.factcheck"), news)
    shutil.copy("news.factcheck", archive)
    with pytest.raises(FactcheckError, match=r"two files have this name, .* or take the first out"):
        add(archive, news)
    (news / "000.txt").unlink()
    (news / "001.txt").write_text(STATIONS.format(250), encoding="utf-8")
    assert build(archive, news) == Changes(added=NEWS - 1, removed=NEWS)
    assert wrong_with(archive) == []
    assert build(archive, news) == Changes(unchanged=NEWS - 1)
    build(Path("anew.factcheck"), news)
    draft = Path("draft.txt")
    draft.write_text((news / "002.txt").read_text(encoding="utf-8") + STATIONS.format(260), encoding="utf-8")
    assert found(against(archive, draft)) == found(against(Path("anew.factcheck"), draft)) != []


def test_an_archive_within_itself(news: Path) -> None:
    """All documents of an archive are compared with one another as their files are, pair by pair."""
    archive = Path("news.factcheck")
    for path in sorted(news.iterdir())[NEWS // 2 :]:
        path.unlink()
    build(archive, news)
    settings = Settings(min_confidence=0, format=Format.JSON)
    from_archive, from_files = (pipeline.check([str(path)], settings, unwatched) for path in (archive, news))
    assert found(from_archive)
    shutil.rmtree(news)
    assert "".join(render_json(from_archive)) == "".join(render_json(from_files))
    beside = Settings(min_confidence=0, report=(Also(format=Format.JSON, path=Path("report.json")),))
    assert "".join(render_json(pipeline.check([str(archive)], beside, unwatched))) == "".join(render_json(from_files))


def test_an_archive_within_itself_by_batches(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a large one are compared a batch at a time, nearly as all of them at once.

    A batch and all at once differ where the figures around a pair are looked at.
    """
    archive = Path("news.factcheck")
    build(archive, news)
    settings = Settings(min_confidence=0)
    at_once = pipeline.check([str(news)], settings, unwatched)
    monkeypatch.setattr(crosswise, "WHOLE", 0)
    monkeypatch.setattr(crosswise, "BATCH", 60)
    alone = pipeline.check([str(archive)], settings, unwatched)
    pairs, expected = ({entry[2]: entry[3] for entry in found(report)} for report in (alone, at_once))
    assert [reported.document.name for reported in alone.documents] == [
        reported.document.name for reported in at_once.documents
    ]
    assert len(pairs) == len(found(alone)), "a pair counts once"
    same = [pair for pair, status in expected.items() if pairs.get(pair) == status]
    assert len(same) > 0.9 * max(len(pairs), len(expected))
    monkeypatch.setattr(crosswise, "BATCH", 100_000)
    assert found(pipeline.check([str(archive)], settings, unwatched)) == found(at_once)


def test_many_documents_are_compared_as_an_archive_of_them(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what is compared at once, files give what an archive of them gives, whatever order it came by them."""
    archive, few = Path("news.factcheck"), sorted(news.iterdir())[:12]
    for path in sorted(news.iterdir())[len(few) :]:
        path.unlink()
    build(archive, *few[6:])
    add(archive, *reversed(few[:6]))
    monkeypatch.setattr(crosswise, "WHOLE", 40)
    monkeypatch.setattr(crosswise, "BATCH", 40)
    settings = Settings(min_confidence=0, format=Format.JSON)
    from_archive, from_files = (
        "".join(render_json(pipeline.check([str(path)], settings, unwatched))) for path in (archive, news)
    )
    assert from_archive == from_files
    assert '"status": "conflicting"' in from_files


def test_many_documents_that_cannot_all_be_read(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many files too it is told which could not be read, what readers had to say, and what was accepted."""
    monkeypatch.setattr(crosswise, "WHOLE", 100)
    (news / "bad.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (news / "accepted.txt").write_text("青禾市共有充电站250座。<!-- factcheck-accept: 两种口径 -->\n", encoding="utf-8")
    (news / "other.txt").write_text("青禾市共有充电站260座。\n", encoding="utf-8")
    report = pipeline.check([str(news)], Settings(min_confidence=0), unwatched, baseline=read_baseline(None))
    assert [entry.path for entry in report.skipped if entry.failed] == ["news/bad.txt"]
    assert [(each.finding.pair.left.document, each.reason) for each in report.accepted] == [
        ("news/accepted.txt", "两种口径")
    ]
    assert report.stale == ()
    assert len(report.documents) == NEWS + 2


def test_an_archive_is_checked_alone(news: Path) -> None:
    """An archive among documents, or against others, is refused."""
    archive = Path("news.factcheck")
    build(archive, news / "000.txt")
    for paths, others in (([archive, news], ()), ([archive], (str(news),))):
        with pytest.raises(FactcheckError, match="an archive is checked alone"):
            pipeline.check(list(map(str, paths)), Settings(against=others), unwatched)
