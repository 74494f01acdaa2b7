"""What is known of residents, organizations, communities with their committees, offices and the city."""

from sim.state.city import City
from sim.state.community import Community, CommunityToBe
from sim.state.office import Office
from sim.state.organization import Organization, OrganizationToBe
from sim.state.random_numbers import OrganizationAtStart, OrganizationDraws, ResidentAtStart, ResidentDraws
from sim.state.record import Many, Record
from sim.state.resident import Resident, Tie

__all__ = [
    "City",
    "Community",
    "CommunityToBe",
    "Many",
    "Office",
    "Organization",
    "OrganizationAtStart",
    "OrganizationDraws",
    "OrganizationToBe",
    "Record",
    "Resident",
    "ResidentAtStart",
    "ResidentDraws",
    "Tie",
]
