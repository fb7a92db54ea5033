"""Writes a page of docs/rules for every verdict rule and veto: python tests/generate_rule_pages.py."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.model.rule import Example, VerdictRule
from factcheck.rulebook.verdicts import load_verdicts
from factcheck.rulebook.vetoes import Veto, load_vetoes

_INTRODUCTION = """\
# Verdict rules

Generated from `rules/verdicts/` by `python tests/generate_rule_pages.py`.

The rules are tried in this order, and the first one whose conditions all hold decides.
How a rule is written stands in [writing rules](../writing-rules.md).

| rule | verdict | confidence | summary |
|---|---|---|---|
"""

_VETOES = """\

# Vetoes

Generated from `rules/vetoes/` by the same command.

A figure that one of them fits is the part of a name, a list number or a code, and never becomes a claim.
They are tried in this order; `factcheck extract --all` shows what they held back.

| veto | figures | reason |
|---|---|---|
"""


def pages(root: Path) -> dict[str, str]:
    """File name to content of every page, the index among them."""
    rules, vetoes = load_verdicts(root / "rules" / "verdicts"), load_vetoes(root / "rules" / "vetoes")
    found = {f"{rule.id}-{rule.name}.md": _page(rule) for rule in rules}
    found |= {f"{veto.id}-{veto.name}.md": _veto_page(veto) for veto in vetoes}
    rows = "".join(map(_row, rules)) + _VETOES + "".join(map(_veto_row, vetoes))
    return {"README.md": _INTRODUCTION + rows, **found}


def _row(rule: VerdictRule) -> str:
    link = f"[{rule.id} {rule.name}]({rule.id}-{rule.name}.md)"
    return f"| {link} | {_status(rule)} | {rule.confidence:g} | {rule.summary} |\n"


def _status(rule: VerdictRule) -> str:
    return rule.status.value if rule.status else "not comparable"


def _page(rule: VerdictRule) -> str:
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: VerdictRule) -> Iterator[str]:
    yield f"# {rule.id} {rule.name}"
    yield f"\n{rule.summary}"
    yield f"\nVerdict: {_status(rule)}, with a confidence of {rule.confidence:g} before circumstances lower it."
    yield f"\n{rule.why}"
    yield "\n## Holds when\n"
    for condition in rule.when:
        yield f"- {condition.phrases['en']}（{condition.phrases['zh']}）"
    yield "\n## Message\n"
    for language, message in rule.messages.items():
        yield f"- {language}: {message}"
    yield "\n## Examples\n"
    for example in rule.examples:
        yield from _example(rule, example)


def _example(rule: VerdictRule, example: Example) -> Iterator[str]:
    decided = "" if example.decided_by == rule.id else f" (decided by {example.decided_by})"
    yield f"- {example.name}{decided}"
    for side, fields in (("left", example.left), ("right", example.right), ("also", example.other)):
        if fields is not None:
            yield f"  - {side}: {_fields(fields)}"


def _fields(fields: Mapping[str, str]) -> str:
    return ", ".join(f"{name} `{value}`" for name, value in fields.items())


def _veto_row(veto: Veto) -> str:
    return f"| [{veto.id} {veto.name}]({veto.id}-{veto.name}.md) | {veto.summary} | {veto.why} |\n"


def _veto_page(veto: Veto) -> str:
    lines = [f"# {veto.id} {veto.name}", f"\n{veto.summary}.", f"\n{veto.why}"]
    if veto.scope:
        lines.append(f"\nThe figure narrows the claims beside it, as their `{veto.scope}`.")
    lines += ["\nIn the examples the figure stands in 【】.", "\n## No claims\n"]
    lines += [f"- {example}" for example in veto.vetoed]
    lines += ["\n## Claims none the less\n", *(f"- {example}" for example in veto.kept)]
    return "\n".join(lines) + "\n"


def _write(root: Path) -> None:
    folder = root / "docs" / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages(root)
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (folder / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    _write(Path(__file__).resolve().parent.parent)
