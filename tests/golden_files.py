"""One invented set of documents and findings that every format is shown on, and the comparison with golden files."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from hashlib import sha256
from itertools import combinations, pairwise
from pathlib import Path

from factcheck.model.claim import Claim, Kind, ScopeItem, ScopeRole, Slot, Wording
from factcheck.model.document import Block, BlockKind, Document, Published, PublishedBasis, View
from factcheck.model.finding import Finding, Severity, Status, Step
from factcheck.model.pair import Fact, Level, Pair
from factcheck.model.period import Aspect, Basis, Grain, Period
from factcheck.model.quantity import Dimension, Modifier, Quantity
from factcheck.model.report import Report, Skipped
from factcheck.model.span import Span
from factcheck.report.build import Header, Judged, build_report
from factcheck.report.documents import AtHand, Examined
from factcheck.report.limit import limit_fact

GOLDEN = Path(__file__).parent / "golden"

SPRING = (
    "青禾市发布充电设施年报\n\n截至目前，青禾市累计建成充电站255座，"
    "比上一轮规划多出一成；其中主城区的站点最为密集，居民平均步行十分钟可以到达最近的一座。\n"
    "2031年，全市充电量达到8.4亿千瓦时，同比增长12%。\r\n绿溪区共有换电站17座。\n"
)
SUMMER = (
    "---\ntitle: 夏季通报\n---\n\n据市能源局介绍，青禾市累计建成充电站260座。\n"
    "去年全市充电量8.4亿千瓦时，今年预计达到9.65亿千瓦时。绿溪区的换电站有17座。\n"
)
AUTUMN = (
    "[red]青禾市[/red]\x1b[2J的\u202e充电站已有260座，" + "沿途风景秀丽，" * 60 + "市民纷纷点赞。\n\n"
    "绿溪区换电站约有\n\n20座，全年充电量8.4亿千瓦时。\n"
)

PUBLISHED = {
    "archive/春季.txt": Published(start=date(2032, 3, 2), end=date(2032, 3, 2), basis=PublishedBasis.DATELINE),
    "archive/夏季.md": Published(start=date(2032, 1, 8), basis=PublishedBasis.INFERRED),
    "draft [1].txt": Published(),
}
HEADER = Header(version="1", rules_digest="0", language="zh", rule_names={})
TEXTS = {"archive/春季.txt": SPRING, "archive/夏季.md": SUMMER, "draft [1].txt": AUTUMN}


def document(name: str, text: str, published: Published | None = None, language: str = "zh") -> Document:
    """A document of one paragraph and one sentence."""
    whole = Span(0, len(text))
    return Document(
        name=name,
        digest=f"{abs(len(text) * 7919):064x}",
        text=text,
        view=View(text=text, runs=((0, 0),) if text else ()),
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=whole, sentences=(whole,)),),
        title=text.splitlines()[0][:20] if text else None,
        language=language,
        published=published or Published(),
        encoding="utf-8",
    )


def quantity(value: str, unit: str, dimension: str = Dimension.COUNT, modifier: Modifier = Modifier.EXACT) -> Quantity:
    """One exact value, its base unit the unit it is written in."""
    number = Decimal(value)
    return Quantity(
        low=number,
        high=number,
        unit=unit,
        dimension=dimension,
        modifier=modifier,
        base_low=number,
        base_high=number,
        step=Decimal(1),
        digits=3,
    )


def year(number: int, basis: Basis = Basis.STATED, text: str | None = None) -> Period:
    """A calendar year."""
    start, end = datetime(number, 1, 1), datetime(number, 12, 31, 23, 59)
    return Period(start=start, end=end, basis=basis, grain=Grain.YEAR, text=text)


def claim(
    source: Document,
    text: str,
    size: Quantity,
    period: Period,
    *,
    about: tuple[str, str] = ("青禾市", "充电站"),
    kind: Kind = Kind.TOTAL,
    scope: tuple[ScopeItem, ...] = (),
    vetoed: str | None = None,
) -> Claim:
    """The claim whose figure is the first occurrence of `text`; its quote is the line around it."""
    start = source.text.index(text)
    first = max(source.text.rfind("。", 0, start), source.text.rfind("\n\n", 0, start - 6)) + 1
    stop = source.text.find("。", start)
    subject, measure = (Slot(text=part, span=None, filler="clause-head") for part in about)
    return Claim(
        document=source.name,
        span=Span(start, start + len(text)),
        text=text,
        quote=Span(first, (stop if stop >= 0 else len(source.text) - 1) + 1),
        subject=subject,
        measure=measure,
        scope=scope,
        kind=kind,
        quantity=size,
        period=period,
        published=source.published,
        wording=Wording(before="", after="", clause="", sentence=""),
        vetoed=vetoed,
    )


def finding(
    left: Claim, right: Claim, status: Status, severity: Severity, confidence: float, explanation: str
) -> Finding:
    """A finding on two claims in either order, by a rule named for its status."""
    left, right = sorted((left, right), key=lambda side: side.key)
    rules = {Status.CONFLICTING: "V310", Status.TIME_SHIFTED: "V210", Status.CONSISTENT: "V110"}
    steps = (
        Step(condition="数值相容", held=status is Status.CONSISTENT, left=left.text, right=right.text),
        Step(condition="否则", held=status is not Status.CONSISTENT, left="", right=""),
    )
    pair = Pair(left=left, right=right, likelihood=0.9, levels=(Level(comparison="unit", level="same", weight=2.0),))
    return Finding(
        pair=pair,
        status=status,
        rule=rules[status],
        severity=severity,
        confidence=confidence,
        explanation=explanation,
        steps=steps,
        fingerprint=sha256(f"{left.key} {right.key}".encode()).hexdigest()[:16],
    )


def judged(label: str, findings: Iterable[Finding]) -> Judged:
    """The fact that some findings are about, with them."""
    found = tuple(findings)
    claims = {side.key: side for item in found for side in (item.pair.left, item.pair.right)}
    fact = Fact(
        label=label, claims=tuple(claims[key] for key in sorted(claims)), pairs=tuple(item.pair for item in found)
    )
    return Judged(limited=limit_fact(fact), findings=found)


def sample_facts(documents: dict[str, Document]) -> list[Judged]:
    """Four facts: an error of three sources, a warning, one explained by time, one that agrees."""
    spring, summer, autumn = documents["archive/春季.txt"], documents["archive/夏季.md"], documents["draft [1].txt"]
    place = (ScopeItem(role=ScopeRole.PLACE, text="全市", value="全市", span=None),)
    march = Period(
        start=datetime(2032, 3, 2), end=datetime(2032, 3, 2, 23, 59), basis=Basis.DOCUMENT, aspect=Aspect.AS_OF
    )
    later = Period(start=datetime(2032, 1, 8), basis=Basis.DOCUMENT, aspect=Aspect.AS_OF)
    stations = [
        claim(spring, "255座", quantity("255", "座"), march),
        claim(summer, "260座", quantity("260", "座"), later),
        claim(autumn, "260座", quantity("260", "座"), Period()),
    ]
    swaps = partial(claim, about=("绿溪区", "换电站"))
    exchange = [
        swaps(spring, "17座", quantity("17", "座"), year(2031, Basis.INHERITED)),
        swaps(summer, "17座", quantity("17", "座"), Period()),
        swaps(autumn, "约有\n\n20座", quantity("20", "座", modifier=Modifier.ABOUT), Period()),
    ]
    power = partial(claim, about=("青禾市", "充电量"), kind=Kind.FLOW, scope=place)
    energy = "[length] ** 2 * [mass] / [time] ** 2"
    charged = [
        power(spring, "8.4亿千瓦时", quantity("8.40E+8", "千瓦时", energy), year(2031)),
        power(summer, "8.4亿千瓦时", quantity("840000000", "千瓦时", energy), year(2031, Basis.RELATIVE, "去年")),
        power(summer, "9.65亿千瓦时", quantity("965000000", "千瓦时", energy), year(2032, Basis.RELATIVE, "今年")),
    ]
    conflict, shift, agree = Status.CONFLICTING, Status.TIME_SHIFTED, Status.CONSISTENT
    falls = "较晚的文稿给出的累计数反而较小：255座与260座。"
    same = "同一时间给出两个数值：17座与约有\n\n20座。"
    return [
        judged(
            "青禾市 · 充电站",
            [
                finding(stations[0], stations[1], conflict, Severity.ERROR, 0.93, falls),
                finding(stations[2], stations[0], conflict, Severity.ERROR, 0.81, falls),
                finding(stations[1], stations[2], agree, Severity.NONE, 0.9, "数值相同。"),
            ],
        ),
        judged(
            "绿溪区 · 换电站",
            [
                finding(exchange[0], exchange[1], agree, Severity.NONE, 0.9, "数值相同。"),
                finding(exchange[1], exchange[2], conflict, Severity.WARNING, 0.62, same),
                finding(exchange[0], exchange[2], conflict, Severity.WARNING, 0.31, same),
            ],
        ),
        judged(
            "青禾市 · 充电量",
            [
                finding(charged[1], charged[0], agree, Severity.NONE, 0.95, "数值相同。"),
                finding(charged[0], charged[2], shift, Severity.NOTE, 0.9, "时间不同。"),
                finding(charged[1], charged[2], shift, Severity.NOTE, 0.9, "时间不同。"),
            ],
        ),
    ]


def sample_report(language: str = "zh", *, min_confidence: float = 0.5, backwards: bool = False) -> Report:
    """The report on the invented documents; `backwards` hands everything over in the opposite order."""
    documents = {name: document(name, text, PUBLISHED[name]) for name, text in TEXTS.items()}
    examined = [
        Examined(document=item, role="checked" if item.name.startswith("draft") else "archive", claims=4)
        for item in documents.values()
    ]
    facts = sample_facts(documents)
    skipped = [
        Skipped(path="archive/table.xyz", reason="unknown file type"),
        Skipped(path="archive/\x1b[2Jpicture.png", reason="unknown file type"),
    ]
    if backwards:
        examined, facts, skipped = examined[::-1], facts[::-1], skipped[::-1]
    header = Header(
        version="1.2.3",
        rules_digest="0" * 64,
        language=language,
        rule_names={"V310": "running-total-falls", "V210": "another-time", "V110": "same-value"},
    )
    return build_report(header, AtHand(examined), facts, min_confidence=min_confidence, skipped=skipped)


#: What would act in one format or another, were it not escaped there.
SCRIPT = "</script><script>window.acted=1</script><img src=x onerror=window.acted=1>"
MARKS = "[bold red]甲[/] **乙** `丙` [丁](http://戊.example) |己| @user #1 <b>庚</b> &amp; &lt; ]]> --> $x$"
SITES = " www.x.example https://x.example "
COMMANDS = "\n::error file=a.txt,line=1::acted\n##[error]acted%0A::stop-commands::x\n"
CONTROLS = "\x1b]8;;http://x.example\x07\x1b[2J\x00\u202e\u2066\u200b\ufeff\ufffe\u2028\U000e0041"
HOSTILE = {
    "archive/<img src=x onerror=window.acted=1>,::error::.txt": (
        f"={SCRIPT}{COMMANDS}=1+1\"'，青禾市共有渡口12座。\n@SUM(A1)\t{MARKS}{SITES}{CONTROLS}青禾市共有桥梁-8座。\n"
    ),
    "=cmd|' /C calc'!A1.md": f"{MARKS}{SITES}青禾市共有渡口\n=15座{SCRIPT}。\n",
    "draft/长句\u202e.txt": "沿途" * 2500 + "青禾市共有渡口15座，" + "风景" * 2500 + "。\n𝟙𐐀青禾市共有桥梁9座。\n",
}


def hostile_report(language: str = "zh") -> Report:
    """A report on documents that try to act in every format there is, by their names, texts and figures."""
    documents = {name: document(name, text) for name, text in HOSTILE.items()}
    first, second, third = documents.values()
    label = f"=渡口 {SCRIPT} {MARKS} {CONTROLS}"
    ferries = [
        claim(first, "12座", quantity("12", "座"), year(2031), about=(label, MARKS)),
        claim(second, "=15座", quantity("15", "座"), year(2031), about=(label, MARKS)),
        claim(third, "15座", quantity("15", "座"), year(2031)),
    ]
    bridges = [
        claim(first, "-8座", quantity("-8", "座"), year(2031)),
        claim(third, "9座", quantity("9", "座"), Period(basis=Basis.RELATIVE, text=f"-去年{SCRIPT}")),
    ]
    why = f"=1+1 两个数值不同{COMMANDS}{SCRIPT}{MARKS}{CONTROLS}"
    conflict, agree = Status.CONFLICTING, Status.CONSISTENT
    facts = [
        judged(
            label,
            [
                finding(ferries[0], ferries[1], conflict, Severity.ERROR, 0.9, why),
                finding(ferries[0], ferries[2], conflict, Severity.ERROR, 0.9, why),
                finding(ferries[1], ferries[2], agree, Severity.NONE, 0.9, why),
            ],
        ),
        judged("青禾市 · 桥梁", [finding(bridges[0], bridges[1], conflict, Severity.WARNING, 0.6, why)]),
    ]
    examined = [
        Examined(document=item, role="archive" if item.name.startswith("archive") else "checked", claims=2)
        for item in documents.values()
    ]
    header = Header(version="1.2.3", rules_digest="0" * 64, language=language, rule_names={"V310": "<b>other</b>"})
    return build_report(
        header, AtHand(examined), facts, min_confidence=0.5, skipped=[Skipped(path=f"{SCRIPT}.bin", reason=MARKS)]
    )


def many_report(facts: int = 30) -> Report:
    """As many facts in conflict, an error and a warning in turn, each of two lines of one document."""
    lines = "".join(f"{number:05}号渡口去年运送{number}01人。\n" for number in range(2 * facts))
    source = document("draft.txt", lines)
    found = []
    for number in range(facts):
        left, right = (_figure(source, line, f"{line}01人") for line in (2 * number, 2 * number + 1))
        severity, confidence = (Severity.WARNING, 0.6) if number % 2 else (Severity.ERROR, 0.9)
        one = finding(left, right, Status.CONFLICTING, severity, confidence, "数值不同。")
        found.append(judged(f"{number:05}号渡口", [one]))
    examined = [Examined(document=source, role="checked", claims=2 * facts)]
    return build_report(HEADER, AtHand(examined), found, min_confidence=0.5)


def _figure(source: Document, line: int, text: str) -> Claim:
    """The figure of a line of `many_report`, found by arithmetic because there may be very many."""
    start = _line_start(line) + len("00000号渡口去年运送")
    return Claim(
        document=source.name,
        span=Span(start, start + len(text)),
        text=text,
        quote=Span(_line_start(line), start + len(text) + 1),
        subject=Slot(text=f"{line:05}号渡口", span=None, filler="clause-head"),
        measure=None,
        kind=Kind.FLOW,
        quantity=quantity(text.removesuffix("人"), "人"),
        period=year(2000 + line % 30),
        published=source.published,
        wording=Wording(before="", after="", clause="", sentence=""),
    )


def _line_start(line: int) -> int:
    """Where a line of `many_report` begins: each is as long as the first, but for the digits of its number."""
    bounds = (0, 10, 100, 1000, 10_000, 100_000)
    digits = sum(size * max(min(line, end) - start, 0) for size, (start, end) in enumerate(pairwise(bounds), 1))
    return line * len("00000号渡口去年运送01人。\n") + digits


def crowd(values: list[int], *, periods: list[Period] | None = None, name: str = "crowd.txt") -> Fact:
    """A fact of one claim a value, each on a line of its own, with all pairs."""
    source = document(name, "".join(f"第{number:04}项共有{value:06}座。" for number, value in enumerate(values)))
    claims = []
    for number, value in enumerate(values):
        period = periods[number] if periods else year(2031)
        claims.append(claim(source, f"第{number:04}项共有{value:06}座", quantity(str(value), "座"), period))
    pairs = [Pair(left=left, right=right, likelihood=0.9, levels=()) for left, right in combinations(claims, 2)]
    return Fact(label="青禾市 · 站", claims=tuple(claims), pairs=tuple(pairs))


def decided(fact: Fact) -> tuple[Finding, ...]:
    """A finding on every pair: consistent where the values are equal."""
    return tuple(_decided(pair.left, pair.right) for pair in fact.pairs)


def _decided(left: Claim, right: Claim) -> Finding:
    same = left.quantity.base_low == right.quantity.base_low
    if same:
        return finding(left, right, Status.CONSISTENT, Severity.NONE, 0.9, "")
    return finding(left, right, Status.CONFLICTING, Severity.ERROR, 0.9, "")


def report_on(fact: Fact) -> Report:
    """The report on one fact, limited as in a run."""
    source = document(fact.claims[0].document, "".join(claim.text + "。" for claim in fact.claims))
    limited = limit_fact(fact)
    examined = [Examined(document=source, role="checked", claims=len(fact.claims))]
    return build_report(
        HEADER, AtHand(examined), [Judged(limited=limited, findings=decided(limited.fact))], min_confidence=0.5
    )


def assert_golden(name: str, text: str, *, update: bool) -> None:
    """`text` is byte for byte the file of this name in tests/golden; with `update` it becomes it."""
    path = GOLDEN / name
    if update:
        path.write_bytes(text.encode("utf-8"))
    assert path.read_bytes().decode("utf-8") == text
