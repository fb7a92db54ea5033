"""The parts of alignment by themselves: vocabulary, candidates, neighbours, rivals, groups, labels."""

from collections.abc import Callable
from itertools import combinations, permutations

import pytest
from msgspec.structs import replace

from factcheck.align import _Aligner, align, likelihood
from factcheck.align.block import candidates
from factcheck.align.compare import Comparer
from factcheck.align.group import Grouping
from factcheck.align.label import label
from factcheck.align.neighbours import Neighbours
from factcheck.align.profile import Profile
from factcheck.align.rivals import leads
from factcheck.align.vocabulary import Vocabulary
from factcheck.model.claim import Claim, ScopeItem, ScopeRole
from factcheck.model.pair import Pair
from factcheck.model.span import Span
from factories import make_claim
from profiled import profiled, vocabulary_of
from small_runs import claims_of, shipped

LINK, MEAN = 0.5, 0.4


def claim(document: str, at: int, value: str = "1", *, sentence: int = 0, series: str = "", words: str = "") -> Claim:
    """A claim of a document's sentence; `words` stand in front of its figure."""
    fields = {"value": value, "before": words} | ({"series": series} if series else {})
    return replace(make_claim(fields, document=document, at=at), quote=Span(sentence, sentence + 100))


def test_rare_terms_weigh_more() -> None:
    """A term of one sentence weighs more than one of all, a common word less than its frequency would give it."""
    sentences = {("a", at): frozenset({"all", f"only {at}"}) for at in range(8)}
    plain, dimmed = Vocabulary(sentences, frozenset(), 0.3), Vocabulary(sentences, frozenset({"only 1"}), 0.3)
    assert plain.mass(["only 1"]) > plain.mass(["all"]) > 0
    assert dimmed.mass(["only 1"]) == pytest.approx(0.3 * plain.mass(["only 1"]))
    assert plain.mass(["never seen"]) >= plain.mass(["only 1"])
    assert plain.mass([]) == 0


def test_rarest_terms_recur() -> None:
    """The terms to look up recur; those that another document has too come first, then the rarer."""
    sentences = {
        ("a", 0): frozenset({"common", "mine", "shared"}),
        ("a", 1): frozenset({"common", "mine"}),
        ("b", 0): frozenset({"common", "shared"}),
        ("b", 1): frozenset({"common", "single"}),
    }
    vocabulary = Vocabulary(sentences, frozenset(), 1.0)
    assert vocabulary.rarest(["single", "mine", "common", "shared"], 8) == ["shared", "common", "mine"]
    assert vocabulary.rarest(["mine", "common", "shared"], 1) == ["shared"]


def proposed(*claims: Claim) -> list[tuple[int, int]]:
    """The candidates among claims."""
    return list(candidates(profiled(*claims), vocabulary_of(claims), shipped().alignment))


def test_candidates_share_a_term_or_a_value() -> None:
    """Claims meet by a rare word or by a figure of two digits, and not by a single digit."""
    assert proposed(claim("a", 0, "25", words="书店"), claim("b", 0, "31", words="书店")) == [(0, 1)]
    assert proposed(claim("a", 0, "25", words="书店"), claim("b", 0, "25", words="影院")) == [(0, 1)]
    assert proposed(claim("a", 0, "5", words="书店"), claim("b", 0, "5", words="影院")) == []


def test_candidates_are_of_one_axis() -> None:
    """A count never meets a share, whatever the words."""
    left = claim("a", 0, "25", words="书店")
    right = make_claim({"value": "25", "dimension": "ratio", "before": "书店"}, document="b")
    assert proposed(left, right) == []


def test_candidates_of_a_common_key_are_few() -> None:
    """What very many claims share proposes a number of pairs that grows with the claims, and each claim meets one."""
    most = shipped().alignment.partners
    for count in (150, 300):
        pairs = proposed(*(claim(f"{at:04}", 0, f"{1000 + at}", words="书店", sentence=at) for at in range(count)))
        assert pairs == sorted(set(pairs))
        assert all(left < right for left, right in pairs)
        assert {at for pair in pairs for at in pair} == set(range(count))
        assert len(pairs) <= most * count


