"""Firms and donors: what they give to organizations that raise funds, and whom firms reach (E21, E34, E63, E84; 4.5)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fen
from sim.rules.division import divide
from sim.rules.rule import rule

REGISTERED = 0


@rule
def raising(government_share: float, effort_crowding: float) -> float:
    """How hard an organization raises funds, 1 without public money: the less, the more of its income is government's."""
    return min(max(1.0 - effort_crowding * government_share, 0.0), 2.0)


@rule
def raise_donations(
    alive: Sequence[int],
    form: Sequence[int],
    staff: Sequence[float],
    reputation: Sequence[float],
    government_share: Sequence[float],
    weight: MutableSequence[float],
    donation_income: MutableSequence[int],
    kind: int,
    n_residents: int,
    active_residents: int,
    donation_per_active: float,
    firm_giving: float,
    firm_presence: Sequence[float],
    effort_crowding: float,
) -> None:
    """Residents who take part, and firms, would give so much; an organization gets what its name and its effort bring in."""
    for j in range(len(alive)):
        weight[j] = alive[j] * (staff[j] if form[j] == REGISTERED else 0.1 * staff[j])
    yearly = active_residents * donation_per_active + n_residents * firm_presence[kind] * firm_giving
    divide(fen(yearly / 12.0), weight, donation_income)
    for j in range(len(alive)):
        donation_income[j] = int(donation_income[j] * reputation[j] * raising(government_share[j], effort_crowding))


@rule
def reach_workers(
    kind: int,
    firm_reach: float,
    firm_presence: Sequence[float],
    publicity_reach: float,
    committee_asks: float,
    firm_on_publicity: float,
    firm_asks: float,
) -> tuple[float, float]:
    """Firms with a party organization pass publicity on to their workers and ask them to join in.

    Returns publicity's reach and the chance of a month to be asked.
    """
    reached = firm_reach * firm_presence[kind]
    asked = 1.0 - (1.0 - committee_asks) * (1.0 - firm_asks * reached)
    return publicity_reach * (1.0 + firm_on_publicity * reached), asked
