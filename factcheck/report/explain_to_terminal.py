"""Writes how one finding came about: both figures as they were read, why they are one fact, and what was decided."""

from rich.text import Text

from factcheck.report.alignment_words import comparison_in_words, level_in_words
from factcheck.report.excerpt import excerpt, one_line
from factcheck.report.lookup import Quote
from factcheck.report.page import Page, joined, words
from factcheck.report.saved import Json, Saved
from factcheck.report.words import WORDS

#: Cells of the names of what is told of a figure.
_NAMES = 10
_SEVERITIES = {"error": "bold red", "warning": "bold yellow", "note": "cyan", "none": "green"}


def render_explanation(saved: Saved, *, language: str, width: int, colour: bool) -> str:
    """The whole trace of a finding in lines of at most `width` cells; ends with a line feed."""
    page = Page(width=width, colour=colour)
    writer = _Writer(page, language)
    writer.head(saved)
    for number, (claim, document) in enumerate(zip(saved.claims, saved.documents, strict=True), 1):
        writer.claim(number, claim, document)
    writer.alignment(saved.finding)
    writer.verdict(saved.finding)
    return page.render()


class _Writer:
    def __init__(self, page: Page, language: str) -> None:
        self._page, self._words, self._language = page, WORDS[language], language

    def head(self, saved: Saved) -> None:
        finding, own = saved.finding, self._words
        style = _SEVERITIES.get(finding["severity"], "")
        title = words(own.get(finding["severity"], finding["severity"]), f"{style} reverse".strip())
        self._page.add(title + "  " + words(saved.fact["label"], "bold"))
        parts = [
            own["finding"].format(id=finding["id"]),
            own["rule"].format(rule=finding["rule"]),
            own["confidence"].format(value=f"{finding['confidence']:.2f}"),
        ]
        self._page.add(joined(own["separator"], list(map(words, parts))))

    def claim(self, number: int, claim: Json, document: Json) -> None:
        own = self._words
        self._page.blank()
        where = f"{document['path']}:{claim['line']}:{claim['column']}"
        characters = own["explain-characters"].format(start=claim["start"], end=claim["end"])
        self._page.add(words(f"[{number}] ") + words(where, "bold") + own["aside"].format(text=characters), hang=4)
        self._field("explain-published", words(self._interval(document["published"])))
        self._field("explain-quote", self._quote(claim))
        self._field("explain-figure", words(self._quantity(claim)))
        self._field("explain-subject", words(claim["subject"] or own["explain-untold"]))
        self._field("explain-measure", words(claim["measure"] or own["explain-untold"]))
        scope = [own[f"role-{item['role']}"].format(text=item["text"]) for item in claim["scope"]]
        self._field("explain-scope", words(own["list"].join(scope) or own["explain-untold"]))
        self._field("explain-kind", words(own[f"kind-{claim['kind']}"]))
        self._field("explain-period", words(self._interval(claim["period"])))

    def alignment(self, finding: Json) -> None:
        """What spoke for and against both figures being of one fact; older reports do not tell."""
        own = self._words
        if "likelihood" not in finding:
            return
        self._page.blank()
        heading = own["explain-alignment"].format(likelihood=f"{finding['likelihood']:.3f}")
        self._page.add(words(heading, "bold"))
        for level in sorted(finding.get("levels", ()), key=lambda level: -abs(level["weight"])):
            compared = comparison_in_words(level["comparison"], self._language)
            reached = level_in_words(level["comparison"], level["level"], self._language)
            line = f"{level['weight']:+6.2f}  {compared}{own['colon']}{reached}"
            self._page.add(words(line, "" if level["weight"] else "dim"), indent=2, hang=8)

    def verdict(self, finding: Json) -> None:
        own = self._words
        self._page.blank()
        self._page.add(words(own["explain-verdict"], "bold"))
        for step in finding["steps"]:
            form = "step-sides" if step["left"] or step["right"] else "step"
            held = own["held" if step["held"] else "failed"]
            line = own[form].format(condition=step["condition"], held=held, left=step["left"], right=step["right"])
            self._page.add(
                words(("✓ " if step["held"] else "✗ ") + line, "" if step["held"] else "dim"), indent=2, hang=2
            )
        self._page.blank()
        self._page.add(words(finding["explanation"]))

    def _field(self, name: str, value: Text) -> None:
        self._page.add(words(self._words[name], "dim") + self._words["colon"] + value, indent=4, hang=_NAMES)

    def _quote(self, claim: Json) -> Text:
        """The sentence with the figure marked, where the quote of the report holds it once or more: the first of it."""
        before, figure, after = claim["quote"].partition(claim["text"])
        quote = Quote(before=before, figure=figure, after=after, cut_before=False, cut_after=False)
        room = 3 * self._page.width
        return excerpt(quote, room=room, style="bold underline", marks=not self._page.colour)

    def _quantity(self, claim: Json) -> str:
        quantity = claim["quantity"]
        own = self._words
        low = own["explain-open"] if quantity["low"] is None else quantity["low"]
        high = own["explain-open"] if quantity["high"] is None else quantity["high"]
        ends = low if low == high else f"{low} … {high}"
        base_low, base_high = (quantity[name] or own["explain-open"] for name in ("base_low", "base_high"))
        base = base_low if base_low == base_high else f"{base_low} … {base_high}"
        parts = (
            f"{one_line(claim['text'])} = {ends} {quantity['unit']}".rstrip(),
            own.get(f"modifier-{quantity['modifier']}", quantity["modifier"]),
            f"{quantity['dimension']} {base}",
        )
        return own["separator"].join(parts)

    def _interval(self, period: Json) -> str:
        own = self._words
        start, end, basis = period["start"], period["end"], period["basis"]
        if start is None and end is None:
            extent = own["unknown-period"]
        elif start is None:
            extent = own["until"].format(end=end)
        elif end is None:
            extent = own["from"].format(start=start)
        else:
            extent = start if start == end else own["range"].format(start=start, end=end)
        if basis == "none":
            return extent
        named = own["relative-bare"] if basis == "relative" else own[basis]
        return extent + own["aside"].format(text=named)
