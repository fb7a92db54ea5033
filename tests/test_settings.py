"""The configuration file: where it is found, what it may say, and what the command line says over it."""

from pathlib import Path
from typing import Any

import pytest

from factcheck.model.alias import Alias, Aliases
from factcheck.model.errors import FactcheckError
from factcheck.settings import Also, FailOn, Format, Language, Settings, load_settings


def write(path: Path, content: str) -> Path:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


FULL = """\
format = "json"
report = ["csv=out/report.csv"]
rules = "my-rules"
encoding = "gb18030"
lang = "en"
fail-on = "time-shifted"
min-confidence = 0.7
date = ["a.txt=2031-05", 2031-06-01]
against = "archive"
include = ["*.docx", "news/*"]
exclude = "old/"
show-consistent = true
steps = true
baseline = "known.yaml"
authority = ["公报/*", "新闻稿/*"]
aliases = {"国际科学园协会" = ["国科协", " I  P "], "Blue Line Inc." = "BL"}
"""


def test_every_option(tmp_path: Path) -> None:
    """Every key is an option's name, and paths start from the file's folder."""
    assert load_settings(write(tmp_path / "factcheck.toml", FULL), Path("/")) == Settings(
        format=Format.JSON,
        report=(Also(format=Format.CSV, path=tmp_path / "out/report.csv"),),
        rules=tmp_path / "my-rules",
        encoding="gb18030",
        lang=Language.ENGLISH,
        fail_on=FailOn.TIME_SHIFTED,
        min_confidence=0.7,
        file_date=("a.txt=2031-05", "2031-06-01"),
        against=(str(tmp_path / "archive"),),
        include=("*.docx", "news/*"),
        exclude=("old/",),
        show_consistent=True,
        steps=True,
        baseline=tmp_path / "known.yaml",
        authority=("公报/*", "新闻稿/*"),
        aliases=Aliases(
            entries=(
                Alias(name="国际科学园协会", others=("国科协", "I P")),
                Alias(name="Blue Line Inc.", others=("BL",)),
            )
        ),
    )


def test_every_field_can_be_written() -> None:
    """The file can say everything that settings hold."""
    keys = {line.split(" ")[0].replace("-", "_") for line in FULL.splitlines()}
    assert keys == set(Settings.__struct_fields__) - {"file_date"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, 0.5),
        ({"factcheck.toml": "min-confidence = 0.1"}, 0.1),
        ({"pyproject.toml": "[tool.factcheck]\nmin-confidence = 0.2"}, 0.2),
        ({"factcheck.toml": "min-confidence = 0.1", "pyproject.toml": "[tool.factcheck]\nmin-confidence = 0.2"}, 0.1),
        ({"pyproject.toml": "[tool.other]\n", "../factcheck.toml": "min-confidence = 0.3"}, 0.3),
        ({"factcheck.toml": "", "../factcheck.toml": "min-confidence = 0.3"}, 0.5),
        ({"../../pyproject.toml": "[tool.factcheck]\nmin-confidence = 1"}, 1.0),
    ],
    ids=["none", "own file", "project", "own file first", "project without us", "nearest wins", "two folders up"],
)
def test_where_it_is_found(tmp_path: Path, files: dict[str, str], expected: float) -> None:
    """The nearest file in the folder and above decides alone."""
    folder = tmp_path / "one" / "two"
    folder.mkdir(parents=True)
    for name, content in files.items():
        write((folder / name).resolve(), content)
    assert load_settings(None, folder).min_confidence == expected


@pytest.mark.parametrize(
    ("content", "mention"),
    [
        ("colour = 'red'", "unknown key 'colour'; known are against, aliases, authority, baseline, date"),
        ("min_confidence = 0.5", "unknown key 'min_confidence'"),
        ("format = 'papyrus'", "format: 'papyrus' is none of terminal, json"),
        ("fail-on = 3", "fail-on: 3 is none of conflicting"),
        ("min-confidence = 2", "min-confidence: expected a number from 0 to 1, not 2"),
        ("min-confidence = nan", "min-confidence"),
        ("min-confidence = true", "min-confidence"),
        ("steps = 'yes'", "steps: expected true or false, not 'yes'"),
        ("rules = ''", "rules: expected a text"),
        ("against = [1]", "against: expected a text, not 1"),
        ("date = 2031", "date: expected a text, not 2031"),
        ("aliases = 'IASP'", "aliases: expected a table of full names with their other names, not 'IASP'"),
        ("aliases = [['国科协', 'IASP']]", "aliases: expected a table"),
        ("aliases = {'国际科学园协会' = 3}", "aliases: 国际科学园协会: expected a text, not 3"),
        ("aliases = {'国际科学园协会' = ['IASP', true]}", "aliases: 国际科学园协会: expected a text, not True"),
        ("aliases = {'国际科学园协会' = {'zh' = '国科协'}}", "aliases: 国际科学园协会: expected a text, not {"),
        ("aliases = {'国际科学园协会' = ' '}", "aliases: 国际科学园协会: expected a text"),
        ("aliases = {'' = 'IASP'}", "aliases: expected a text, not ''"),
        ("aliases = {'国际科学园协会' = '国'}", "aliases: '国' is too short for a name, or has no letter"),
        (
            "aliases = {'甲协会' = '甲会', '乙协会' = '甲会'}",
            "aliases: '甲会' stands for two names, '甲协会' and '乙协会'",
        ),
        ("aliases = {'甲协会' = '甲 协会 ', '甲 协会' = '甲会'}", "aliases: '甲 协会' stands for two names"),
        ("aliases = {'甲协会' = ['甲会', '甲协会']}", "aliases: '甲协会' is given as another name of itself"),
        ("format = [", "is not valid TOML"),
    ],
    ids=lambda value: value[:24],
)
@pytest.mark.parametrize(("name", "head"), [("factcheck.toml", ""), ("pyproject.toml", "[tool.factcheck]\n")])
def test_what_means_nothing(tmp_path: Path, content: str, mention: str, name: str, head: str) -> None:
    """A key or value that means nothing is refused with the file's name and the key."""
    path = write(tmp_path / name, head + content)
    with pytest.raises(FactcheckError) as caught:
        load_settings(None, tmp_path)
    assert str(caught.value).startswith(f"{path}: ")
    assert mention in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    """A file that was named must be there."""
    with pytest.raises(FactcheckError, match="there is no such configuration file"):
        load_settings(tmp_path / "missing.toml", tmp_path)


def test_project_table_must_be_a_table(tmp_path: Path) -> None:
    """tool.factcheck that is no table is refused."""
    write(tmp_path / "pyproject.toml", "[tool]\nfactcheck = 1\n")
    with pytest.raises(FactcheckError, match="expected a table"):
        load_settings(None, tmp_path)


def test_command_line_wins() -> None:
    """What was given on the command line replaces the file's value, what was not leaves it."""
    given: dict[str, Any] = {"lang": None, "format": Format.TERMINAL, "date": (), "min_confidence": 0.0}
    settings = Settings(format=Format.JSON, lang=Language.ENGLISH, date=("2031",)).override(**given)
    assert settings == Settings(format=Format.TERMINAL, lang=Language.ENGLISH, date=("2031",), min_confidence=0.0)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_confidence_is_bounded(value: float) -> None:
    """A confidence outside 0 to 1 is refused."""
    with pytest.raises(FactcheckError, match="--min-confidence"):
        Settings(min_confidence=value)
