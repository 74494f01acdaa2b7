"""What a street's communities have together: organizations in reach, purses, and whole parts of what is divided (E51).

Communities are listed street by street in ``by_street``, so a settlement goes through a street from ``begin`` to ``end`` of
that list. An organization has its home in a community; a registered one serves the whole street."""

from collections.abc import MutableSequence, Sequence

from sim.rules import rule
from sim.state import Community, Many, Organization
from sim.state.words import REGISTERED

Area = tuple[int, int]
"""A street, or a community of it: where it begins and ends in ``by_street``."""
Division = tuple[int, int, int]
"""What is divided: the amount, the total that it is divided by, and where rounding starts."""


@rule
def street_end(communities: Many[Community], begin: int) -> int:
    """Where the street that begins at a place of the list ends."""
    street, end = communities[communities[begin].by_street].street, begin + 1
    while end < len(communities) and communities[communities[end].by_street].street == street:
        end += 1
    return end


@rule
def presence(form: int, *, alive: int, staff: float) -> float:
    """What an organization counts where residents and donors choose: its posts, a filed group's at a tenth."""
    return alive * (staff if form == REGISTERED else 0.1 * staff)


@rule
def weight_in_street(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    street: Area,
) -> float:
    """The weights of a street's organizations, summed."""
    total = 0.0
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            total += organizations[j].weight
    return total


@rule
def divide_in_street(
    amount: int,
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    street: Area,
    parts: MutableSequence[int],
) -> int:
    """Divide a whole amount among a street's organizations by weight, as ``divide`` does; returns what was given."""
    total = weight_in_street(organizations, communities, first_organizations, street)
    running, given = 0.0, 0
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            running += organizations[j].weight
            reached = int(amount * (running / total)) if total > 0.0 else 0
            parts[j] = reached - given
            given = reached
    return given


@rule
def take_in_street(amount: int, communities: Many[Community], street: Area, purses: MutableSequence[int]) -> int:
    """Take an amount, as far as it is there, from the purses of a street, each in proportion to what it holds.

    Notes in ``paid_now`` what each paid, and returns what was taken in all: a fen less where no purse may be overdrawn.
    """
    there = 0
    for k in range(street[0], street[1]):
        there += purses[communities[k].by_street]
    wanted, running, taken = min(amount, there), 0, 0
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        running += purses[c]
        reached = running if wanted == there else int(wanted * (running / there))
        communities[c].paid_now = min(max(reached - taken, 0), purses[c])
        purses[c] -= communities[c].paid_now
        taken += communities[c].paid_now
    return taken


@rule
def pay_in_street(
    amount: int,
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    street: Area,
    *,
    purses: MutableSequence[int],
    incomes: MutableSequence[int],
) -> None:
    """Pay an amount out of a street's purses to its organizations by weight; nothing where none has any weight."""
    weight = weight_in_street(organizations, communities, first_organizations, street)
    paid = take_in_street(amount if weight > 0.0 else 0, communities, street, purses)
    divide_in_street(paid, organizations, communities, first_organizations, street, incomes)


@rule
def spread_in_street(amount: int, communities: Many[Community], street: Area, parts: MutableSequence[int]) -> None:
    """Divide a whole amount among the communities of a street by residents."""
    residents, running, given = 0, 0, 0
    for k in range(street[0], street[1]):
        residents += communities[communities[k].by_street].n_residents
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        running += communities[c].n_residents
        reached = amount if running == residents else int(amount * (running / residents))
        parts[c] = reached - given
        given = reached


@rule
def spread_total(communities: Many[Community], street: Area, counts: MutableSequence[int]) -> int:
    """Divide what a street's communities counted together among them by residents, in whole numbers; returns the total."""
    total = 0
    for k in range(street[0], street[1]):
        total += counts[communities[k].by_street]
    spread_in_street(total, communities, street, counts)
    return total


@rule
def share_of(what: Division, *, before: int, own: int) -> int:
    """The whole part of a division that goes to ``own`` of its total, those ``before`` it having had theirs.

    Parts add up to the amount and none is more than its due rounded up, so with an amount of at most the total none is beyond
    ``own``. The start, from 0 to below the total, is drawn: on average each part is its due, wherever it stands in the list.
    Most have nothing of their own, and are spared the divisions.
    """
    amount, total, start = what[0], what[1], what[2]
    due = total > 0 and own != 0
    return (amount * (before + own) + start) // total - (amount * before + start) // total if due else 0


@rule
def count_reach(communities: Many[Community]) -> None:
    """Posts in organizations and fees that residents pay them, by residents of the street: whom they serve, not their home."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        spread_total(communities, (begin, end), communities.column(Community.organization_staff))
        spread_total(communities, (begin, end), communities.column(Community.fees_paid))
        begin = end
