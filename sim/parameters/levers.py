"""Levers: what a city chooses. Neutral values are practice around 2016."""

from pydantic import BaseModel, ConfigDict

from sim.parameters.budget import Funding
from sim.parameters.committee import Assessment, Learning, Methods, Triad
from sim.parameters.equity import Earmark, Entitlement
from sim.parameters.help import Provision
from sim.parameters.indicators import Evaluation
from sim.parameters.information import InformationPolicy
from sim.parameters.networks import Grid, Party
from sim.parameters.organization import OrganizationPolicy
from sim.parameters.planning import Exit, Planning
from sim.parameters.self_governance import Autonomy
from sim.quantities import Group, practice, switch


class Intensity(Group):
    """How much intervention there is altogether."""

    multiplier: float = practice(1.0, (0, 2))
    budget_follows: int = switch(0, (0, 1))


class Levers(BaseModel):
    """Everything a city chooses, by group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    funding: Funding = Funding()
    provision: Provision = Provision()
    assessment: Assessment = Assessment()
    methods: Methods = Methods()
    information: InformationPolicy = InformationPolicy()
    organizations: OrganizationPolicy = OrganizationPolicy()
    grid: Grid = Grid()
    party: Party = Party()
    evaluation: Evaluation = Evaluation()
    entitlement: Entitlement = Entitlement()
    earmark: Earmark = Earmark()
    planning: Planning = Planning()
    exit: Exit = Exit()
    triad: Triad = Triad()
    learning: Learning = Learning()
    intensity: Intensity = Intensity()
    autonomy: Autonomy = Autonomy()


BUDGET_SHARES = (
    *("funding.committee_share", "funding.direct_share", "funding.purchase_share", "funding.grant_share"),
    *("funding.facilities_share", "planning.reserve_share", "funding.talent_share", "funding.platform_share"),
)
"""Levers that share out the budget; together at most the whole."""
