"""Which documents a run has to read, and how their bytes become text."""

import codecs
from pathlib import Path

import pytest

from document_files import LAYOUT, saved
from factcheck.model.document import Published, PublishedBasis
from factcheck.model.errors import FactcheckError, InputError, RuleError
from factcheck.model.layout import LayoutLexicon
from factcheck.read import sources
from factcheck.read.choosing import Choice
from factcheck.read.dating import DateOverride, choose_override, parse_date_option
from factcheck.read.decoding import decode
from factcheck.read.formats import Kind, Unread, detect
from factcheck.read.reading import read_source
from factcheck.read.sources import Source, find_sources, read_bytes
from factcheck.rulebook.layout import load_layout

CHINESE = "甲市有企业12家。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents, other files, a hidden file and a subfolder."""
    tree = tmp_path / "tree"
    for name in (
        "b.txt",
        "a.md",
        "sub/c.markdown",
        "sub/D.TXT",
        "picture.png",
        ".hidden.txt",
        "~$a.docx",
        "sub/.git/x.txt",
    ):
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CHINESE, encoding="utf-8")
    return tree


def names_in(folder: Path, *paths: Path) -> list[str]:
    """Names of what is found, relative to the folder."""
    return [Path(source.name).relative_to(folder).as_posix() for source in find_sources(paths or [folder]).files]


def test_folder_is_walked_in_the_order_of_names(folder: Path) -> None:
    """A folder gives its documents, those of its folders too, sorted, hidden ones left out."""
    assert names_in(folder) == ["a.md", "b.txt", "sub/D.TXT", "sub/c.markdown"]


def test_unknown_types_in_a_folder_are_listed(folder: Path) -> None:
    """What is not read in a folder is listed with the reason."""
    (skipped,) = find_sources([folder]).skipped
    assert skipped.path.endswith("picture.png")
    assert ".png" in skipped.reason


