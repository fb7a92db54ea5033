"""The commands that keep an archive of claims; imported stages as in the other commands, for the start-up time."""

from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.cli import options
from factcheck.settings import Settings, load_settings

index = typer.Typer(no_args_is_help=False, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(metavar="ARCHIVE", show_default=False, help="The file of the archive.")]
Some = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", show_default=False, help="Documents, or folders of them."),
]
Added = Annotated[
    list[str],
    typer.Argument(metavar="PATH", show_default=False, help="Documents, or folders of them."),
]
Kept = Annotated[
    list[str],
    typer.Argument(metavar="PATH", show_default=False, help="Archived documents, or folders of them, as listed."),
]
Reindex = Annotated[bool, typer.Option("--reindex", help="Read everything again, from the texts that are kept.")]


@index.callback()
def callback() -> None:
    """Keeps an archive of claims in a file.

    check --against uses it in place of the documents.
    """


@index.command()
def build(  # noqa: PLR0913 typer reads a command's options from its parameters
    archive: File,
    paths: Some = None,
    *,
    reindex: Reindex = False,
    include: options.Include = None,
    exclude: options.Exclude = None,
    config: options.Config = None,
    rules: options.Rules = None,
    date: options.Dates = None,
    encoding: options.Encoding = None,
) -> None:
    """Makes an archive of documents.

    An archive that is there already is brought up to date: only what is new or has changed is read, and what is not at
    PATH any more leaves it. Without PATH it keeps its documents, which --reindex reads again by the rules of today.
    """
    settings = _settings(config, rules=rules, date=date, encoding=encoding, include=include, exclude=exclude)
    from factcheck.cli.run_index import run_build  # noqa: PLC0415 start-up time

    run_build(archive, paths or [], settings, reindex=reindex)


@index.command()
def add(  # noqa: PLR0913 typer reads a command's options from its parameters
    archive: File,
    paths: Added,
    *,
    include: options.Include = None,
    exclude: options.Exclude = None,
    config: options.Config = None,
    rules: options.Rules = None,
    date: options.Dates = None,
    encoding: options.Encoding = None,
) -> None:
    """Adds documents to an archive.

    Those that it has are read again only where they have changed.
    """
    settings = _settings(config, rules=rules, date=date, encoding=encoding, include=include, exclude=exclude)
    from factcheck.cli.run_index import run_add  # noqa: PLC0415 start-up time

    run_add(archive, paths, settings)


@index.command()
def remove(archive: File, paths: Kept) -> None:
    """Removes documents from an archive.

    Their claims leave it with them. The files themselves need not be there, and are not touched.
    """
    from factcheck.cli.run_index import run_remove  # noqa: PLC0415 start-up time

    run_remove(archive, paths)


@index.command("list")
def list_(archive: File) -> None:
    """Lists the documents of an archive.

    A line each: the date, the number of claims, the name and the title.
    """
    from factcheck.cli.run_index import run_list  # noqa: PLC0415 start-up time

    run_list(archive)


@index.command()
def info(archive: File) -> None:
    """Says what an archive holds, and what it was made with."""
    from factcheck.cli.run_index import run_info  # noqa: PLC0415 start-up time

    run_info(archive)


@index.command()
def verify(archive: File) -> None:
    """Looks an archive through for damage.

    Every claim is read back, and every index is held against what it is an index of.
    """
    from factcheck.cli.run_index import run_verify  # noqa: PLC0415 start-up time

    run_verify(archive)


@index.command()
def compact(archive: File) -> None:
    """Makes the file of an archive as small as it can be.

    What was removed leaves room that later documents fill; this gives it back.
    """
    from factcheck.cli.run_index import run_compact  # noqa: PLC0415 start-up time

    run_compact(archive)


def _settings(config: Path | None, **given: Any) -> Settings:
    """The settings; options that may be repeated come as lists, or as `None`."""
    options_ = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return load_settings(config, Path.cwd()).override(**options_)
