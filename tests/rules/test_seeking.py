"""Whom residents turn to answers to trust, experience, means, ties and reach, and decides who learns of a case and is asked."""

from typing import Any

import pytest

from sim.parameters import Levers
from sim.parameters.committee import Triad
from sim.parameters.help import Help, Provision
from sim.parameters.market import Market
from sim.parameters.needs import Seeking
from sim.rules.help import end_case
from sim.rules.needs import consider, find_case, reported, turn_to
from sim.state import Resident
from sim.state.words import (
    BY_GRID,
    BY_SURVEY,
    COMMITTEE,
    DEPARTMENT,
    MARKET,
    NEIGHBOURS,
    NOBODY,
    NOT_FOUND,
    ON_PLATFORM,
    ORGANIZATION,
    OWN_REPORT,
    RESOLVED,
    WAITING,
)
from tests.records import draws, person, place, usual

OPTIONS = ("to_nobody", "to_neighbours", "to_organization", "to_committee", "to_platform", "to_firm")
PLACE = {"organization_staff": 2_000, "n_residents": 1_000, "response_gap": 0.0, "publicity_reach": 1.0}
PLACE |= {"one_stop_open": 0.0, "platform": 0.0}


def turned(against: int, margin: float, policy: float = 0.0, here: dict[str, float] | None = None, **own: Any) -> int:
    """Whom a resident turns to if one option leads all others by a margin of luck but for one, which has what it needs.

    Luck u of an option counts -log(-log(u)): 0.3679 counts 0, and 0.0659 counts -1.
    """
    me = person(**({"case_domain": 2, "entitled": 1, "can_pay": 1, "trust": 0.5, "experience": 0.5} | own))
    uniforms = dict.fromkeys(OPTIONS, 1e-9) | {"to_nobody": 0.3679, OPTIONS[against]: margin}
    world = usual(to_neighbours=0.0, to_organization=0.0, to_committee=0.0, to_platform=0.0, to_firm=0.0)
    turn_to(me, place(**(PLACE | (here or {}))), usual(Provision, low_fee_share=policy), world, draws(**uniforms))
    return me.turns_to


BEHIND = 0.3
"""Luck that is a little behind nobody's."""
AHEAD = 0.45


@pytest.mark.parametrize(
    ("option", "more"),
    [
        (COMMITTEE, {"trust": 0.9}),
        (DEPARTMENT, {"trust": 0.9}),
        (COMMITTEE, {"experience": 1.0}),
        (ORGANIZATION, {"experience": 1.0}),
        (COMMITTEE, {"here": {"response_gap": 0.4}}),
        (COMMITTEE, {"here": {"publicity_reach": 1.6}}),
        (COMMITTEE, {"here": {"one_stop_open": 0.6}}),
        (ORGANIZATION, {"here": {"organization_staff": 4_000}}),
        (DEPARTMENT, {"here": {"platform": 0.3}}),
        (NEIGHBOURS, {"active_ties": 800}),
    ],
)
def test_more_of_what_speaks_for_an_option_wins_who_was_undecided(option: int, more: dict[str, Any]) -> None:
    assert turned(option, BEHIND) == NOBODY
    assert turned(option, BEHIND, **more) == option


@pytest.mark.parametrize(
    ("option", "less"),
    [
        (COMMITTEE, {"entitled": 0}),
        (DEPARTMENT, {"entitled": 0}),
        (ORGANIZATION, {"can_pay": 0, "policy": 1.0}),
        (MARKET, {"can_pay": 0}),
        (NEIGHBOURS, {"active_ties": 0}),
        (NEIGHBOURS, {"case_domain": 5}),
    ],
)
def test_what_speaks_against_an_option_loses_it(option: int, less: dict[str, Any]) -> None:
    assert turned(option, AHEAD) == option
    assert turned(option, AHEAD, **less) == NOBODY


@pytest.mark.parametrize(("month", "seeks"), [(5, 1), (6, 0), (7, 0), (8, 1), (11, 1)])
def test_residents_choose_when_a_case_arises_and_every_third_month_of_waiting(month: int, seeks: int) -> None:
    me = person(case_domain=3, case_opened=5)
    consider(me, usual(Seeking, reconsidered=3), month)
    assert me.seeks == seeks
    consider(me, usual(Seeking, reconsidered=3, channel_chosen=0), month)
    assert me.seeks == 0


def found(turns_to: int, u: float, seeks: int = 1, **here: float) -> Resident:
    """A resident after the month in which a case may have come to light."""
    me = person(
        case_found=0, case_opened=0, age_group=3, case_domain=1, entitled=1, trust=0.5, turns_to=turns_to, seeks=seeks
    )
    at = place(**(PLACE | {"grid_finds": 0.2, "survey_reach": 1.0} | here))
    me.in_cell = 1
    find_case(me, at, usual(Levers), usual(found_by_survey=0.1), 0, draws(found=u, priority=0.5, neighbours=0.5))
    return me


@pytest.mark.parametrize(
    ("turns_to", "seeks", "u", "by"),
    [
        (COMMITTEE, 1, 0.01, OWN_REPORT),
        (DEPARTMENT, 1, 0.01, ON_PLATFORM),
        (COMMITTEE, 0, 0.01, NOT_FOUND),
        (NOBODY, 1, 0.01, NOT_FOUND),
        (NOBODY, 1, 0.95, BY_SURVEY),
        (NOBODY, 1, 0.80, BY_GRID),
        (NOBODY, 1, 0.70, NOT_FOUND),
    ],
)
def test_who_turns_to_somebody_is_known_and_others_are_found_by_surveys_and_the_grid(
    turns_to: int, seeks: int, u: float, by: int
) -> None:
    """A survey finds a tenth, the grid a fifth of the others: hidden stays 0.72."""
    me = found(turns_to, u, seeks)
    assert (me.found_by, me.newly_found, me.case_found) == (by, by != NOT_FOUND, by != NOT_FOUND)


def test_links_carry_what_is_said_to_the_committee_and_to_departments() -> None:
    cut = usual(Triad, residents_community=0.2, residents_departments=0.3)
    told = [reported(person(turns_to=one), cut) for one in (COMMITTEE, DEPARTMENT, NEIGHBOURS, NOBODY)]
    assert told == [0.2, 0.3, 1.0, 0.0]


@pytest.mark.parametrize(
    ("turns_to", "known", "end"), [(NOBODY, 0, RESOLVED), (NOBODY, 1, WAITING), (COMMITTEE, 0, WAITING)]
)
def test_who_turned_to_nobody_may_solve_a_hidden_case_alone(turns_to: int, known: int, end: int) -> None:
    me = person(case_variant=0, leaving=0, helped_by=NOBODY, case_found=known, turns_to=turns_to)
    here = place(brokered=0.0, practice_lacking=0.0, survey_knowledge=0.0, variants_filled=1)
    u = draws(menu=0.5, known=0.5, fit=0.01, withdraw=0.9, practice=0.5)
    end_case(me, here, usual(Provision), usual(Help), usual(Market), usual(Seeking, self_help=0.04), u)
    assert me.case_end == end
