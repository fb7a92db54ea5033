"""Runs the check of one document, and writes a copy of it with comments."""

import hashlib
from pathlib import Path

from factcheck import pipeline
from factcheck.annotate.remark import Remark
from factcheck.annotate.word import annotate_word
from factcheck.baseline import read_baseline
from factcheck.cli.output import open_target
from factcheck.cli.progress import watching
from factcheck.cli.rendering import FAILING
from factcheck.cli.run import CheckRun, exit_status
from factcheck.indexing.reading import Manner
from factcheck.model.errors import FactcheckError
from factcheck.model.occasion import Occasion
from factcheck.model.report import Report
from factcheck.read.sources import Source, name_of, read_bytes, shown
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import Lookup
from factcheck.report.to_remarks import remarks
from factcheck.report.where import address
from factcheck.report.words import WORDS
from factcheck.settings import Settings

_SUFFIX = ".docx"


def run_annotate(path: Path, settings: Settings, asked: CheckRun) -> int:
    """Writes the copy, says what is in it and what could not be; the exit status of the check."""
    assert asked.output is not None, "the command asks for it"
    source = Source(name=name_of(path), path=path)
    if path.suffix.lower() != _SUFFIX:
        raise FactcheckError(f"{shown(source.name)}: is no Word file ({_SUFFIX}); other files can have no comments")
    target = open_target(asked.output)
    if target.path is None:
        raise FactcheckError("--output -: a Word file goes to no terminal; name a file")
    target.refuse((str(path), *settings.against))
    content, baseline = read_bytes(source), read_baseline(settings.baseline)
    occasion = Occasion(today=asked.today)
    with watching() as watch:
        report = pipeline.check([str(path)], settings, watch, baseline=baseline, occasion=occasion)
    target.refuse(reported.document.name for reported in report.documents)
    digest = next(each.document.digest for each in report.documents if each.document.name == source.name)
    if digest != hashlib.sha256(content).hexdigest():
        raise FactcheckError(f"{shown(source.name)}: has changed while it was checked; try again")
    said = remarks(report, source.name, failing=FAILING[settings.fail_on])
    layout = Manner(rules=settings.rules).rulebook().layout
    marked = (Remark(span=span, lines=lines) for span, lines in said.items())
    annotated = annotate_word(content, source.name, marked, layout)
    target.write(annotated.content)
    own = WORDS[report.language]
    lines = [own["annotated-file"].format(file=one_line(str(asked.output)), comments=annotated.comments)]
    lines += [own["no-place"].format(what=_what(remark, report)) for remark in annotated.unplaced]
    open_target(None).write("".join(f"{line}\n" for line in lines))
    return exit_status(report, settings.fail_on)


def _what(remark: Remark, report: Report) -> str:
    """The figure of a remark that has no place, and where it stands."""
    lookup = Lookup(report)
    claim = next(claim for claim in report.claims.values() if claim.span == remark.span)
    return f"{one_line(claim.text)} {address(lookup.source(claim), claim, report.language)}"
