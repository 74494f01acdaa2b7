"""Networks: grid and party find needs close by, cost posts and paperwork (E17-E21, E67, E72; model.md 4.1, 4.6)."""

from collections.abc import Sequence

from sim.rules.arithmetic import exp, fen
from sim.rules.rule import rule


@rule
def staff_front_line(
    committee_money: int,
    staff_posts: float,
    n_residents: int,
    spare_committee_minutes: int,
    front_line_staff: float,
    committee_pay: float,
    post_minutes: float,
    front_line_service: float,
) -> tuple[int, float, int, int]:
    """Wages and posts of front-line staff, what is left to the committee, and minutes for cases, theirs included.

    They are paid from the committee's money, after its own staff is provided for and before any activity. Part of their
    time serves cases; the rest goes into rounds and into carrying cases to those who decide.
    """
    free = max(committee_money - fen(staff_posts * committee_pay), 0)
    due = fen(n_residents * front_line_staff * committee_pay / 10000.0)
    wages = min(due, free)
    posts = n_residents * front_line_staff / 10000.0 * (wages / max(due, 1))
    minutes = spare_committee_minutes + int(posts * post_minutes * front_line_service)
    return wages, posts, committee_money - wages, minutes


@rule
def watch(
    kind: int,
    coverage: float,
    residents_per_cell: float,
    active_share: float,
    layers: float,
    firm_reach: float,
    task_cap: float,
    found_by_grid: float,
    usual_cell: float,
    found_by_party: float,
    party_presence: Sequence[float],
    firm_presence: Sequence[float],
    tasks_needed: float,
) -> tuple[float, float]:
    """The chances of a month that the grid, and that the party network, find a hidden case.

    Finer cells find more, with diminishing returns. The party network goes down up to three layers; firms bring it to
    where they are, above all to industrial communities, where it is thin otherwise. A cap on tasks also caps some of the
    rounds that find.
    """
    seen = coverage * (1.0 - exp(-found_by_grid * usual_cell / residents_per_cell))
    presence = party_presence[kind]
    presence += (1.0 - presence) * firm_reach * firm_presence[kind]
    done = 1.0 - (1.0 - tasks_needed) * task_cap
    return seen * done, min(found_by_party * active_share * layers / 3.0 * presence * done, 1.0)


@rule
def pass_down_tasks(
    kind: int,
    n_residents: int,
    staff_posts: float,
    party_members: int,
    assessment_share: float,
    task_cap: float,
    coverage: float,
    residents_per_cell: float,
    active_share: float,
    layers: float,
    firm_reach: float,
    cross_system_supervision: float,
    regime: float,
    feedback_weight: float,
    evaluation_months: float,
    evaluation_effort: float,
    planning_share: float,
    post_minutes: float,
    cell_minutes: float,
    member_minutes: float,
    firm_minutes: float,
    firm_presence: Sequence[float],
    supervision_time: float,
    evaluation_time: float,
) -> float:
    """The share of a committee's time that tasks from above take: assessment, and what every programme adds to it.

    Cells, active party members by layer, workers reached in firms, supervision, planning and an evaluation of outcomes
    add paperwork, as far as no cap on tasks holds it off. Fixed indicators, used once a year with the usual
    effort, are part of the assessment itself.
    """
    minutes = coverage * n_residents / residents_per_cell * cell_minutes
    minutes += party_members * active_share * layers * member_minutes
    minutes += n_residents * firm_reach * firm_presence[kind] * firm_minutes
    added = minutes / max(staff_posts * post_minutes, 0.000001) + supervision_time * cross_system_supervision
    work = evaluation_effort * 12.0 / evaluation_months
    added += evaluation_time * feedback_weight * (work if regime == 2.0 else max(work - 1.0, 0.0) * min(regime, 1.0))
    added += planning_share
    return max(assessment_share, min(assessment_share + (1.0 - task_cap) * added, 0.98))
