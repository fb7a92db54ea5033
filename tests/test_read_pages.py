"""Web pages: which part of them is the article, what is read of it, and what they say of themselves."""

from pathlib import Path

import pytest

from document_files import CASES, described, located, read, saved
from factcheck.model.errors import InputError
from test_read_cases import interval

HEAD = "<!DOCTYPE html><html><head>{}</head><body>{}</body></html>"
TEXT = "2030年底，青禾市共有充电站120座，其中甲县46座、乙县74座，全部由市交通局统一管理。"


def described_page(tmp_path: Path, body: str, head: str = "") -> list[str]:
    """The blocks of a page with this body."""
    return described(read(saved(tmp_path, "page.html", HEAD.format(head, body))))


def test_article_is_read_without_what_stands_around_it() -> None:
    """Of a portal's page the article is read with headings and table, navigation, lists of links and footer are not."""
    document = read(CASES / "bulletin.html")
    assert described(document) == [
        "heading 1: 青禾市2030年充电设施公报",
        "paragraph: 发布时间:2031-03-05 09:30来源:青禾市统计局 浏览次数:3021字号:[大中小]",
        "paragraph: 2030年,青禾市充电设施建设加快推进,服务能力继续提升。",
        "heading 3: 一、总体情况",
        "paragraph: 截至2030年底,全市共有充电站120座,同比增长20%;公共充电桩3.5万个。",
        "heading 3: 二、分县情况",
        "cell: 地区",
        "cell: 充电站(座)",
        "cell: 投资(亿元)",
        "cell: 2029年 <- 充电站(座)",
        "cell: 2030年 <- 充电站(座)",
        "cell: 甲县 <- 地区",
        "cell: 40 <- 甲县 | 充电站(座) | 2029年",
        "cell: 46 <- 甲县 | 40 | 充电站(座) | 2030年",
        "cell: 2.8 <- 甲县 | 40 | 46 | 投资(亿元)",
        "cell: 乙县 <- 地区",
        "cell: 60 <- 乙县 | 充电站(座) | 2029年",
        "cell: 74 <- 乙县 | 60 | 充电站(座) | 2030年",
        "cell: 3.7 <- 乙县 | 60 | 74 | 投资(亿元)",
        "paragraph: 注:投资为",
        "paragraph: 当年完成数。",
        "paragraph: 分享到:微信微博",
    ]
    assert document.title == "青禾市2030年充电设施公报"
    assert interval(document.published) == "2031-03-05..2031-03-05 metadata"
    assert located(document, "120座") == {"paragraph": 5, "heading": "一、总体情况"}
    assert located(document, "3.7") == {"table": 1, "row": 4, "column": 4, "heading": "二、分县情况"}


def test_page_laid_out_by_tables_is_read_as_text(tmp_path: Path) -> None:
    """An article in the cell of a table, its paragraphs parted by breaks, is text, in the encoding the page names."""
    source = (CASES / "feature.html").read_text(encoding="utf-8").encode("gb18030")
    document = read(saved(tmp_path, "feature.html", source))
    assert described(document) == [
        "heading 1: 青禾充电三年记",
        "paragraph: 2031年03月05日 青禾晚报记者甲某",
        "paragraph: 本报讯(记者甲某)三年前,青禾市只有充电站50座,车主排队两小时是常事。",
        "paragraph: 到2030年底,这个数字变成120座,公共充电桩3.5万个,平均等候时间降到12分钟。",
        "paragraph: “今年还要再建30座。”青禾市有关负责人说,投资约4.5亿元,其中乙县8座。",
    ]
    assert (document.title, document.encoding) == ("青禾充电三年记", "gb18030")


def test_page_without_furniture_is_read_whole(tmp_path: Path) -> None:
    """What an office program saves as a page is an article alone, however short."""
    assert described_page(tmp_path, "<h1>年报</h1><p>3家。</p><ul><li>4所</li></ul>") == [
        "heading 1: 年报",
        "paragraph: 3家。",
        "item: 4所",
    ]


#: What a site's program writes into every page.
SITE = "<div class='top'>登录</div><script>var site = 1;</script>"


