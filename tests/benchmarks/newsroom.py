"""Makes up the archive of a newsroom: any number of Chinese articles from a seed, in which figures recur as they do.

An article is about 700 characters with 8 to 15 figures. Towns report some measures month by month, and others as totals
that grow; each town is written about some thirty times, over three years. A quarter of the articles are an agency's
text, which several outlets have under headlines of their own, and one figure in fifty is wrong.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.generate import ADVICE, NOUNS, OFFICES, SYLLABLES, TOWNS, TRADES, VERBS

#: Articles about each town; months that they are spread over, and the first one's year.
ABOUT_A_TOWN = 30
MONTHS = 36
FIRST_YEAR = 2031
#: Outlets that have an agency's text.
OUTLETS = ("青禾日报", "澜岭晚报", "渚柘新闻网", "榆桐商报", "泓沅在线")
#: Share of the figures that are wrong, and by what.
WRONG, SLIP = 0.02, 1.1
_FOLDER = 1000
_LENGTH = 640

#: What is told of a month: the sentence, the magnitude of its figure, its decimal places and its growth in a month.
MONTHLY = (
    ("{year}年{month}月，{town}社会消费品零售总额{value}亿元，同比增长{rate}%。", 90, 1, 1.004),
    ("{month}月份，{town}规模以上工业增加值同比增长{rate}%，{trade}业产值{value}亿元。", 60, 1, 1.006),
    ("{year}年1—{month}月，{town}固定资产投资完成{value}亿元，比上年同期增长{rate}%。", 40, 1, 1.05),
    ("当月{town}外贸进出口{value}亿元，其中{trade}产品出口占{rate}%。", 30, 1, 1.01),
    ("{year}年{month}月，{town}接待游客{value}万人次，住宿业平均入住率{rate}%。", 70, 1, 1.01),
    ("{month}月，{town}新建商品住宅成交{value}套，环比下降{rate}%。", 800, 0, 0.99),
)
#: What grows from month to month.
TOTALS = (
    ("截至{year}年{month}月底，{town}累计建成充电桩{value}个，快充桩占{rate}%。", 8000, 0, 1.03),
    ("目前，{town}{trade}企业达到{value}家，{company}等{few}家企业年内落户。", 400, 0, 1.02),
    ("{company}累计获得发明专利{value}件，研发投入强度为{rate}%。", 600, 0, 1.02),
    ("{town}已累计改造老旧小区{value}个，惠及居民{few}万户。", 150, 0, 1.02),
    ("截至{month}月末，{town}金融机构本外币存款余额{value}亿元，比年初增加{rate}亿元。", 2000, 1, 1.008),
    ("{town}轨道交通运营里程达到{value}公里，设站{few}座。", 90, 1, 1.005),
)
TOLD = (*MONTHLY, *TOTALS)


class Town:
    """A town with a company, and the steady course of each measure."""

    def __init__(self, seed: int, number: int) -> None:
        random = Random(f"{seed} {number}")
        self.name = _name(random) + random.choice(TOWNS)
        self.trade = random.choice(TRADES)
        self.company = _name(random) + self.trade + "公司"
        self.start = [magnitude * random.uniform(0.3, 3) for _, magnitude, _, _ in TOLD]
        self.rates = [random.uniform(1, 90) for _ in TOLD]

    def sentence(self, chosen: int, month: int, random: Random) -> str:
        """What is told of a measure in a month, counted from the first; sometimes it is wrong."""
        template, _, places, growth = TOLD[chosen]
        value = self.start[chosen] * growth**month * (SLIP if random.random() < WRONG else 1)
        return template.format(
            year=FIRST_YEAR + month // 12,
            month=month % 12 + 1,
            town=self.name,
            trade=self.trade,
            company=self.company,
            value=f"{value:.{places}f}",
            rate=f"{self.rates[chosen] + month % 7 / 10:.1f}",
            few=20 + int(self.rates[chosen]),
        )


def articles(count: int, seed: int = 1) -> Iterator[str]:
    """`count` articles; a seed gives the same ones each time, in the order in which they were published."""
    random = Random(seed)
    towns = [Town(seed, number) for number in range(max(1, count // ABOUT_A_TOWN))]
    agency: tuple[Town, int, str] | None = None
    for number in range(count):
        month = number * MONTHS // count
        if agency is not None and random.random() < 0.6:
            town, told, body = agency
        else:
            town, told = random.choice(towns), month
            body = _body(town, told, random)
            agency = (town, told, body) if random.random() < 0.12 else None
        yield _article(town, told, body, random)


def write_articles(folder: Path, count: int, further: int = 0, seed: int = 1) -> list[Path]:
    """Writes articles into folders of a thousand below `folder`; `further` ones beside it, whose paths are returned.

    These are the newest, about the same towns.
    """
    drafts = folder.with_name(f"{folder.name}-drafts")
    drafts.mkdir(parents=True)
    written = []
    for number, text in enumerate(articles(count + further, seed)):
        path = folder / f"{number // _FOLDER:03}" / f"{number:06}.txt"
        if number >= count:
            path = drafts / path.name
            written.append(path)
        elif number % _FOLDER == 0:
            path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return written


def _body(town: Town, month: int, random: Random) -> str:
    sentences = [
        town.sentence(chosen, month, random) for chosen in random.sample(range(len(TOLD)), random.randint(4, 7))
    ]
    while sum(map(len, sentences)) < _LENGTH:
        noun, other = random.sample(NOUNS, 2)
        said = random.choice(ADVICE).format(
            town=town.name,
            company=town.company,
            office=random.choice(OFFICES),
            manner=random.choice(("稳步", "持续", "分批", "加快")),
            verb=random.choice(VERBS),
            noun=noun,
            other=_name(random) + other,
        )
        sentences.insert(random.randint(1, len(sentences)), said)
    paragraphs = ("".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
    return "\n\n".join(paragraphs)


def _article(town: Town, month: int, body: str, random: Random) -> str:
    year, of_year, day = FIRST_YEAR + month // 12, month % 12 + 1, random.randint(20, 28)
    headline = f"{town.name}{random.choice(VERBS)}{random.choice(NOUNS)}"
    return f"{headline}\n{random.choice(OUTLETS)} {year}年{of_year}月{day}日\n\n{body}\n"


def _name(random: Random) -> str:
    return "".join(random.sample(SYLLABLES, 2))
