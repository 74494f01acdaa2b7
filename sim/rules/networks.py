"""Networks: grid and party find needs close by, cost posts and paperwork (E17-E21, E67, E72; model.md 4.1, 4.6)."""

from sim.parameters.finding import Grid
from sim.parameters.levers import Levers
from sim.parameters.world import World
from sim.parameters.world.committees import Committees
from sim.parameters.world.firms import Firms
from sim.parameters.world.networks import Networks
from sim.rules.arithmetic import exp, fen
from sim.rules.rule import rule
from sim.state import Community
from sim.state.words import DISTINCTIVE


@rule
def staff_front_line(here: Community, policy: Grid, committees: Committees, how: Networks) -> None:
    """Wages and posts of front-line staff, what is left to the committee, and minutes for cases, theirs included.

    They are paid from the committee's money, after its own staff is provided for and before any activity. Part of their
    time serves cases; the rest goes into rounds and into carrying cases to those who decide.
    """
    free = max(here.committee_money - fen(here.staff_posts * committees.committee_pay), 0)
    due = fen(here.n_residents * policy.front_line_staff * committees.committee_pay / 10000.0)
    wages = min(due, free)
    posts = here.n_residents * policy.front_line_staff / 10000.0 * (wages / max(due, 1))
    minutes = here.spare_committee_minutes + int(posts * committees.post_minutes * how.front_line_service)
    here.front_line_wages = wages
    here.front_line_posts = posts
    here.committee_money = here.committee_money - wages
    here.spare_committee_minutes = minutes


@rule
def watch(here: Community, policy: Levers, firms: Firms, how: Networks) -> None:
    """The chances of a month that the grid, and that the party network, find a hidden case.

    Finer cells find more, with diminishing returns. The party network goes down up to three layers; firms bring it to
    where they are, above all to industrial communities, where it is thin otherwise. A cap on tasks also caps some of the
    rounds that find.
    """
    seen = policy.grid.coverage * (1.0 - exp(-how.found_by_grid * how.usual_cell / policy.grid.residents_per_cell))
    presence = how.party_presence[here.kind]
    presence += (1.0 - presence) * policy.party.firm_reach * firms.firm_presence[here.kind]
    done = 1.0 - (1.0 - how.tasks_needed) * policy.assessment.task_cap
    here.grid_finds = seen * done
    here.party_finds = min(
        how.found_by_party * policy.party.active_share * policy.party.layers / 3.0 * presence * done, 1.0
    )


@rule
def pass_down_tasks(here: Community, policy: Levers, world: World) -> None:
    """The share of a committee's time that tasks from above take: assessment, and what every programme adds to it.

    Cells, active party members by layer, workers reached in firms, supervision, planning and an evaluation of outcomes
    add paperwork, as far as no cap on tasks holds it off. Fixed indicators, used once a year with the usual
    effort, are part of the assessment itself.
    """
    minutes = policy.grid.coverage * here.n_residents / policy.grid.residents_per_cell * world.networks.cell_minutes
    minutes += here.party_members * policy.party.active_share * policy.party.layers * world.networks.member_minutes
    minutes += (
        here.n_residents * policy.party.firm_reach * world.firms.firm_presence[here.kind] * world.networks.firm_minutes
    )
    added = (
        minutes / max(here.staff_posts * world.committees.post_minutes, 0.000001)
        + world.networks.supervision_time * policy.grid.cross_system_supervision
    )
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
    here.tasks_share = max(
        policy.assessment.assessment_share,
        min(policy.assessment.assessment_share + (1.0 - policy.assessment.task_cap) * added, 0.98),
    )
