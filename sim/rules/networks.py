"""Networks of grid and party: who is posted where, and what they ask of committees (E17-E21, E67, E72; model.md 4.1, 4.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import Group, quantity, share
from sim.rules.arithmetic import fen
from sim.rules.committee import Assessment, Committees
from sim.rules.rule import rule
from sim.state import Community
from sim.state.words import DISTINCTIVE

if TYPE_CHECKING:
    from sim.parameters import Levers, World


class Networks(Group):
    """What networks ask of committees."""

    front_line_service: float = share(0.4, (0.2, 0.7)).means(
        "time of front-line staff that serves cases", "一线人员用于服务个案的时间比例"
    )
    cell_minutes: float = quantity(300.0, (200, 3_000), unit="minutes per cell and month", domain=(0, 100_000)).means(
        "committee time for the paperwork of a cell", "每个网格每月给居（村）委会增加的台账时间"
    )
    member_minutes: float = quantity(5.0, (3, 40), unit="minutes per member and month", domain=(0, 10_000)).means(
        "committee time for organizing an active party member", "组织每名活跃党员每月所需的居（村）委会时间"
    )
    firm_minutes: float = quantity(1.0, (0.2, 3), unit="minutes per resident and month", domain=(0, 10_000)).means(
        "committee time for reaching workers through firms", "依托企业联系职工所需时间"
    )
    supervision_time: float = share(0.02, (0.005, 0.06)).means(
        "committee time that full cross-system supervision takes", "充分跨系统监督占用的居（村）委会时间"
    )
    evaluation_time: float = share(0.03, (0.01, 0.1)).means(
        "committee time that an evaluation of outcomes takes at full weight, beyond that of fixed indicators",
        "成效评价比固定指标考核多占用的居（村）委会时间",
    )
    tasks_needed: float = share(0.7, (0.3, 1)).means(
        "rounds, visits and organizing that are still done when all tasks are capped",
        "下派任务全部封顶后仍开展的走访与组织工作比例",
    )


class Grid(Group):
    """Cells below the community (网格), and who decides what they find."""

    coverage: float = share(0.2, (0, 1), intervention=True).means(
        "share of residents whom the grid covers", "网格覆盖的居民比例"
    )
    residents_per_cell: float = quantity(
        1080.0, (100, 3_000), unit="residents per cell", domain=(50, 20_000), source="S24 (Cixi, end 2021)"
    ).means("residents of one grid cell", "每个网格的居民数")
    front_line_staff: float = quantity(
        0.0,
        (0, 20),
        unit="posts per 10,000 residents",
        domain=(0, 1_000),
        source="S24 (about 9 full-time in Cixi in 2021; those of 2016 are the committee's own)",
        intervention=True,
    ).means(
        "front-line posts besides the committee's own, paid from its money",
        "居（村）委会编制之外、由其经费支付的一线专职人员",
    )
    decision_level: int = quantity(2, (0, 2), unit="level", domain=(0, 2)).means(
        "who may decide a complex case: 0 the community, 1 the street, 2 the department",
        "复杂个案的决定权：0 社区，1 街道（镇），2 职能部门",
    )
    head_responsibility: float = share(0.0, (0, 1)).means(
        "how far heads of offices answer for each complex case", "首长负责的程度"
    )
    cross_system_supervision: float = share(0.0, (0, 1)).means(
        "how far systems check on each other's complex cases", "跨系统监督的程度"
    )


class Party(Group):
    """The party network in communities and firms (党建网络)."""

    active_share: float = share(0.1, (0, 1), intervention=True).means(
        "share of party members within reach of a branch who look after residents", "党组织所及党员中主动服务居民的比例"
    )
    layers: int = quantity(1, (1, 3), unit="layers", domain=(1, 3)).means(
        "layers of the network: committee, branch, group", "组织层级：党委、党支部、党小组"
    )
    firm_reach: float = share(0.0, (0, 1), intervention=True).means(
        "share of firms in industrial communities with a party organization that serves workers",
        "园区内由党组织服务职工的企业比例",
    )


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