def test_candidates_of_many_keys_are_few() -> None:
    """Claims that meet others under each of many words propose no more than those that meet them under one."""
    pairs = proposed(*(make_claim(row, document=f"{at:04}") for at, row in enumerate(look_alikes())))
    assert 0 < len(pairs) <= shipped().alignment.partners * LOOK_ALIKES


def test_a_clause_counts_among_look_alikes() -> None:
    """Of the many that a claim meets it keeps the one with the same words and the same name among them."""
    rows = [row | {"before": f"{name(100 + at % 100)}的{row['before']}"} for at, row in enumerate(look_alikes())]
    pairs = proposed(*(make_claim(row, document=f"{at:04}") for at, row in enumerate(rows)))
    assert {(at, at + 100) for at in range(100)} <= set(pairs)


def test_a_subject_counts_among_look_alikes() -> None:
    """Of the many that a claim meets it keeps the one with its subject, also where its clause does not say it."""
    claims = []
    for at, row in enumerate(look_alikes()):
        subject = name(100 + at // 2)
        found = make_claim(row | {"subject": subject}, document=f"{at:04}")
        sentence = f"{subject}的{found.wording.clause}"
        claims.append(replace(found, wording=replace(found.wording, sentence=sentence)))
    assert {(at, at + 1) for at in range(0, LOOK_ALIKES, 2)} <= set(proposed(*claims))


def test_a_unit_counts_among_look_alikes() -> None:
    """Of the many that a claim meets it keeps those of its own unit."""
    rows = [row | {"unit": "座" if at // 3 % 2 else "家"} for at, row in enumerate(look_alikes())]
    pairs = proposed(*(make_claim(row, document=f"{at:04}") for at, row in enumerate(rows)))
    assert sum(rows[left]["unit"] == rows[right]["unit"] for left, right in pairs) > 0.9 * len(pairs)


def test_one_side_is_enough_for_a_candidate() -> None:
    """A claim that has better ones to meet is still a candidate of one that has no better."""
    alike = [claim(f"{at:04}", 0, "255", words="青禾县书店") for at in range(40)]
    lonely = claim("9999", 0, "300", words="书店的影院的网吧")
    assert any(right == 40 for _, right in proposed(*alike, lonely))


def test_equal_candidates_are_chosen_by_their_place() -> None:
    """Claims that nothing tells apart propose the same pairs on every run, whatever their words are."""
    found = {
        tuple(proposed(*(claim(f"{at:04}", 0, "255", words=words) for at in range(60)))) for words in ("书店", "影院")
    }
    assert len(found) == 1


LOOK_ALIKES = 200


def look_alikes() -> list[dict[str, str]]:
    """Claims of like values that each have eight words out of twenty before them, so that each meets very many."""
    words = ["的".join(name((at + step * step) % 20) for step in range(8)) for at in range(LOOK_ALIKES)]
    return [{"value": f"{100 + 7 * at % 90}", "before": before} for at, before in enumerate(words)]


def name(at: int) -> str:
    """A name of its own for each number."""
    return chr(0x5000 + at) + chr(0x6000 + at)


def test_neighbours_support_a_pair() -> None:
    """Two claims are supported by each side on which their neighbours are likely one fact."""
    row = profiled(*(claim(document, at, sentence=1) for document in "ab" for at in range(3)))
    linked = {(0, 3): 1.0, (2, 5): 1.0, (1, 4): 1.0}
    assert Neighbours(row, linked).support(1, 4) == 2
    assert Neighbours(row, {**linked, (2, 5): -1.0}).support(1, 4) == 1
    assert Neighbours(row, {(1, 4): 1.0}).support(1, 4) == -1
    assert Neighbours(row, linked).support(4, 1) == 2


def test_neighbours_are_the_next_three_of_a_document() -> None:
    """A sentence's end parts no neighbours; a fourth figure and one of another document are none."""
    row = profiled(*(claim(document, at, sentence=at) for document in "ab" for at in range(5)))
    assert Neighbours(row, {(3, 8): 1.0}).support(0, 5) == 1
    assert Neighbours(row, {(4, 9): 1.0}).support(0, 5) == -1
    assert Neighbours(row, {(4, 5): 1.0}).support(3, 6) == -1


def test_claims_without_neighbours_are_not_blamed() -> None:
    """Where one of two claims stands alone in its document, nothing is said for or against them."""
    row = profiled(claim("a", 0), claim("b", 0), claim("b", 1))
    assert Neighbours(row, {(0, 1): 1.0}).support(0, 1) == 0


def test_a_series_shares_whose_it_is() -> None:
    """Whose a figure of a series is counts for those that say nothing of it."""
    row = profiled(
        make_claim({"value": "5", "series": "1"}),
        make_claim({"value": "6", "series": "1", "place": "青禾市", "holder": "红杉公司"}, at=10),
        make_claim({"value": "7", "series": "2"}, at=20),
    )
    found = [(each.words.places, each.words.holders) for each in row]
    assert found == [(frozenset({"青禾市"}), frozenset({"红杉公司"}))] * 2 + [(frozenset(), frozenset())]


def test_taught_names_are_compared() -> None:
    """What one document spells out is whose the figures of another are."""
    scope = tuple(
        ScopeItem(role=role, text=text, value=value, span=None)
        for role, text, value in ((ScopeRole.PLACE, "甲水", "甲水县"), (ScopeRole.HOLDER, "青禾", "青禾公司"))
    )
    spelt, used = make_claim({"value": "5"}), make_claim({"value": "6", "before": "甲水的青禾有"}, document="b.txt")
    words = profiled(replace(spelt, scope=scope), used)[1].words
    assert (words.places, words.holders) == (frozenset({"甲水县"}), frozenset({"青禾公司"}))


def test_a_rival_is_led_or_followed() -> None:
    """Of two claims of one sentence, the likelier leads the other by the difference of their scores."""
    row = profiled(claim("a", 0), claim("b", 0, "20"), claim("b", 1, "30"))
    found = leads(row, {(0, 1): 5.0, (0, 2): 2.0})
    assert (found[0, 1].sentence, found[0, 2].sentence) == (3.0, -3.0)


def test_a_rival_of_another_sentence_counts_in_the_document() -> None:
    """A rival elsewhere in the document is one of the document, not of the sentence."""
    row = profiled(claim("a", 0), claim("b", 0, "20", sentence=0), claim("b", 200, "30", sentence=200))
    found = leads(row, {(0, 1): 5.0, (0, 2): 2.0})
    assert found[0, 1].document == 3.0
    assert found[0, 1].sentence > 3.0


@pytest.mark.parametrize("series", ["7", ""], ids=["one-series", "one-value"])
def test_a_series_and_a_repeated_figure_are_no_rivals(series: str) -> None:
    """Figures of one series, and one value told twice, do not stand against each other."""
    values = ("20", "30") if series else ("20", "20")
    row = profiled(claim("a", 0), *(claim("b", at, value, series=series) for at, value in enumerate(values)))
    found = leads(row, {(0, 1): 5.0, (0, 2): 2.0})
    assert found[0, 1] == leads(row, {(0, 1): 5.0})[0, 1]
    assert found[0, 2].sentence > 0


def grouped(row: list[Profile], links: dict[tuple[int, int], float]) -> list[list[int]]:
    """The groups by likelihoods; pairs that are not given are unlikely."""
    return joined(row, links, lambda one, other: links.get((min(one, other), max(one, other)), 0.0))


def joined(
    row: list[Profile], links: dict[tuple[int, int], float], likely: Callable[[int, int], float]
) -> list[list[int]]:
    """The groups by some candidates, other likelihoods asked for."""
    grouping = Grouping(row, likely, link=LINK, mean=MEAN)
    grouping.join(links)
    return grouping.groups()


def test_likely_pairs_are_grouped() -> None:
    """Claims are linked from `link` upwards."""
    row = profiled(claim("a", 0), claim("b", 0), claim("c", 0))
    assert grouped(row, {(0, 1): LINK, (1, 2): 0.3, (0, 2): 0.3}) == [[0, 1]]
    assert grouped(row, {(0, 1): LINK - 0.01}) == []
    assert grouped(row, {}) == []


def test_groups_agree_on_the_whole() -> None:
    """One good link does not join a claim to a group whose other members are unlike it."""
    row = profiled(claim("a", 0), claim("b", 0), claim("c", 0))
    assert grouped(row, {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.0}) == [[0, 1]]
    assert grouped(row, {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.2}) == [[0, 1, 2]]


def test_one_sentence_gives_a_fact_one_figure() -> None:
    """Two figures of one sentence are in one fact only as a series."""
    links = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9}
    assert grouped(profiled(claim("a", 0), claim("b", 0, series="1"), claim("b", 1, series="2")), links) == [[0, 1]]
    assert grouped(profiled(claim("a", 0), claim("b", 0, series="1"), claim("b", 1, series="1")), links) == [[0, 1, 2]]


def test_a_series_begins_as_one_group() -> None:
    """The figures of one series are one fact without a link, those of different documents' series are not."""
    row = profiled(claim("a", 0, series="1"), claim("a", 1, series="1"), claim("b", 0, series="1"))
    assert grouped(row, {}) == [[0, 1]]


def test_figures_of_one_time_join_two_developments() -> None:
    """Of two texts that tell how a measure developed, those figures decide that are told of one time."""
    years = ("2020", "2025")
    row = profiled(
        *(
            make_claim({"value": "5", "period": year, "series": "1"}, document=document, at=10 * at)
            for document in "ab"
            for at, year in enumerate(years)
        )
    )
    links = {(0, 2): 0.7, (1, 3): 0.8}
    assert grouped(row, links) == [[0, 1, 2, 3]]
    assert grouped(row, {(0, 2): 0.7}) == [[0, 1], [2, 3]]


def test_large_groups_cost_no_more() -> None:
    """Joining asks for a bounded number of likelihoods, however large the groups are."""
    count = 120
    row = profiled(*(claim(f"{at:04}", 0) for at in range(count)))
    asked = []

    def one_fact(left: int, right: int) -> float:
        asked.append((left, right))
        return 1.0

    links = {(at, at + 1): 1.0 for at in range(count - 1)}
    assert joined(row, links, one_fact) == [list(range(count))]
    assert len(asked) < 70 * count


def test_likelihood_grows_with_the_bits() -> None:
    """Even bits are even odds; extremes stay within 0 and 1."""
    assert likelihood(0) == 0.5
    assert likelihood(1) == pytest.approx(2 / 3, abs=1e-4)
    assert [likelihood(-1e9), likelihood(1e9)] == [0, 1]


def test_a_label_is_the_commonest_wording() -> None:
    """A fact is named by its most frequent subject and measure, or by a figure where it has neither."""
    named = [make_claim({"value": "5", "subject": text, "measure": "书店"}) for text in ("甲市", "乙市", "乙市")]
    assert label(named) == "乙市 · 书店"
    assert label([make_claim({"value": "5", "text": " 5家 "})]) == "5家"


def test_checked_documents_meet_only_the_archive() -> None:
    """With documents under check, every pair has one side among them; what the archive says twice is left out."""
    texts = ["青禾公司在甲市建成智能充电桩255座。", "红杉学校今年招收舞蹈特长生72名。"]
    claims = [
        each
        for name, text in (("a", texts[0]), ("b", texts[0]), ("c", "\n\n".join(texts)), ("d", texts[1]))
        for each in claims_of(text, name)
    ]
    facts = align(claims, shipped(), checked=frozenset({"a", "b"}))
    assert [[(pair.left.document, pair.right.document) for pair in fact.pairs] for fact in facts] == [
        [("a", "c"), ("b", "c")]
    ]


def test_vetoed_claims_take_no_part() -> None:
    """A figure that a rule takes for a name is in no fact."""
    left, right = (claims_of("青禾公司在甲市建成智能充电桩255座。", name)[0] for name in "ab")
    assert align([left, right], shipped())
    assert align([left, replace(right, vetoed="N000")], shipped()) == ()


def test_the_order_of_claims_does_not_matter() -> None:
    """Facts are the same in whatever order the claims are handed over."""
    texts = ["甲市有书店255家、影院31家。", "甲市有书店260家。甲市影院31家。"]
    claims = [each for at, text in enumerate(texts) for each in claims_of(text, str(at))]
    assert len(claims) == 4
    results = {align(order, shipped()) for order in permutations(claims)}
    assert len(results) == 1
    assert results.pop()


def test_sides_of_a_comparison_do_not_matter() -> None:
    """Two claims reach the same levels whichever of them comes first."""
    claims = (
        claim("a", 0, "255", words="北京市登记新能源汽车"),
        claim("b", 0, "257", words="海淀区登记新能源汽车"),
    )
    compare = Comparer(shipped().alignment, vocabulary_of(claims)).compare
    left, right = profiled(*claims)
    assert compare(left, right).levels == compare(right, left).levels


def test_every_pair_of_a_small_fact_is_made() -> None:
    """A fact holds the pairs of all its claims, each once, in the order of their keys."""
    claims = [claims_of("青禾公司在甲市建成智能充电桩255座。", name)[0] for name in "abcd"]
    (fact,) = align(claims, shipped())
    assert [(pair.left, pair.right) for pair in fact.pairs] == list(combinations(fact.claims, 2))


def test_a_row_of_a_table_is_one_fact() -> None:
    """The figures of a row over the years are one fact, those of the next row another."""
    rows = ["| 指标 | 2023年 | 2024年 |", "|---|---|---|", "| 自行车出口（万辆） | 3.12 | 3.45 |"]
    rows.append("| 三轮车轮胎出口（万条） | 1.12 | 1.45 |")
    facts = align(claims_of("# 甲水县外贸\n\n" + "\n".join(rows), "a.md"), shipped())
    assert [[each.text for each in fact.claims] for fact in facts] == [["3.12", "3.45"], ["1.12", "1.45"]]


def test_a_third_claim_vouches_for_a_pair() -> None:
    """Two claims that have little in common are as likely one fact as a third makes them that has much of both."""
    texts = ("甲水县开通公交线路31条。", "甲水县公交线路31条，覆盖黄岭镇。", "黄岭镇覆盖线路31条。")
    (fact,) = align([each for at, text in enumerate(texts) for each in claims_of(text, f"{at}.txt")], shipped())
    (first, apart, last) = fact.pairs
    assert apart.likelihood == pytest.approx(first.likelihood * last.likelihood, abs=1e-4)
    assert first.likelihood > apart.likelihood > likelihood(_bits(apart))


def test_nobody_vouches_for_a_likely_pair() -> None:
    """A pair that is likelier by itself than by way of others keeps its likelihood."""
    (fact,) = align([claims_of("甲水县开通公交线路31条。", name)[0] for name in "abc"], shipped())
    assert [pair.likelihood for pair in fact.pairs] == [likelihood(_bits(pair)) for pair in fact.pairs]


def _bits(pair: Pair) -> float:
    return shipped().alignment.prior + sum(level.weight for level in pair.levels)


def test_changes_of_two_amounts_are_few_candidates() -> None:
    """However many changes two texts tell beside one amount, the pairs that are compared grow with the claims."""
    for count in (50, 100):
        text = "甲港完成货物吞吐量35万吨，" + "，".join(f"增长{at}%" for at in range(1, count))
        claims = [each for name in ("a.txt", "b.txt") for each in claims_of(f"{text}。", name)]
        assert len(claims) == 2 * count
        aligner = _Aligner(claims, shipped())
        assert len(aligner._tally.scores) <= (shipped().alignment.partners + 6) * len(claims)
