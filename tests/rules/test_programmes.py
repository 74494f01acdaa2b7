"""One-stop centres, causes solved, brokers, practice from elsewhere, the queue's rule, and the triad's links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers, World
from sim.parameters.committee import Programmes, Triad
from sim.parameters.escalation import Cases
from sim.parameters.membership import Membership
from sim.parameters.self_governance import Deliberation
from sim.rules import committee, escalation, help, needs
from sim.state import Community, Office
from tests.records import draws, many, person, place, usual

shares = st.floats(0, 1)


def work_of(**methods: float) -> list[float]:
    return [1.0, 1.0, 0.5, 1.0, 0.0, methods.get("solving", 0.0), methods.get("involving", 0.0)]


def asked_for(kind: int, work: list[float], **levers: float) -> tuple[float, float]:
    here = place(kind=kind, work=work, registered_volunteers=20, n_residents=100)
    committee.plan_programmes(here, usual(Levers, **levers), usual(Deliberation), usual(Membership), usual(Programmes))
    return here.programme_time, here.programme_cost


def carried_out(reach: float, how: World, work: list[float], **levers: float) -> tuple[float, float, float, float]:
    unfit, lent = [10, 0, 0, 0, 0, 0, 0, 0], [3, 0, 0, 9] * 8
    here = place(committee_reach=reach, work=work, n_residents=1000, mismatched=unfit, borrowed=lent, brokered=0.0)
    committee.carry_out(here, usual(Levers, **levers), how)
    return here.one_stop_open, here.solving_reach, here.brokered, here.gathered


def test_programmes_that_are_off_ask_for_nothing_and_do_nothing() -> None:
    for kind in range(4):
        assert asked_for(kind, work_of()) == (0.0, 0.0)
    assert carried_out(0.9, usual(), work_of()) == (0.0, 0.0, 0.0, 0.0)


def test_every_programme_costs_hours_and_money() -> None:
    for lever in ("one_stop", "transfer"):
        assert min(asked_for(2, work_of(), **{lever: 1.0})) > 0.0
    assert min(asked_for(2, work_of(solving=1.0))) > 0.0
    assert min(asked_for(2, work_of(involving=1.0))) > 0.0
    assert asked_for(1, work_of(), transfer=1.0) == (0.0, 0.0)


def test_recognition_costs_money_for_each_registered_volunteer() -> None:
    """A fifth of residents at 20 yuan a year each."""
    assert asked_for(2, work_of(), recognition=1.0) == pytest.approx((0.0, 4.0))


def test_programmes_reach_as_far_as_there_are_hours_and_money() -> None:
    """Brokers have 0.25 of 1,000 minutes, 5 searches of 50 for ten misfits: half an organization asked, of which half fit."""
    how = usual(**BROKERS, broker_on_volunteers=0.4)
    done = carried_out(0.25, how, work_of(solving=1.0, involving=1.0), one_stop=1.0)
    assert done == pytest.approx((0.25, 0.25, 1 - 0.5**0.5, 0.1))


BROKERS = {"usual_minutes": 10.0, "involvement_time": 0.1, "search_minutes": 50.0, "organization_fit": 0.5}


@pytest.mark.parametrize(
    ("unfit", "places", "found", "before"),
    [
        (10, 3, 1 - 0.5**2, 0.0),
        (5, 3, 1 - 0.5**2, 0.0),
        (40, 3, 1 - 0.5**0.5, 0.0),
        (10, 1, 0.0, 0.0),
        (10, 3, 0.5, 0.5),
    ],
)
def test_brokers_find_more_where_more_organizations_have_places_and_less_does_not_fit(
    unfit: int, places: int, found: float, before: float
) -> None:
    """Twenty searches: two for each of ten; never more than other places in a domain; half if half are found by now."""
    here = place(n_residents=1000, mismatched=[unfit] + [0] * 7, borrowed=[places, 0, 0, 9] * 8, brokered=before)
    assert committee.search(here, 1.0, usual(**BROKERS)) == pytest.approx(found)


def test_public_help_fails_for_want_of_practice_and_new_practice_where_it_was_made_for_others_until_it_settles() -> (
    None
):
    """0.2 less 0.1 gained is lacking; of what is all new a tenth fails where nothing is known of residents, half here."""
    here = place(kind=2, survey_knowledge=0.5, practice_gained=0.1, practice_new=1.0)
    how = usual(Programmes, practice=[1.0, 0.9, 0.8, 1.0], practice_settles=0.5, transfer_misfit=0.1)
    lacking = []
    for _ in range(2):
        committee.practise(here, how)
        lacking.append(here.practice_lacking)
    assert lacking == pytest.approx([0.15, 0.125])


@given(shares, shares, shares)
def test_causes_that_were_solved_bring_no_case(solved: float, more: float, u: float) -> None:
    def averted(spared: int, causes: float) -> tuple[int, int, int]:
        me = person(case_domain=3, case_complex=1, spared=spared)
        committee.avert(me, place(solved_causes=[0.0, 0.0, causes] + [0.0] * 5), draws(averted=u))
        return me.is_new, me.case_domain, me.case_complex

    once, again = (averted(0, causes) for causes in (solved, min(solved + more, 1.0)))
    assert once == ((True, 3, 1) if u >= solved else (False, 0, 0))
    assert averted(1, 0.0) == (False, 0, 0)  # spared by habit
    assert again[0] <= once[0]


def solved(reach: list[float], offices: int = 3) -> list[float]:
    """Causes solved in the first domain of three communities of 1,000, two of them in district 1, one in district 2."""
    causes = [[0.4] + [0.0] * 7, [0.0] * 8, [0.0] * 8]
    wide = {"solved_gain": [[0.0] * 8] * 3, "solved_causes": causes, "resolved": [[2] + [0] * 7] * 3}
    here = many(Community, 3, n_residents=1_000, district=[1, 1, 2], solving_reach=reach, **wide)
    districts = many(Office, offices, district_gain=[[9.0] * 8] * offices)
    how = usual(Programmes, solving_effect=0.1, solving_limit=0.5, solution_fading=0.5, solution_spill=0.2)
    committee.solve_causes(here, districts, how)
    return [one.solved_causes[0] for one in here]


def test_what_is_solved_well_is_solved_for_neighbours_too_and_fades() -> None:
    """A gain of 0.1 * 2 = 0.2 of what is left of the limit: 0.2 + 0.2 * 0.3; a fifth of it, 0.04, at the neighbour's."""
    assert solved([1.0, 0.0, 0.0]) == pytest.approx([0.26, 0.02, 0.0])
    assert solved([0.0, 0.0, 0.0]) == pytest.approx([0.2, 0.0, 0.0])
    assert solved([0.0, 1.0, 1.0]) == pytest.approx([0.2 + 0.04 * 0.3, 0.1, 0.1])


