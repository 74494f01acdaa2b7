"""Firms and donors: what they give to organizations that raise funds, and whom firms reach (E21, E34, E63, E84; 4.5)."""

from sim.parameters.finding import Party
from sim.parameters.world.firms import Firms
from sim.rules.arithmetic import fen
from sim.rules.division import divide
from sim.rules.rule import rule
from sim.state import Community, Many, Organization
from sim.state.words import REGISTERED


@rule
def raising(how: Firms, government_share: float) -> float:
    """How hard an organization raises funds, 1 without public money: the less, the more of its income is government's."""
    return min(max(1.0 - how.effort_crowding * government_share, 0.0), 2.0)


@rule
def raise_donations(organizations: Many[Organization], here: Community, how: Firms) -> None:
    """Residents who take part, and firms, would give so much; an organization gets what its name and its effort bring in."""
    for j in range(len(organizations)):
        organizations[j].weight = organizations[j].alive * (
            organizations[j].staff if organizations[j].form == REGISTERED else 0.1 * organizations[j].staff
        )
    yearly = (
        here.active_residents * how.donation_per_active
        + here.n_residents * how.firm_presence[here.kind] * how.firm_giving
    )
    divide(
        fen(yearly / 12.0),
        organizations.column(Organization.weight),
        organizations.column(Organization.donation_income),
    )
    for j in range(len(organizations)):
        organizations[j].donation_income = int(
            organizations[j].donation_income
            * organizations[j].reputation
            * raising(how, organizations[j].government_share)
        )


@rule
def reach_workers(here: Community, policy: Party, how: Firms) -> None:
    """Firms with a party organization pass publicity on to their workers and ask them to join in.

    Returns publicity's reach and the chance of a month to be asked.
    """
    reached = policy.firm_reach * how.firm_presence[here.kind]
    asked = 1.0 - (1.0 - here.committee_asks) * (1.0 - how.firm_asks * reached)
    here.publicity_reach = here.publicity_reach * (1.0 + how.firm_on_publicity * reached)
    here.committee_asks = asked
