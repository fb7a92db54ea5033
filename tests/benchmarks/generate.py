"""Makes up Chinese news: any number of different texts from a seed, about towns and companies that do not exist.

A document is about 700 characters with 8 to 15 figures. There is one town to every six documents, so that each town's
facts recur in about six documents however many there are: sometimes agreeing, sometimes a year later, sometimes wrong.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

SYLLABLES = "青禾澜岭渚柘榆桐枫楠樟槐汐泓沅浔涪淇渭溪漳潭濂瀛岚岱峪崂崧嵩璟琅琦瑶璞砚碧磐禄穗筠篁翎翊苓荷莘菀葭蒲蓝薇"
TOWNS = ("市", "县", "新区", "镇")
TRADES = ("电子", "生物", "机床", "纺织", "航运", "能源", "建材", "食品", "仪表", "软件")
OPENINGS = (
    "{month}月{day}日，记者从{town}{office}获悉，",
    "近日，{town}{office}发布年度公报。公报显示，",
    "本报讯 {town}{office}负责人介绍，",
    "在{month}月{day}日举行的新闻发布会上，{town}{office}通报，",
)
OFFICES = ("统计局", "交通运输局", "水务局", "商务局", "文化和旅游局", "农业农村局")
VERBS = ("推进", "整治", "升级", "扩建", "规范", "试点", "盘活", "优化")
NOUNS = (
    "老旧街区",
    "沿河步道",
    "社区食堂",
    "乡村公路",
    "产业链条",
    "公共服务",
    "物流枢纽",
    "灌溉设施",
    "文化场馆",
    "人才政策",
)
MANNERS = ("稳步", "持续", "分批", "加快", "协同", "因地制宜")
ADVICE = (
    "{town}将{manner}{verb}{noun}，并把{other}列为下一阶段的重点。",
    "有居民告诉记者，{noun}{verb}之后，{company}一带的面貌变化明显。",
    "{company}有关人士认为，{noun}与{other}的关系值得重视。",
    "下一步，{office}将会同{company}{manner}{verb}{other}，让{noun}惠及更多家庭。",
    "{office}印发《{town}{noun}三年行动计划》，{company}等单位参与编制。",
    "专家建议，{town}应当{manner}{verb}{noun}，避免与{other}重复建设。",
)

#: Sentences about a fact: `{year}` is the figure's year, `{value}` the figure, `{rate}` a percentage, `{earlier}` an
#: older value of the same fact, and with each sentence the magnitude of the value and its decimal places.
MEASURES = (
    ("{year}年，{town}实现地区生产总值{value}亿元，同比增长{rate}%。", 900, 1),
    ("{town}外贸进出口总额从{before}年的{earlier}亿元增加到{year}年的{value}亿元。", 300, 1),
    ("截至{year}年底，全{kind}累计建成充电桩{value}个，其中快充桩占{rate}%。", 8000, 0),
    ("{company}{year}年营业收入达到{value}万元，研发投入强度为{rate}%。", 50000, 0),
    ("{year}年新增就业超过{value}人，城镇调查失业率{rate}%。", 20000, 0),
    ("目前，{town}共有{trade}企业{value}家，{company}等一批企业落户。", 400, 0),
    ("{year}年粮食播种面积{value}万亩，机械化率近{rate}%。", 60, 2),
    ("全年接待游客约{value}万人次，旅游收入增长{rate}%。", 700, 1),
    ("{company}的年产能为{value}吨，产品销往{few}个国家和地区。", 3000, 0),
    ("{town}轨道交通运营里程{value}公里，日均客流{few}万余人次。", 120, 1),
    ("{year}年1—6月，{trade}业完成投资{value}亿元，比上年同期增长{rate}个百分点。", 90, 1),
    ("空气质量优良天数{days}天，森林覆盖率提高到{rate}%。", 1, 0),
)


class Town:
    """A town with its companies and one steady value for each measure."""

    def __init__(self, random: Random) -> None:
        self.kind = random.choice(TOWNS)
        self.name = _name(random) + self.kind
        self.companies = [_name(random) + random.choice(TRADES) + "公司" for _ in range(4)]
        self.values = [magnitude * random.uniform(0.3, 3) for _, magnitude, _ in MEASURES]
        self.rates = [random.uniform(1, 90) for _ in MEASURES]


def documents(count: int, seed: int = 1) -> Iterator[str]:
    """`count` documents; a seed gives the same ones each time, and more of them begin with the fewer."""
    random = Random(seed)
    town = Town(random)
    for number in range(count):
        if number % 6 == 0:
            town = Town(random)
        yield _document(random, town, 2026 + number % 6)


def write_documents(folder: Path, count: int, seed: int = 1) -> int:
    """Writes `count` documents as text files into `folder`, which is made; their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, text in enumerate(documents(count, seed)):
        size += (folder / f"{number:05}.txt").write_bytes(text.encode())
    return size


def _document(random: Random, town: Town, year: int) -> str:
    sentences = [_measure(random, town, chosen, year) for chosen in random.sample(range(len(MEASURES)), 7)]
    while sum(map(len, sentences)) < 640:
        place = random.randint(1, len(sentences))
        sentences.insert(place, random.choice(ADVICE).format_map(_words(random, town)))
    opening = random.choice(OPENINGS).format_map(_words(random, town))
    words = _words(random, town)
    lines = ["{town}{manner}{verb}{noun}".format_map(words), f"{year + 1}年1月{random.randint(3, 28)}日", ""]
    for start in range(0, len(sentences), 4):
        lines += [(opening if start == 0 else "") + "".join(sentences[start : start + 4]), ""]
    return "\n".join(lines)


def _measure(random: Random, town: Town, chosen: int, year: int) -> str:
    template, _, places = MEASURES[chosen]
    shown = year - random.choice((0, 0, 0, 1))
    value = town.values[chosen] * 1.06 ** (shown - 2026) * random.choice((1, 1, 1, 1, 1.1))
    words = _words(random, town) | {
        "year": str(shown),
        "before": str(shown - 4),
        "value": f"{value:.{places}f}",
        "earlier": f"{value * 0.7:.{places}f}",
        "rate": f"{town.rates[chosen]:.1f}",
        "few": str(20 + int(town.rates[chosen])),
        "days": str(200 + int(town.rates[chosen])),
        "company": town.companies[chosen % 4],
        "trade": TRADES[chosen % len(TRADES)],
        "kind": town.kind,
    }
    return template.format_map(words)


def _words(random: Random, town: Town) -> dict[str, str]:
    noun, other = random.sample(NOUNS, 2)
    return {
        "town": town.name,
        "company": random.choice(town.companies),
        "office": random.choice(OFFICES),
        "month": str(random.randint(1, 12)),
        "day": str(random.randint(1, 28)),
        "manner": random.choice(MANNERS),
        "verb": random.choice(VERBS),
        "noun": noun,
        "other": _name(random) + other,
    }


def _name(random: Random) -> str:
    return "".join(random.sample(SYLLABLES, 2))
