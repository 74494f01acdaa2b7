"""Networks of grid and party: staff, visits from door to door, party members who look after residents.

Sources: E17-E21, E67, E72; model.md 4.1 and 4.6.
"""

from sim.parameters.committee import Assessment, Committees
from sim.parameters.levers import Levers
from sim.parameters.networks import Grid, Members, Networks
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import exp, fen, log
from sim.state import Community, Many, Resident
from sim.state.words import DISTINCTIVE, FULL_TIE, OF_AGE, OLD

RANKS = 127
"""Ranks of party members; who has this one is no member."""


@rule
def staff_front_line(here: Community, policy: Grid, committees: Committees, how: Networks) -> None:
    """Wages and posts of front-line staff, what is left to the committee, and minutes for cases, theirs included.

    They are paid from what the committee has for posts, before its own staff. Part of their time serves cases, part goes into
    rounds; the rest into carrying cases to those who decide.
    """
    due = fen(here.n_residents * policy.front_line_staff * committees.committee_pay * here.wage_level / 10000.0)
    wages = min(due, int(here.committee_budget * committees.wage_part))
    posts = here.n_residents * policy.front_line_staff / 10000.0 * (wages / max(due, 1))
    here.front_line_wages = wages
    here.front_line_posts = posts
    here.committee_money -= wages
    here.spare_committee_minutes += int(posts * committees.post_minutes * how.front_line_service)


@rule
def done_with_people(policy: Assessment, how: Networks) -> float:
    """What a cap on tasks leaves of networks' work with people: rounds, visits, organizing."""
    return 1.0 - (1.0 - how.tasks_needed) * policy.task_cap


@rule
def pass_down_tasks(here: Community, policy: Levers, world: World) -> None:
    """The share of a committee's time that tasks from above take: assessment, what every programme adds to it, and rounds.

    The books of cells, supervision, planning and an evaluation of outcomes add paperwork, as far as no cap on tasks holds it
    off. Rounds, organizing active party members and reaching workers in firms are work with people: a cap leaves
    ``tasks_needed`` of them. Fixed indicators, used once a year with the usual effort, are part of the assessment itself.
    """
    working = max(here.staff_posts * world.committees.post_minutes, 0.000001)
    cells = policy.grid.coverage * here.n_residents / policy.grid.residents_per_cell
    added = cells * world.networks.cell_minutes / working
    added += world.networks.supervision_time * policy.grid.cross_system_supervision
    work = policy.evaluation.evaluation_effort * 12.0 / policy.evaluation.evaluation_months
    added += (
        world.networks.evaluation_time
        * policy.evaluation.feedback_weight
        * (
            work
            if policy.evaluation.regime == DISTINCTIVE
            else max(work - 1.0, 0.0) * min(policy.evaluation.regime, 1.0)
        )
    )
    added += here.planning_share
    organizing = here.party_members * here.duty_share * world.networks.member_minutes
    organizing += (
        here.n_residents * policy.party.firm_reach * world.firms.firm_presence[here.kind] * world.networks.firm_minutes
    )
    with_people = (here.rounds_time + organizing * done_with_people(policy.assessment, world.networks)) / working
    here.tasks_share = max(
        policy.assessment.assessment_share,
        min(
            policy.assessment.assessment_share + (1.0 - policy.assessment.task_cap) * added + with_people,
            0.98,
        ),
    )


@rule
def walk_cells(here: Community, policy: Levers, world: World) -> None:
    """Homes that workers see in a month's rounds, what that finds, and the time that it takes from the committee's own staff.

    A cell has a worker of its own as far as there are posts: front-line staff first, who have most of their day for it, then
    the committee's own, beside their other work. The time that a front-line worker without a cell would walk goes into
    cases. The more residents there are for each worker, the longer the way from home to home. A cap on tasks also caps some
    of the rounds.
    """
    covered = policy.grid.coverage * here.n_residents
    cells = covered / policy.grid.residents_per_cell
    by_front_line = min(cells, here.front_line_posts)
    by_own = min(cells - by_front_line, here.staff_posts)
    done = done_with_people(policy.assessment, world.networks)
    minutes = by_own * world.rounds.round_minutes * done
    walking = world.committees.post_minutes * world.rounds.front_line_rounds
    per_worker = covered / max(by_front_line + by_own, 0.000001)
    way = world.rounds.walk_minutes * exp(0.5 * log(per_worker / world.rounds.usual_cell))
    homes = (minutes + by_front_line * walking * done) / (world.rounds.door_minutes + way)
    here.rounds_time = minutes
    here.homes_seen = homes
    here.covered = int(covered + 0.5)
    here.grid_finds = 1.0 - exp(
        -world.members.visit_finds * homes * world.rounds.people_per_home / max(covered, 0.000001)
    )
    here.spare_committee_minutes += int((here.front_line_posts - by_front_line) * walking)


@rule
def cover_homes(residents: Many[Resident], here: Community) -> None:
    """Which residents with a case live in a cell: cells are laid out from the first door on."""
    holders = residents.column(Resident.holders)

    for place in range(here.n_holders):
        i = holders[place]
        residents[i].in_cell = i < here.covered


@rule
def call_members(here: Community, policy: Levers, world: World) -> None:
    """How many party members look after residents, how often they visit, and whom workers meet of them in their firm.

    A branch of the community reaches members where it is strong; firms with a party organization reach those who work
    there. A cap on tasks also caps some of the visits.
    """
    by_firms = policy.party.firm_reach * world.firms.firm_presence[here.kind]
    branch = world.members.party_presence[here.kind]
    serving = policy.party.active_share * (branch + (1.0 - branch) * by_firms)
    here.duty_share = serving
    here.member_visits = world.members.visits_to_tied * done_with_people(policy.assessment, world.networks)
    here.member_meetings = world.members.layer_minutes * policy.party.layers
    here.members_at_work = world.members.fellow_workers * by_firms * serving * here.party_members / max(here.adults, 1)


@rule
def rank_among(how: Members, kind: int, drawn: float) -> int:
    """The rank of one of age among party members, 0 the first to look after residents; of who is no member ``RANKS``.

    The uniform that makes a member also ranks him, so that more members, or a larger share of them, are the same ones and more.
    """
    ranked = min(int(drawn * (RANKS / max(how.party_share[kind], 0.000001))), RANKS - 1)
    return ranked if drawn < how.party_share[kind] else RANKS


@rule
def is_on_duty(me: Resident, here: Community) -> bool:
    """Whether a resident is a party member who looks after residents: by rank, and not the frail."""
    return me.duty_rank < here.duty_share * RANKS and me.duty_rank < RANKS and me.standing_domain == 0


@rule
def members_near(me: Resident, here: Community) -> float:
    """Active members with whom a resident is in touch: by ties as far as these are awake, and at work."""
    works = me.age_group >= OF_AGE and me.age_group < OLD
    return me.peers_on_duty * (1.0 / FULL_TIE) + (here.members_at_work if works else 0.0)


@rule
def unseen_by_members(me: Resident, here: Community, how: Members) -> float:
    """The chance of a month that no member's visit brings a resident's hidden need to light."""
    return exp(-here.member_visits * how.visit_finds * members_near(me, here))


@rule
def minutes_of_visits(me: Resident, here: Community, how: Members) -> float:
    """A member's own time for a month's visits and meetings."""
    minutes = here.member_visits * how.visit_minutes * (1.0 / FULL_TIE) * me.active_ties + here.member_meetings
    return minutes if is_on_duty(me, here) else 0.0
