"""Deliberation: what a community decides itself of the money spent on it (E40; model.md 4.5, 4.6)."""

from sim.quantities import Group, per_month, quantity, share, yuan_per_resident
from sim.rules.help import Help
from sim.rules.rule import rule
from sim.state import Community
from sim.state.words import N_DOMAINS


class Deliberation(Group):
    """Meetings of residents that decide, and what follows."""

    deliberation_time: float = share(0.15, (0.05, 0.3)).means(
        "committee time where everything is decided here", "全部由社区自主决定时所占工作时间"
    )
    deliberation_cost: float = yuan_per_resident(3.0, (1, 8)).means(
        "money where everything is decided here", "全部由社区自主决定时的经费"
    )
    quorum: float = share(0.1, (0.03, 0.3)).means(
        "adults who must take part for a decision in full", "充分决策所需参与的成年居民比例"
    )
    deliberation_on_fit: float = share(0.2, (0, 0.5), source="direction: article (E40)").means(
        "share of misfits that deciding here avoids", "自主决定所避免的供需错配比例"
    )
    meeting_load: float = quantity(0.8, (0.2, 1.5), unit="meetings and surveys", domain=(0, 100)).means(
        "load of the meetings where everything is decided here", "全部由社区自主决定时的会议负担"
    )
    belonging_from_deliberation: float = per_month(0.01, (0, 0.04), source="direction: article (E40)").means(
        "growth of belonging of those who take part where everything is decided here",
        "全部由社区自主决定时参与者归属感的增长",
    )
    trust_from_deliberation: float = per_month(0.005, (0, 0.02)).means("growth of their trust", "参与者信任的增长")


class Autonomy(Group):
    """What a community decides itself."""

    decided_here: float = share(0.0, (0, 1)).means(
        "share of departments' money for the community that residents and committee divide themselves",
        "职能部门用于本社区的经费中由居民和居（村）委会自主分配的比例",
    )


@rule
def deliberate(here: Community, policy: Autonomy, how: Deliberation) -> None:
    """The share of money that is really decided here, and the share of misfits avoided by brokers and by deciding here.

    It needs the committee's hours and money, and residents who come: with fewer than ``quorum`` of adults taking part, less
    is decided.
    """
    present = min(here.active_residents / (how.quorum * max(here.adults, 1)), 1.0) if how.quorum > 0.0 else 1.0
    deliberated = min(policy.decided_here * here.committee_reach, 1.0) * present
    here.deliberated = deliberated
    here.brokered = 1.0 - (1.0 - here.brokered) * (1.0 - min(how.deliberation_on_fit * deliberated, 1.0))


@rule
def decide_here(here: Community, how: Help) -> None:
    """Move the part of departments' money that is decided here to the domains of last month's known cases, by their cost.

    Of each domain's money the same share is put together and divided anew, to the fen. Where no case is known, all stays.
    """
    wanted, total = 0.0, 0
    for d in range(N_DOMAINS):
        wanted += here.claimed_cases[d] * how.unit_cost[d]
        total += here.department_money[d]
    pooled = 0
    for d in range(N_DOMAINS):
        part = int(here.department_money[d] * here.deliberated) if wanted > 0.0 else 0
        here.department_money[d] -= part
        pooled += part
    running, given = 0.0, 0
    for d in range(N_DOMAINS):
        running += here.claimed_cases[d] * how.unit_cost[d]
        reached = int(pooled * (running / wanted)) if wanted > 0.0 else 0
        here.department_money[d] += reached - given
        given = reached
    here.money_decided = pooled
    here.money_to_decide = total