def test_ignored_files_are_left_out(folder: Path) -> None:
    """What Git ignores is neither read nor listed; the innermost file that says something decides."""
    (folder / ".gitignore").write_text("*.txt\n!b.txt\n/picture.png\nold/\n", encoding="utf-8")
    (folder / "sub" / ".gitignore").write_text("!d.txt\n!D.TXT\nc.*\n", encoding="utf-8")
    for name in ("old/e.md", "sub/old/f.md", "sub/d.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CHINESE, encoding="utf-8")
    assert names_in(folder) == ["a.md", "b.txt", "sub/D.TXT", "sub/d.txt"]
    assert find_sources([folder]).skipped == ()


def test_ignored_files_are_those_of_the_whole_repository(folder: Path) -> None:
    """A file above counts up to the top of the repository, and no further."""
    inner = folder / "inner"
    inner.mkdir()
    (inner / "g.md").write_text(CHINESE, encoding="utf-8")
    (inner / "h.txt").write_text(CHINESE, encoding="utf-8")
    (folder / ".gitignore").write_text("inner/*.md\n", encoding="utf-8")
    (folder.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    assert names_in(folder, inner) == ["inner/g.md", "inner/h.txt"]
    (folder / ".git").mkdir()
    assert names_in(folder, inner) == ["inner/h.txt"]


def test_ignored_file_named_outright_is_read(folder: Path) -> None:
    """Patterns are for folders."""
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    assert names_in(folder, folder / "b.txt") == ["b.txt"]
    with pytest.raises(InputError, match="holds no document"):
        find_sources([folder])


@pytest.mark.parametrize(
    ("include", "exclude", "names"),
    [
        (("*.md",), (), ["a.md"]),
        (("*.md", "sub/*"), ("D.*",), ["a.md", "sub/c.markdown"]),
        ((), ("sub/",), ["a.md", "b.txt"]),
        ((), ("*", "!a.md"), ["a.md"]),
    ],
)
def test_patterns_choose_files(
    folder: Path, include: tuple[str, ...], exclude: tuple[str, ...], names: list[str]
) -> None:
    """With --include only what fits is read, and what fits --exclude is not."""
    found = find_sources([folder], Choice(include=include, exclude=exclude))
    assert [Path(source.name).relative_to(folder).as_posix() for source in found.files] == names


@pytest.mark.parametrize("pattern", ["*a*a*a*a*a*b", "**/**/**/**/**/**/**/a"])
def test_patterns_that_take_for_ever_are_refused(folder: Path, pattern: str) -> None:
    """A pattern of many wildcards is refused where it stands, and matched against nothing."""
    with pytest.raises(FactcheckError, match=r"--exclude .*wildcards"):
        find_sources([folder], Choice(exclude=(pattern,)))
    (folder / ".gitignore").write_text(f"\n{pattern}\n", encoding="utf-8")
    assert len(names_in(folder)) == 4


def test_odd_lines_of_ignore_files_are_passed_over(folder: Path) -> None:
    """A comment is one whatever it holds, and a line that Git makes nothing of takes the others nothing."""
    (folder / ".gitignore").write_text("# *** Python stuff ***\n!\n//\na[\nb.*\n", encoding="utf-8")
    assert names_in(folder) == ["a.md", "sub/D.TXT", "sub/c.markdown"]


def test_order_of_arguments_changes_nothing(folder: Path) -> None:
    """A file reached twice counts once, and neither order nor spelling of the paths shows."""
    dotted = folder / "." / "sub" / ".." / "b.txt"
    first = find_sources([folder, folder / "b.txt", dotted])
    assert first == find_sources([dotted, folder / "b.txt", folder])
    assert len(first.files) == 4


def test_marked_file_without_a_suffix_is_read(folder: Path) -> None:
    """A file whose name has no suffix is read where its content tells what it is, named or found; no other is."""
    for name, content in (("report", b"%PDF-1.7\n"), ("LICENSE", b"free"), ("page", b"<html>")):
        (folder / name).write_bytes(content)
    assert names_in(folder) == ["a.md", "b.txt", "report", "sub/D.TXT", "sub/c.markdown"]
    assert names_in(folder, folder / "report") == ["report"]
    with pytest.raises(InputError, match="without a type"):
        find_sources([folder / "LICENSE"])


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (b"BM\x36\x10\0\0\0\0\0\0", ".docx", "a picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", ".webp", "a picture"),
        (b"\0\0\0\x18ftypheic\0\0", ".heic", "a picture"),
        (b"CAJ\0\0\x01", ".caj", "a CAJ file"),
        (b"HN\xc8\0", ".caj", "a CAJ file"),
    ],
)
def test_pictures_are_told_by_their_content(content: bytes, suffix: str, kind: str) -> None:
    """What it is decides what to do with it, whatever its name says."""
    found = detect(content, suffix)
    assert isinstance(found, Unread)
    assert found.what == kind


def test_text_about_pdf_is_text() -> None:
    """A text that names the mark of another kind stays one; a PDF behind a few odd bytes stays a PDF."""
    assert detect("BMW 的文件以 %PDF-1.7 开头。".encode(), ".md") is Kind.TEXT
    assert detect(b"\xff\n%PDF-1.7\n\0", ".md") is Kind.PDF
    assert detect(b"\xff\n%PDF-1.7\n", ".pdf") is Kind.PDF


def test_file_that_is_named_and_found_was_named(folder: Path) -> None:
    """A file of a folder that is named as well is no longer one that was only found."""
    found = {Path(source.name).name: source.found for source in find_sources([folder, folder / "sub" / "D.TXT"]).files}
    assert found == {"a.md": True, "b.txt": True, "c.markdown": True, "D.TXT": False}


def test_links_in_folders_are_not_followed(folder: Path, tmp_path: Path) -> None:
    """Links in a folder are listed as skipped, so none leads out of it or round in circles."""
    outside = tmp_path / "outside.txt"
    outside.write_text(CHINESE, encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "out.txt").symlink_to(outside)
    found = find_sources([folder])
    assert len(found.files) == 4
    assert sorted(Path(entry.path).name for entry in found.skipped) == ["loop", "out.txt", "picture.png"]


def test_sidecars_are_neither_read_nor_listed(folder: Path) -> None:
    """A sidecar belongs to its document; one without a document is listed."""
    (folder / "b.txt.meta.yaml").write_text("title: 公报\n", encoding="utf-8")
    (folder / "z.txt.meta.yaml").write_text("title: 公报\n", encoding="utf-8")
    assert [Path(entry.path).name for entry in find_sources([folder]).skipped] == ["picture.png", "z.txt.meta.yaml"]