def test_without_offices_nothing_spills() -> None:
    assert solved([1.0, 0.0, 0.0], offices=0) == pytest.approx([0.26, 0.0, 0.0])


HERE = {"platform": 0.0, "one_stop_open": 0.0, "publicity_reach": 1.0}


def turn(rule: float, age: int, opened: int, domain: int = 1) -> float:
    """The place in the queue, in month 12, of a case."""
    me = person(case_found=0, case_domain=domain, entitled=1, trust=0.5, age_group=age, case_opened=opened)
    here = place(**HERE, grid_finds=0.0, survey_reach=0.0)
    u = draws(found=0.5, priority=0.5, neighbours=0.5)
    needs.find_case(me, here, usual(Levers, priority_rule=rule), usual(), 12, u)
    return me.priority


def test_the_rule_of_the_queue_decides_between_those_who_waited_and_the_urgent() -> None:
    waited, old = (3, 6), (7, 12)
    assert turn(0.0, *waited) > turn(0.0, *old)
    assert turn(1.0, *waited) < turn(1.0, *old)
    assert turn(1.0, 3, 12, domain=3) > turn(1.0, 3, 12, domain=4)
    assert turn(0.5, 3, 12, domain=3) == turn(0.5, 3, 12, domain=4)


def test_the_middle_rule_is_the_one_of_2016() -> None:
    """(0.5 + 1.0 * 6 / 12 + 0.3) / (1 + 1.0 + 0.3)."""
    assert turn(0.5, 7, 6) == (0.5 + 0.5 + 0.3) / 2.3


def test_a_broken_link_of_residents_and_community_leaves_only_direct_reports() -> None:
    """Reports 0.5 a month, a fifth of them direct; grid, party and surveys all go through the community."""
    me = person(trust=0.5, in_cell=1, peers_on_duty=800, age_group=3)
    here = place(**HERE, grid_finds=0.9, member_visits=9.0, survey_reach=1.0)
    world = usual(self_report=0.5, direct_report=0.2)

    def hidden(policy: Triad) -> float:
        return needs.hidden_chance(me, here, policy, world, needs.report_chance(me, here, policy, world, 1.0))

    broken = usual(Triad, residents_community=0.0)
    assert hidden(broken) == pytest.approx(0.9)
    both = usual(Triad, residents_community=0.0, residents_departments=0.0)
    assert hidden(both) == 1.0


def test_a_broken_link_of_community_and_departments_leaves_what_residents_bring_themselves() -> None:
    def passed_on(u: float, policy: Triad, how: Programmes) -> int:
        me = person()
        help.pass_on_case(me, policy, how, draws(passed=u))
        return me.passed_on

    broken, how = usual(Triad, community_departments=0.0), usual(Programmes, direct_report=0.2)
    assert [passed_on(u, broken, how) for u in (0.19, 0.21)] == [True, False]
    assert passed_on(0.999999, usual(Triad), usual(Programmes)) is True


def test_only_the_community_itself_decides_without_a_link_to_departments() -> None:
    def chance(level: float) -> float:
        here = place(n_residents=1_000, front_line_posts=0.0, spare_decisions=0.0)
        escalation.empower(here, usual(Levers, community_departments=0.0, decision_level=level), usual(Cases))
        return here.decision_chance

    chances = [chance(level) for level in (0.0, 1.0, 2.0)]
    assert chances[0] > 0.0 == chances[1] == chances[2]
