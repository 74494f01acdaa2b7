"""A hamlet's residents under two scenarios: the compiled engine's lives, the first difference and its cause."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.engine.steps import Each, Ties
from sim.language import Language
from sim.rules.packing import ACTIVE, KNOWN, TIED_OF
from sim.scenario import load
from sim.studies.why import Setting, Story, tell
from sim.studies.why.chain import Replays
from sim.studies.why.flips import flip
from sim.studies.why.inputs import Moment, Target, evaluate, inputs, peer
from sim.studies.why.replay import Month
from sim.studies.why.story import DECIDED
from sim.studies.why.words import chain_rows, chosen, heading, told
from sim.studies.why.worlds import World, worlds_of

MONTHS = 30
HAMLET = Setting("ningbo", "hamlet", 0, 0, MONTHS)


@pytest.fixture(scope="module")
def hurt() -> Story:
    return tell(load("baseline"), second=load("menu_at_80_percent"), setting=HAMLET, resident="most_hurt")


def test_a_month_replayed_in_plain_python_leaves_the_compiled_engines_bits() -> None:
    world = World(load("menu_services"), HAMLET)
    month = Month(world, 3, community=0)
    world.stand_at(4)
    different = [
        (table, name)
        for table, rows in world.state.tables.items()
        for name, array in rows.columns.items()
        if rows.table.name != "communities" and not np.array_equal(array, month.value((table, name), len(month.steps)))
    ]
    assert different == []


def test_a_rule_done_again_with_its_own_inputs_gives_its_own_result() -> None:
    month = Month(World(load("menu_services"), HAMLET), 2, community=0)
    for k, step in enumerate(month.steps):
        if isinstance(step, Each) and step.table == "residents":
            moment = Moment(month, k)
            for agent in (0, 150, 299):
                for column in step.writes:
                    target = Target(("residents", column), agent)
                    assert evaluate(moment, target, inputs(moment, agent)) == moment.number(target, after=True), (
                        step.name
                    )


def test_the_trail_leads_to_a_lever_that_the_scenarios_set_differently(hurt: Story) -> None:
    last = hurt.links[-1]
    assert last.lever in {"funding.budget_per_resident", "provision.menu_share"}
    assert last.because is not None
    assert last.because[0] != last.because[1]


def test_every_link_is_about_a_number_that_differs_and_none_comes_after_the_one_before(hurt: Story) -> None:
    assert all(link.values[0] != link.values[1] for link in hurt.links)
    months = [link.month for link in hurt.links]
    assert months == sorted(months, reverse=True)
    assert hurt.month is not None
    assert months[0] <= hurt.month


def test_each_link_is_caused_by_the_number_of_the_next(hurt: Story) -> None:
    for link, then in zip(hurt.links, hurt.links[1:], strict=False):
        assert link.cause == then.column
        if then.month == link.month:  # else the number has differed since an earlier month, and by other values
            assert link.because == then.values


def test_an_input_that_carries_the_difference_alone_does_so_when_it_is_put_in_place() -> None:
    worlds = World(load("baseline"), HAMLET), World(load("menu_at_80_percent"), HAMLET)
    months = Replays(worlds).months(0, community=0)
    k = next(k for k, step in enumerate(months[0].steps) if step.name == "fall_due")
    two, target = (Moment(months[0], k), Moment(months[1], k)), Target(("communities", "due"), 0)
    found = flip(two, target)
    assert found is not None
    assert (found.name, found.alone) == ("budget_per_resident", True)
    mixed = {**inputs(two[0], 0), "budget_per_resident": inputs(two[1], 0)["budget_per_resident"]}
    assert evaluate(two[0], target, mixed) == two[1].number(target, after=True)


def test_an_input_that_is_not_called_the_only_one_leaves_a_difference_when_it_is_put_in_place() -> None:
    worlds = World(load("baseline"), HAMLET), World(load("menu_at_80_percent"), HAMLET)
    months = Replays(worlds).months(0, community=0)
    together = 0
    for k, step in enumerate(months[0].steps):
        two = Moment(months[0], k), Moment(months[1], k)
        for name in step.writes if isinstance(step, Each) and step.table == "communities" else ():
            target = Target(("communities", name), 0)
            found = flip(two, target)
            if found is not None and not found.alone:
                together += 1
                mixed = {**inputs(two[0], 0), found.name: inputs(two[1], 0)[found.name]}
                assert evaluate(two[0], target, mixed) != two[1].number(target, after=True)
    assert together > 0


def test_the_whole_citys_settlements_are_traced_to_the_organization_of_the_right_community() -> None:
    three = Setting("ningbo", "neighbourhood", 1, 1, 3)
    month = Month(World(load("baseline"), three), 1, community=2)
    first = month.firsts["organizations"]
    assert month.located("organizations", int(first[1])) == (1, 0)
    assert month.located("organizations", int(first[3]) - 1) == (2, int(first[3] - first[2]) - 1)


def test_before_the_first_difference_both_lives_are_the_same(hurt: Story) -> None:
    assert hurt.month is not None
    for name in ("takes_part", "volunteers", "case_domain", "stage"):
        ours, theirs = hurt.lives[name][:, : hurt.month]
        assert np.array_equal(ours, theirs)


def test_the_most_hurt_lose_and_the_most_helped_gain(hurt: Story) -> None:
    helped = tell(load("baseline"), second=load("menu_at_80_percent"), setting=HAMLET, resident="most_helped")
    loss, gain = (np.diff(np.nanmean(story.lives["satisfaction"], axis=1))[0] for story in (hurt, helped))
    assert loss < 0 < gain


def test_a_case_that_begins_and_ends_within_a_month_is_no_silence() -> None:
    """It leaves no open case behind, only the experience of it: what differs first is how it was met."""
    scenarios = load("baseline"), load("menu_at_80_percent")
    worlds = worlds_of(scenarios, HAMLET)
    lasting = [name for name in DECIDED if name != "experience"]
    alike = np.ones(worlds[0].state.residents.n, dtype=bool)
    found: list[tuple[int, int]] = []
    for month in range(MONTHS):
        for world in worlds:
            world.live()
        one, other = (world.state.residents.columns for world in worlds)
        alike &= one["entered"] == 0
        alike &= np.all([one[name] == other[name] for name in lasting], axis=0)
        apart = alike & (one["experience"] != other["experience"])
        found += [(int(resident), month) for resident in np.flatnonzero(apart)]
        alike &= ~apart
    resident, month = found[0]
    story = tell(scenarios[0], second=scenarios[1], setting=HAMLET, resident=resident)
    assert story.month == month
    assert story.links
    assert "No decision of this resident" not in " ".join(told(story, {}, "en"))


def test_a_scenario_beside_itself_tells_of_one_life() -> None:
    story = tell(load("baseline"), second=load("baseline"), setting=HAMLET, resident=7)
    assert (story.month, story.drifts, story.links) == (None, None, ())
    assert "No decision of this resident" in told(story, {}, "en")[0]


def test_a_story_reads_the_same_in_both_languages(hurt: Story) -> None:
    english, chinese = told(hurt, {}, "en"), told(hurt, {}, "zh")
    assert len(english) == len(chinese)
    assert len(chain_rows(hurt, "zh")) == len(hurt.links)
    assert "community 1" in heading(hurt, "en")
    assert "lever" in english[-1]


@pytest.mark.parametrize(("lang", "sooner"), [("en", "sooner"), ("zh", "更早")])
def test_what_differs_before_any_decision_is_told_with_its_own_month(hurt: Story, lang: Language, sooner: str) -> None:
    start = replace(hurt.links[0], month=2, column="helped_by", values=(0.0, 1.0))
    decided, cause = told(replace(hurt, month=19, links=(start, *hurt.links[1:])), {}, lang)[:2]
    assert "2017-08" in decided
    assert "2016-03" not in decided
    assert "2016-03" in cause
    assert sooner in cause
    same = told(replace(hurt, month=2, links=(start, *hurt.links[1:])), {}, lang)[:2]
    assert all("2016-03" in one for one in same)
    assert sooner not in same[1]


@pytest.mark.parametrize("given", ["0", "301"])
def test_a_resident_that_the_city_lacks_is_refused_by_the_number_given(shequ: Callable[..., Any], given: str) -> None:
    asked = ("why", given, "--between", "baseline", "menu_services", "--size", "hamlet", "--months", "2", "--lang")
    english, chinese = shequ(*asked, "en"), shequ(*asked, "zh")
    assert (english.status, english.out) == (2, "")
    assert english.err == f"resident {given}: the city has residents 1 to 300; choose one of them\n"
    assert f"居民 {given}" in chinese.err


def test_a_resident_drawn_by_lot_differs_from_lot_to_lot_and_is_drawn_again_by_its_seed(
    shequ: Callable[..., Any],
) -> None:
    def drawn(*lot: str) -> dict[str, Any]:
        small = ("--size", "hamlet", "--months", "3", "--between", "baseline", "menu_services", "--json")
        told: dict[str, Any] = json.loads(shequ("why", *lot, *small).out)
        return told

    first = drawn("--random", "--draw", "1")
    assert first["resident"] == drawn("--draw", "1")["resident"]
    assert len({drawn("--draw", str(seed))["resident"] for seed in range(1, 6)}) > 1
    fresh = drawn("--random")
    assert drawn("--draw", str(fresh["draw"]))["resident"] == fresh["resident"]
    assert len({fresh["draw"], *(drawn("--random")["draw"] for _ in range(3))}) > 1
    assert drawn("7")["draw"] is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_lot_is_told_with_its_resident_and_its_seed(lang: Language) -> None:
    story = tell(load("baseline"), second=load("menu_services"), setting=HAMLET, resident="random", draw=4)
    assert f"{story.resident + 1:,}" in chosen(story, lang)
    assert "--draw 4" in chosen(story, lang)


def test_each_comparison_draws_a_resident_of_its_own_and_the_same_one_again() -> None:
    from sim.studies.comparison.study import lot

    pairs = [(load("baseline"), load(name)) for name in ("menu_services", "menu_services", "funding_cut")]
    draws = [lot(one, alternative=other, setting=HAMLET) for one, other in pairs]
    assert draws[0] == draws[1] != draws[2]


def test_the_command_tells_the_story_as_json(shequ: Callable[..., Any]) -> None:
    small = ("--size", "hamlet", "--months", "12", "--between", "baseline", "menu_services", "--json", "--out", "here")
    answer = shequ("why", "18", *small)
    told_of = json.loads(answer.out)
    assert (answer.status, told_of["resident"], told_of["figure"]) == (0, 18, "here/why.svg")
    assert told_of.keys() >= {"told", "links", "lives", "first_month_that_differs"}


@pytest.mark.parametrize("who", [(), ("3", "--random"), ("--random", "--most-hurt")])
def test_the_command_wants_exactly_one_resident(shequ: Callable[..., Any], who: tuple[str, ...]) -> None:
    answer = shequ("why", *who, "--between", "baseline", "menu_services", "--size", "hamlet")
    assert answer.status == 2
    assert "--most-helped" in answer.err


def test_a_sum_over_ties_is_what_each_tie_adds_done_again() -> None:
    month = Month(World(load("menu_services"), HAMLET), 2, community=0)
    k = next(k for k, step in enumerate(month.steps) if isinstance(step, Ties))
    moment = Moment(month, k)
    for flag in (ACTIVE, KNOWN):
        for agent in (0, 150, 299):
            target = Target(("residents", "carried"), agent, bits=TIED_OF * flag)
            parts = [
                evaluate(moment, target, inputs(moment, agent, slot=slot))
                for slot in range(month.program.n_ties)
                if peer(moment, agent, slot=slot) != agent
            ]
            assert sum(parts) == moment.number(target, after=True)


@pytest.mark.parametrize(
    ("column", "cause", "policy"),
    [("peers_active", "takes_part", "culture_led"), ("peers_belonging", "belonging", "menu_services")],
)
def test_what_ties_carry_is_followed_by_the_part_of_the_word_that_is_read(column: str, cause: str, policy: str) -> None:
    """Tied residents' participation is not put down to their belonging, though one word holds both, nor the reverse.

    A tied resident's participation may change belonging too: it wakes the tie.
    """
    both = [Month(World(load(name), HAMLET), 8, community=0) for name in ("baseline", policy)]
    names = [step.name for step in both[0].steps]
    seen, tied, taken = (
        (Moment(both[0], k), Moment(both[1], k)) for k in map(names.index, ("be_seen", "meet", "take_in"))
    )
    ours, theirs = (moment.month.value(("residents", column), moment.k + 1) for moment in taken)
    causes = Counter[str]()
    for agent in np.flatnonzero(ours != theirs):
        read = flip(taken, Target(("residents", column), int(agent)))
        by = read and read.target and flip(tied, read.target)
        if by and by.target and by.name == "their_shown":
            causes[getattr(flip(seen, by.target), "name", "")] += 1
    assert causes.most_common(1)[0][0] == cause
    assert column != "peers_active" or set(causes) == {"takes_part"}