@pytest.mark.parametrize("name", ["missing.txt", "picture.png", "hollow", "bad\nname.txt", "nul\0.txt"])
def test_unusable_paths_are_refused_in_one_line(folder: Path, name: str) -> None:
    """A path that is missing, of another type or without documents is an error of one line that names it."""
    (folder / "hollow").mkdir()
    with pytest.raises(InputError) as caught:
        find_sources([folder / name])
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert name[:3] in message


def test_standard_input_is_a_document(folder: Path) -> None:
    """The path - is standard input, counted once."""
    assert [source.path for source in find_sources(["-", folder / "b.txt", "-"]).files] == [None, folder / "b.txt"]


def test_large_file_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document above the limit is refused before it is decoded."""
    monkeypatch.setattr(sources, "SIZE_LIMIT", 10)
    with pytest.raises(InputError, match=r"b\.txt: is larger than"):
        read_bytes(Source(name="b.txt", path=folder / "b.txt"))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (CHINESE.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + CHINESE.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + CHINESE.encode("utf-32-le"), "utf-32-le"),
        (CHINESE.encode("gb18030"), "gb18030"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030"],
)
def test_encoding_is_told_from_the_bytes(content: bytes, encoding: str) -> None:
    """A byte-order mark, else UTF-8, else GB18030 decides; only the last is a guess."""
    decoded = decode(content, "a.txt")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (CHINESE, encoding, encoding == "gb18030")


def test_named_encoding_wins() -> None:
    """An encoding given by the user is used, whatever the bytes look like."""
    assert decode("企業12家".encode("big5"), "a.txt", "Big5").text == "企業12家"
    assert decode(codecs.BOM_UTF8 + b"a", "a.txt", "utf-8").text == "a"


@pytest.mark.parametrize(
    ("content", "encoding", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", None, "binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07", None, "binary"),
        ("a\0b".encode("utf-16"), None, "binary"),
        (b"caf\xe9 au lait", None, "--encoding"),
        (b"\xff\xff", None, "--encoding"),
        (CHINESE.encode("gb18030"), "utf-8", "--encoding"),
        (b"abc", "rot13", "--encoding"),
        (b"abc", "no-such-encoding", "--encoding"),
        (b"a\\ud800", "unicode_escape", "--encoding"),
    ],
    ids=[
        "nul",
        "controls",
        "nul-in-utf-16",
        "latin-1",
        "nonsense",
        "wrong",
        "no-text-encoding",
        "unknown",
        "surrogate",
    ],
)
def test_what_is_no_text_is_refused(content: bytes, encoding: str | None, says: str) -> None:
    """Bytes that are no text are an error of one line that names the file and what to do."""
    with pytest.raises(InputError, match=f"a.txt.*{says}") as caught:
        decode(content, "a.txt", encoding)
    assert len(str(caught.value).splitlines()) == 1


def test_escape_sequences_are_text() -> None:
    """A log with colours is no binary file."""
    assert decode(b"\x1b[31mred\x1b[0m\x1b[2J", "a.txt").encoding == "utf-8"


def test_sidecar_overrides_what_was_inferred(tmp_path: Path) -> None:
    """The sidecar's title and date go before front matter and file name; the user's date goes before it."""
    path = tmp_path / "2020-01-01.md"
    path.write_text("---\ntitle: 甲\ndate: 2021-01-01\n---\n企业12家。\n", encoding="utf-8")
    (tmp_path / "2020-01-01.md.meta.yaml").write_text("title: 乙\ndate: 2022-03\nsource: 丙报\n", encoding="utf-8")
    source = Source(name="2020-01-01.md", path=path)
    document = read_source(source, layout=LayoutLexicon())
    assert (document.title, str(document.published.start), str(document.published.end)) == (
        "乙",
        "2022-03-01",
        "2022-03-31",
    )
    told = parse_date_option("2023").published
    assert read_source(source, layout=LayoutLexicon(), override=told).published == told


@pytest.mark.parametrize(
    ("name", "content", "day"),
    [
        ("青禾市2030年3月5日.txt", "", "2030-03-05"),
        ("青禾市2030年3月.txt", "", "2030-03-01"),
        ("青禾市2030年.txt", "", "None"),
        ("a.md", "---\ndate: 2030年3月5日 10:20\n---\n", "2030-03-05"),
        ("a.md", "---\ndate: 2030年\n---\n", "2030-01-01"),
        ("a.md", "---\ndate: 5.3.2030\n---\n", "None"),
    ],
)
def test_dates_are_written_as_the_rules_say(tmp_path: Path, name: str, content: str, day: str) -> None:
    """The forms in which a language writes a day are those of its layout file, and none is known without it."""
    source = Source(name=name, path=saved(tmp_path, name, content + "企业12家。\n"))
    assert str(read_source(source, layout=LAYOUT).published.start) == day
    assert read_source(source, layout=LayoutLexicon()).published.start is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("title: 甲\nauthor: 乙\n", ":2: unknown key author"),
        ("title: 甲\ndate: soon\n", ":2: 'soon' is no date"),
        ("title: 甲\ntitle: 乙\n", ":2: the key 'title' is given twice"),
        ("title:\n", ":1: expected a text"),
        ("- title\n", ":1: expected lines"),
        ("", ":1: expected lines"),
        ("title: [\n", "is not valid YAML"),
        ("[" * 50000, "YAML"),
    ],
    ids=["unknown-key", "no-date", "twice", "empty-value", "list", "empty", "broken", "deep"],
)
def test_wrong_sidecar_is_refused(tmp_path: Path, content: str, says: str) -> None:
    """A sidecar that is wrong is an error that names it and the line."""
    path = tmp_path / "a.txt"
    path.write_text(CHINESE, encoding="utf-8")
    (tmp_path / "a.txt.meta.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(FactcheckError) as caught:
        read_source(Source(name="a.txt", path=path), layout=LayoutLexicon())
    assert "a.txt.meta.yaml" in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("option", "file", "days"),
    [
        ("2025", None, "2025-01-01..2025-12-31"),
        ("2024-02", None, "2024-02-01..2024-02-29"),
        ("a/b.txt=2025-06-08", "a/b.txt", "2025-06-08..2025-06-08"),
        ("./a=b.txt=2025", "a=b.txt", "2025-01-01..2025-12-31"),
    ],
)
def test_date_option_is_an_interval(option: str, file: str | None, days: str) -> None:
    """A year, a month or a day, for all documents or for one."""
    override = parse_date_option(option)
    published = override.published
    assert (override.file, f"{published.start}..{published.end}") == (file, days)
    assert published.basis is PublishedBasis.OVERRIDE


@pytest.mark.parametrize("option", ["", "soon", "2025-13", "2025-02-30", "=2025", "a.txt=", "20250608", "1800"])
def test_wrong_date_option_is_refused(option: str) -> None:
    """What is no date of a plausible year is an error that shows it and the form wanted."""
    with pytest.raises(FactcheckError, match="YYYY"):
        parse_date_option(option)


def test_most_precise_date_option_wins() -> None:
    """A date for a document goes before one for all, a longer path before a shorter one, of equals the last."""
    published = {year: parse_date_option(f"{year}").published for year in (2020, 2021, 2022, 2023)}
    overrides = [
        DateOverride(file="s/a.txt", published=published[2020]),
        DateOverride(file="a.txt", published=published[2021]),
        DateOverride(file=None, published=published[2022]),
        DateOverride(file=None, published=published[2023]),
    ]
    found: list[Published | None] = [choose_override(overrides, name) for name in ("d/s/a.txt", "a.txt", "ba.txt")]
    assert found == [published[2020], published[2021], published[2023]]
    assert choose_override(overrides[:2], "b.txt") is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("unknown: 1", "unknown key"),
        ("numberings: [{form: 第章, level: 2}]", "expected one %"),
        ("numberings: [{form: 第%章, level: 9}]", "level from 1 to 6"),
        ("variants: 億亿 萬", "expected two characters"),
    ],
)
def test_wrong_layout_words_are_refused(tmp_path: Path, content: str, says: str) -> None:
    """A layout file that does not keep to its grammar is an error that shows the line."""
    path = tmp_path / "lexicon" / "zh" / "layout.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RuleError, match=rf"layout\.yaml:1: .*{says}"):
        load_layout(tmp_path)


def test_folder_without_layout_words_gives_none(tmp_path: Path) -> None:
    """Rules without layout files are read as an empty lexicon."""
    assert load_layout(tmp_path) == LayoutLexicon()
