"""Names of columns and words for their values: a story shows nobody an identifier or a code."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from sim.engine.columns import Column, Table, columns_of
from sim.errors import InputError
from sim.language import Language
from sim.language.catalog import LANGUAGES, catalog
from sim.model.month import month_program
from sim.model.tables import TABLES
from sim.parameters import LEVERS
from sim.scenario import load
from sim.state.record import Record, whole
from sim.studies.why import Setting, Story, tell
from sim.studies.why.chain import Link
from sim.studies.why.replay import writes
from sim.studies.why.words import chain_rows, column_text, heading, told, value_text

CODE = re.compile(r"[:,;] (-?\d+) (?=[a-z])(?!to )")
"""A code in the meaning of a column of whole numbers: ``0 nobody, 1 neighbours``."""
OWN = {lever.name for lever in LEVERS}
COLUMNS = [column for table in TABLES.values() for column in table.columns if column.name not in OWN]


def coded() -> Iterator[tuple[str, int]]:
    """Columns that steps write, with each code that their meaning tells of."""
    program = month_program()
    written = {name for step in program.steps for _, name in writes(program, step)}
    for column in COLUMNS:
        if column.name in written and column.kind[0] in "iu":
            yield from ((column.name, int(code)) for code in CODE.findall(column.meaning))


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    hamlet = Setting("ningbo", "hamlet", 0, 0, 30)
    policies = ("culture_led", "menu_services", "party_building")
    return [tell(load("baseline"), second=load(policy), setting=hamlet, resident="most_hurt") for policy in policies]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_that_a_story_may_come_to_has_a_name(lang: Language) -> None:
    named = [column.name for column in COLUMNS if f"column.{column.name}" in catalog(lang) or column.zh]
    assert [column.name for column in COLUMNS if column.name not in named] == []


def test_a_field_may_bring_its_name_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    class Someone(Record):
        knots = whole("knots tied by hand: 0 none", "knots").named("手打的结")

    monkeypatch.setitem(TABLES, "someone", Table("someone", columns_of(Someone)))
    assert column_text("knots", "zh") == "手打的结"
    assert column_text("knots", "en") == "knots tied by hand"


def test_every_code_has_words_in_both_languages() -> None:
    found = list(coded())
    assert {("turns_to", 3), ("found_by", 5), ("standing_by", 0), ("standing_change", -1), ("moves_to", 7)} <= {*found}
    for name, code in found:
        english, chinese = (value_text(name, code, lang) for lang in ("en", "zh"))
        assert re.search("[a-z]", english), (name, code)
        assert re.search("[\u4e00-\u9fff]", chinese), (name, code)


@pytest.mark.parametrize(
    ("column", "value", "english", "chinese"),
    [
        ("turns_to", 3, "turns to the committee", "向居（村）委会求助"),
        ("standing_by", 2, "a social organization helps", "社会组织帮助"),
        ("seeks", 1, "yes", "是"),
        ("case_domain", 6, "housing", "住房"),
        ("domain", 5, "housing", "住房"),
        ("kind", 2, "a rural community", "农村社区"),
        ("age_group", 7, "80 or older", "80 岁及以上"),
        ("case_variant", 2, "number 3 of the variants by how much they are wanted", "按想要程度排第 3 的品种"),
        ("helping_minutes_given", 1_234_567, "1,234,567 minutes", "1,234,567 分钟"),
        ("balance", 12_345, "123 yuan", "123 元"),
        ("bid_limit", 99.6, "100 yuan", "100 元"),
        ("organization_staff", 583, "0.583", "0.583"),  # thousandths of a post
        ("satisfaction_sum", 3 * 2**19, "1.5", "1.5"),  # in fixed point
    ],
)
def test_a_value_is_written_in_words_or_in_its_unit(column: str, value: float, english: str, chinese: str) -> None:
    assert (value_text(column, value, "en"), value_text(column, value, "zh")) == (english, chinese)


def test_a_column_of_an_extension_is_named_by_its_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    more = Column("hobby", "i1", "time for a hobby: 0 none, 1 some")
    table = TABLES["residents"]
    monkeypatch.setitem(TABLES, "residents", replace(table, columns=(*table.columns, more)))
    assert column_text("hobby", "en") == "time for a hobby"


def test_luck_is_called_luck() -> None:
    assert (column_text("u_found", "en"), column_text("u_found", "zh")) == ("the luck of the month", "当月的随机因素")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_story_holds_no_identifier(stories: list[Story], lang: Language) -> None:
    for story in stories:
        said = [*told(story, {}, lang)[:-1], *(row[2] + row[-1] for row in chain_rows(story, lang))]
        shown = " ".join(said)
        for scenario in story.scenarios:
            shown = shown.replace(scenario, "")
        assert re.findall(r"[a-z]+_[a-z_]+", shown) == []


def test_values_of_the_table_are_told_in_the_sentences_too(stories: list[Story]) -> None:
    later = 0
    for story in stories:
        sentences, rows = told(story, {}, "en")[2:], chain_rows(story, "en")[1:]
        for (link, then), said, row in zip(pairwise(story.links), sentences, rows, strict=False):
            assert f"{row[4]} against {row[5]}" in said
            assert then.month == link.month or f"differed since {row[0]}" in said
            later += then.month != link.month
    assert later > 0


def test_a_number_that_changes_within_a_month_is_told_with_its_first_values(stories: list[Story]) -> None:
    first = Link(4, "manage", "communities", "pressure", 0, (0.5, 0.6), "need_seen", None, False)
    last = Link(4, "settle", "residents", "trust", stories[0].resident, (0.1, 0.2), "pressure", (0.7, 0.8), True)
    story = replace(stories[0], links=(last, first), month=4)
    assert (
        "70 % against 80 %. (It came to differ earlier in 2016-05, when it was 50 % against 60 %.)"
        in told(story, {}, "en")[2]
    )
    assert "更早的步骤中已经出现，当时前者：50%，后者：60%" in told(story, {}, "zh")[2]


def test_a_place_in_the_queue_is_told_by_its_resident_and_community(stories: list[Story]) -> None:
    """The second of two communities, of 100 and 200 residents: 205 is the standing case of its sixth."""
    link = Link(4, "line_up", "residents", "queue", 103, (7.0, 205.0), "priority", None, True)
    story = replace(stories[0], links=(link,), month=4, firsts=(0, 100, 300), names=("", "Riverside"))
    (row,) = chain_rows(story, "en")
    assert row[2:6] == (
        "who stands at a place in the queue",
        "Riverside",
        "resident 108",
        "resident 106, standing case",
    )
    assert chain_rows(story, "zh")[0][4:6] == ("居民 108", "居民 106 的长期个案")


def test_values_that_look_alike_are_told_in_more_digits(stories: list[Story]) -> None:
    link = Link(4, "manage", "communities", "pressure", 0, (0.1234564, 0.1234561), "need_seen", None, True)
    money = replace(link, column="balance", values=(110.0, 120.0))
    rows = chain_rows(replace(stories[0], links=(link, money), month=4), "en")
    assert rows[0][4:6] == ("12.34564 %", "12.34561 %")
    assert rows[1][4:6] == ("1.10 yuan", "1.20 yuan")


def test_a_word_of_several_numbers_is_named_without_its_number(stories: list[Story]) -> None:
    packed = Link(4, "meet", "residents", "carried", 5, (2.0**40, 2.0**41), "takes_part", None, True)
    cause = replace(packed, column="peers_active", values=(1.0, 2.0), cause="carried", because=packed.values)
    story = replace(stories[0], links=(cause, packed), month=4)
    assert told(story, {}, "en")[2] == "That is because of what ties carry (resident 6)."
    assert chain_rows(story, "en")[1][4:6] == ("–", "–")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_residents_are_counted_from_1_in_every_place_that_names_them(stories: list[Story], lang: Language) -> None:
    story = stories[0]
    assert f"{story.resident + 1}" in re.findall(r"\d+", heading(story, lang))
    other = Link(0, "step", "residents", "trust", story.resident + 1, (0.1, 0.2), "trust", (0.1, 0.2), True)
    (row,) = chain_rows(replace(story, links=(other,)), lang)
    assert f"{story.resident + 2}" in re.findall(r"\d+", " ".join(row))
    with pytest.raises(InputError, match="resident 301: the city has residents 1 to 300"):
        tell(load("baseline"), second=load("culture_led"), setting=story.setting, resident=300)
