"""The commands about one finding or one document; stages are imported in them, for the start-up time."""

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import options
from factcheck.settings import load_settings

findings = typer.Typer(rich_markup_mode=None)

Finding = Annotated[
    str,
    typer.Argument(
        metavar="FINDING", show_default=False, help="The finding's number, or how it begins (with --report)."
    ),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why both figures may stand. [required]")]
Told = Annotated[
    str | None,
    typer.Option("--pair", metavar="TOKEN", help="What the pair is, as a page of a report copies it."),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="The last day on which it is accepted.")
]
Saved = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="The JSON report that has the finding (default: that of report in the settings).",
    ),
]
Draft = Annotated[Path, typer.Argument(metavar="DOCX", show_default=False, help="The Word file to check.")]
Copy = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Where the copy goes. [required]")
]
Explained = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", show_default=False, help="Documents to check, in place of a report."),
]


@findings.command()
def accept(  # noqa: PLR0913 typer reads a command's options from its parameters
    finding: Finding,
    *,
    reason: Reason,
    until: Until = None,
    report: Saved = None,
    pair: Told = None,
    baseline: options.Baseline = None,
    config: options.Config = None,
    today: options.Today = None,
) -> None:
    """Accepts a known difference.

    It is written into the file of known differences, and is accepted until either figure changes or its date passes.
    """
    settings = load_settings(config, Path.cwd()).override(baseline=baseline)
    from factcheck.cli.run_findings import Wish, run_accept  # noqa: PLC0415 start-up time

    wish = Wish(finding=finding, reason=reason, until=until, pair=pair, today=options.day(today))
    run_accept(wish, report, settings)


@findings.command()
def annotate(  # noqa: PLR0913 typer reads a command's options from its parameters
    document: Draft,
    *,
    output: Copy,
    against: options.Against = None,
    config: options.Config = None,
    rules: options.Rules = None,
    date: options.Dates = None,
    encoding: options.Encoding = None,
    lang: options.Lang = None,
    fail_on: options.Fail = None,
    min_confidence: options.MinConfidence = None,
    baseline: options.Baseline = None,
    today: options.Today = None,
) -> None:
    """Checks a Word file, and writes a copy with comments on the figures in question.

    The file itself is left alone, and words and layout of the copy are those of the file.
    """
    settings = load_settings(config, Path.cwd()).override(
        against=tuple(against or ()),
        rules=rules,
        date=tuple(date or ()),
        encoding=encoding,
        lang=lang,
        fail_on=fail_on,
        min_confidence=min_confidence,
        baseline=baseline,
    )
    from factcheck.cli.run import CheckRun  # noqa: PLC0415 start-up time
    from factcheck.cli.run_annotate import run_annotate  # noqa: PLC0415 start-up time

    asked = CheckRun(output=output, today=options.day(today))
    raise typer.Exit(run_annotate(document, settings, asked))


@findings.command()
def explain(  # noqa: PLR0913 typer reads a command's options from its parameters
    finding: Finding,
    paths: Explained = None,
    *,
    report: Saved = None,
    against: options.Against = None,
    config: options.Config = None,
    rules: options.Rules = None,
    date: options.Dates = None,
    encoding: options.Encoding = None,
    lang: options.Lang = None,
) -> None:
    """Shows how one finding came about.

    All of it, from the characters of both figures to the verdict.
    """
    settings = load_settings(config, Path.cwd()).override(
        against=tuple(against or ()), rules=rules, date=tuple(date or ()), encoding=encoding, lang=lang
    )
    from factcheck.cli.run_findings import run_explain  # noqa: PLC0415 start-up time

    run_explain(finding, paths or [], report, settings)


@findings.command()
def schema() -> None:
    """Prints the JSON Schema of the JSON report."""
    from factcheck.cli.run_findings import run_schema  # noqa: PLC0415 start-up time

    run_schema()