@pytest.mark.parametrize(
    "aside",
    [
        "<div class='post-comments'><p>甲：这里写的是9999座。</p></div>",
        "<section id='commentList2'><p>甲：这里写的是9999座。</p><p>乙：我看是8888座。</p></section>",
        "<div id='pinglun'><ul><li>甲：这里写的是9999座。</li></ul></div>",
        "<div class='related_article'><p>丙市建成充电站9999座，投资3亿元。</p></div>",
        "<div class='tuijian_con'><dl><dd>丙市建成充电站9999座，投资3亿元。</dd></dl></div>",
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_comments_and_related_articles_are_no_article(tmp_path: Path, aside: str, inside: bool) -> None:
    """What the markup names a reader's comment or another article is left out, inside the article's block or after."""
    article = f"<div class='text'><h1>青禾市充电设施公报</h1><p>{TEXT * 3}</p><p>{TEXT * 3}</p>"
    body = f"{article}{aside}</div>" if inside else f"{article}</div>{aside}"
    text = " ".join(described_page(tmp_path, SITE + body))
    assert text.count("充电站120座") == 6
    assert "9999" not in text
    assert "8888" not in text


def test_article_in_a_block_named_comment_is_kept(tmp_path: Path) -> None:
    """An opinion, on a site that calls all of them comment, and a page that is little else, are the article."""
    opinion = f"<div class='comment'><h1>评论：充电站够不够</h1><p>{TEXT * 3}</p></div><div><p>{TEXT * 3}</p></div>"
    assert "充电站够不够" in " ".join(described_page(tmp_path, SITE + opinion))
    alone = f"<div class='comment-body'><p>{TEXT * 3}</p><p>{TEXT * 3}</p></div>"
    assert " ".join(described_page(tmp_path, SITE + alone)).count("充电站120座") == 6


def test_page_of_a_site_is_never_read_whole(tmp_path: Path) -> None:
    """A page with scripts is no file of an office program, however few links it has."""
    body = f"<div>首页</div>{SITE}<div class='text'><p>{TEXT * 3}</p><p>{TEXT * 3}</p></div><div>版权所有 12345号</div>"
    assert described_page(tmp_path, body) == [f"paragraph: {TEXT * 3}".replace("，", ",")] * 2


def test_unseen_elements_are_left_out(tmp_path: Path) -> None:
    """Scripts, deleted words and readings above characters are no text; what only marks words is."""
    body = "<p>青<ruby>禾<rt>he</rt></ruby>市<script>var n=9;</script><del>8家</del><ins>7<b>家</b></ins>。</p>"
    assert described_page(tmp_path, body) == ["paragraph: 青禾市7家。"]


def test_short_table_of_an_article_is_kept(tmp_path: Path) -> None:
    """A table of a few characters in an article among much else is read with it."""
    table = "<table><tr><th>县</th><th>家</th></tr><tr><td>甲县</td><td>46</td></tr></table>"
    links = "".join(f'<li><a href="/{at}">青禾市新闻标题第{at}条</a></li>' for at in range(20))
    body = f"<nav><ul>{links}</ul></nav><div class='content'><p>{TEXT}</p>{table}<p>{TEXT}</p></div>"
    assert "cell: 46 <- 甲县 | 家" in described_page(tmp_path, body)
    assert not any("新闻标题" in block for block in described_page(tmp_path, body))


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2031-03-05T09:30:00+08:00">', "2031-03-05..2031-03-05"),
        ('<meta name="PubDate" content="2031-03-05 09:30">', "2031-03-05..2031-03-05"),
        ('<meta name="date" content="昨天"><meta name="createdate" content="2031年3月5日">', "2031-03-05..2031-03-05"),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2031-03-05"}]}</script>',
            "2031-03-05..2031-03-05",
        ),
        ('<script type="application/ld+json">{"datePublished": [[[[</script>', "none"),
        ("", "none"),
        ("<body><div>2031年3月9日 星期日</div><p>2031年03月05日08:18　来源：青禾网</p>", "2031-03-05..2031-03-05"),
        ("<body><span class='time'>2031-3-5 09:30:00</span><li>2031-03-06 10:00</li>", "2031-03-05..2031-03-05"),
        ("<body><p>2031-13-05 09:30</p><p>编号12031-03-05 09:30</p>", "none"),
        ("<body><p>" + "会议于2031年3月4日9:30在青禾市举行，讨论充电设施。" * 6 + "</p>", "none"),
        ("<script>var now = '2031-03-09 10:00';</script>", "none"),
    ],
)
def test_date_is_that_of_the_metadata(tmp_path: Path, head: str, published: str) -> None:
    """The day of publication is taken from any of the usual entries that is one, else from a day with an hour."""
    document = read(saved(tmp_path, "page.html", HEAD.format(head, f"<p>{TEXT}</p>")))
    assert interval(document.published).removesuffix(" metadata") == published


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>青禾充电记_要闻_青禾网</title>", "青禾充电记"),
        ("<title>青禾网-青禾市有多少充电站</title>", "青禾市有多少充电站"),
        ('<title>首页</title><meta property="og:title" content="青禾充电记 - 青禾网">', "青禾充电记"),
    ],
)
def test_title_is_without_the_name_of_the_site(tmp_path: Path, head: str, title: str) -> None:
    """The title is what the page is called, as its own heading says, or up to the names of section and site."""
    document = read(saved(tmp_path, "page.html", HEAD.format(head, f"<h2>青禾市有多少充电站</h2><p>{TEXT}</p>")))
    assert document.title == title


@pytest.mark.parametrize(
    ("encoding", "declared", "told"),
    [
        ("utf-8", "", None),
        ("gb18030", '<meta charset="gb2312">', None),
        ("gb18030", "", None),
        ("utf-8", '<meta charset="gbk">', None),
        ("utf-16", '<meta charset="utf-8">', None),
        ("big5", "", "big5"),
    ],
)
def test_page_is_decoded(tmp_path: Path, encoding: str, declared: str, told: str | None) -> None:
    """A page is read in the encoding of its mark, its declaration, as told, or that fits, also where one is wrong."""
    source = HEAD.format(declared, f"<p>{TEXT if encoding != 'big5' else '青禾市共有企業120家。'}</p>").encode(encoding)
    document = read(saved(tmp_path, "page.html", source), told)
    assert "120" in document.text
    assert document.text.startswith("青禾" if encoding == "big5" else "2030")


def test_page_under_another_name_is_noted(tmp_path: Path) -> None:
    """A page saved as .doc or .txt, as some programs do, is read as one, and says so."""
    for suffix in (".doc", ".txt"):
        document = read(saved(tmp_path, f"page{suffix}", HEAD.format("", f"<p>{TEXT}</p>")))
        assert document.text == TEXT
        assert document.notes == (f"is a web page under a name that ends in {suffix}; read as what it is",)


@pytest.mark.parametrize(
    ("body", "mention"), [("<div>" * 400 + TEXT, "nested"), ("<b>" * 2_100_000, "elements")], ids=["deep", "many"]
)
def test_page_out_of_proportion_is_refused(tmp_path: Path, body: str, mention: str) -> None:
    """A page that is deeper, or of more elements, than any article is refused, and not read in part."""
    with pytest.raises(InputError, match=mention):
        read(saved(tmp_path, "page.html", HEAD.format("", body)))
