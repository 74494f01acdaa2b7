"""The Mesa face: a ``mesa.Model`` whose agents keep their numbers in the city's columns."""

from sim.mesa_model.agents import Committee, GovernmentOffice, Resident, SocialOrganization
from sim.mesa_model.model import AgentEngine, CityModel

__all__ = ["AgentEngine", "CityModel", "Committee", "GovernmentOffice", "Resident", "SocialOrganization"]
