"""Uses of the budget with a purse of their own: talent and the information platform (E57, E62, E79; model.md 4.7)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fen
from sim.rules.rule import rule


@rule
def fill_purses(
    month: int,
    allotted: int,
    use_part: Sequence[int],
    facility_part: int,
    room_part: int,
    talent_share: float,
    platform_share: float,
    talent_purse: MutableSequence[int],
    platform_purse: MutableSequence[int],
    talent_part: MutableSequence[int],
    platform_part: MutableSequence[int],
    talent_returned: MutableSequence[int],
    platform_returned: MutableSequence[int],
) -> None:
    """The month's money for talent and for the platform; in January what was not spent goes back to finance first."""
    talent_returned[0] = talent_purse[0] if month % 12 == 0 else 0
    platform_returned[0] = platform_purse[0] if month % 12 == 0 else 0
    free = max(allotted - use_part[0] - use_part[1] - use_part[2] - use_part[3] - facility_part - room_part, 0)
    talent_part[0] = min(int(allotted * talent_share), free)
    platform_part[0] = min(int(allotted * platform_share), free - talent_part[0])
    talent_purse[0] += talent_part[0] - talent_returned[0]
    platform_purse[0] += platform_part[0] - platform_returned[0]


@rule
def pay_platform(n_residents: int, platform_purse: int, information_cost: float) -> tuple[int, int, float, float]:
    """Platform and screening are paid from their own purse, as far as it lasts; the rest is left to the committee.

    Returns the purse, what was paid, its share of the cost, and the cost that is left [yuan per resident and year].
    """
    due = fen(n_residents * information_cost / 12.0)
    paid = min(due, platform_purse)
    covered = paid / due if due > 0 else 0.0
    return platform_purse - paid, paid, covered, information_cost * (1.0 - covered)


@rule
def close_uses(
    n_communities: int,
    talent_part: Sequence[int],
    platform_part: Sequence[int],
    talent_returned: Sequence[int],
    platform_returned: Sequence[int],
    talent_purse: Sequence[int],
    platform_purse: Sequence[int],
    talent_trained: Sequence[int],
    talent_supplemented: Sequence[int],
    platform_paid: Sequence[int],
    reserve: MutableSequence[int],
    held: MutableSequence[int],
    expected: MutableSequence[int],
    flow: MutableSequence[int],
    use_flow: MutableSequence[int],
) -> None:
    """Books of talent and platform: accounts 12 and 13, whose money ``close_books`` counts as unspent.

    What talent's purse adds to pay goes through grants, so account 4 is given it back.
    """
    expected[12], expected[13] = held[12], held[13]
    held[12] = held[13] = returned = 0
    for k in range(5):
        use_flow[k] = 0
    for c in range(n_communities):
        use_flow[0] += talent_part[c]
        use_flow[1] += platform_part[c]
        use_flow[2] += talent_trained[c]
        use_flow[3] += talent_supplemented[c]
        use_flow[4] += platform_paid[c]
        held[12] += talent_purse[c]
        held[13] += platform_purse[c]
        expected[12] -= talent_returned[c]
        expected[13] -= platform_returned[c]
        returned += talent_returned[c] + platform_returned[c]
    given = use_flow[0] + use_flow[1]
    flow[1] -= given
    reserve[0] += returned - given
    held[0] += returned - given
    expected[0] += returned - given
    expected[4] += use_flow[3]
    expected[12] += use_flow[0] - use_flow[2] - use_flow[3]
    expected[13] += use_flow[1] - use_flow[4]
