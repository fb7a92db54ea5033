"""The commands: each reads its settings, runs the pipeline and writes one report.

The stages are imported inside the commands, so that `--version` and `--help` start as fast as any small program.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck import __version__
from factcheck.cli import options
from factcheck.cli.findings import findings
from factcheck.cli.index import index
from factcheck.settings import Format, Settings, load_settings

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(index, name="index")
app.add_typer(findings)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback(
    epilog="Exit status: 0 nothing found, 1 something found (see check --fail-on), 2 the tool could not work."
)
def factcheck(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Finds figures that do not agree across documents."""


@app.command()
def check(  # noqa: PLR0913 typer reads a command's options from its parameters
    paths: options.Checked,
    *,
    against: options.Against = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    form: options.Form = None,
    output: options.Output = None,
    report: options.Reports = None,
    github_summary: options.Summary = False,
    baseline: options.Baseline = None,
    prune: options.Prune = False,
    changed_since: options.ChangedSince = None,
    today: options.Today = None,
    config: options.Config = None,
    rules: options.Rules = None,
    date: options.Dates = None,
    encoding: options.Encoding = None,
    lang: options.Lang = None,
    fail_on: options.Fail = None,
    min_confidence: options.MinConfidence = None,
    show_consistent: options.ShowConsistent = None,
    steps: options.Steps = None,
) -> None:
    """Compares figures across documents.

    Two figures that state one fact are consistent, time-shifted or conflicting. With --against, the documents at PATH
    are compared with those of the archive named there, and not with one another.
    """
    settings = _settings(
        config,
        against=_each(against),
        include=_each(include),
        exclude=_each(exclude),
        format=form,
        report=tuple(report or ()),
        baseline=baseline,
        rules=rules,
        date=_each(date),
        encoding=encoding,
        lang=lang,
        fail_on=fail_on,
        min_confidence=min_confidence,
        show_consistent=show_consistent,
        steps=steps,
    )
    from factcheck.cli.run import CheckRun, run_check  # noqa: PLC0415 start-up time, as above

    asked = CheckRun(
        output=output,
        github_summary=github_summary,
        prune=prune,
        changed_since=changed_since,
        today=options.day(today),
    )
    raise typer.Exit(run_check(paths, settings, asked))


@app.command()
def extract(  # noqa: PLR0913 typer reads a command's options from its parameters
    paths: options.Paths,
    *,
    all_: options.All = False,
    include: options.Include = None,
    exclude: options.Exclude = None,
    form: options.ExtractForm = None,
    output: options.Output = None,
    config: options.Config = None,
    rules: options.Rules = None,
    date: options.Dates = None,
    encoding: options.Encoding = None,
    lang: options.Lang = None,
) -> None:
    """Lists the figures that documents claim.

    All of them, also those that recur nowhere.
    """
    settings = _settings(
        config,
        include=_each(include),
        exclude=_each(exclude),
        format=form and Format(form),
        rules=rules,
        date=_each(date),
        encoding=encoding,
        lang=lang,
    )
    from factcheck.cli.run import run_extract  # noqa: PLC0415 start-up time, as above

    run_extract(paths, settings, output, with_vetoed=all_)


@app.command()
def rules(rule: options.RuleId = None, *, config: options.Config = None, rules: options.Rules = None) -> None:
    """Lists the rules, or shows one.

    A rule is shown with its reason, its messages and its examples.
    """
    from factcheck.cli.run import run_rules  # noqa: PLC0415 start-up time, as above

    run_rules(rule, _settings(config, rules=rules))


def _each(values: list[str] | None) -> tuple[str, ...]:
    return tuple(values or ())


def _settings(config: Path | None, **given: Any) -> Settings:
    return load_settings(config, Path.cwd()).override(**given)
