"""World: how people, organizations and offices behave. Nobody chooses these; experiments vary them."""

from pydantic import BaseModel, ConfigDict

from sim.parameters.world.belonging import Belonging
from sim.parameters.world.cases import Cases
from sim.parameters.world.committees import Committees
from sim.parameters.world.culture import Culture
from sim.parameters.world.deliberation import Deliberation
from sim.parameters.world.demography import Demography
from sim.parameters.world.elections import Elections
from sim.parameters.world.equity import Equity
from sim.parameters.world.facilities import Facilities
from sim.parameters.world.firms import Firms
from sim.parameters.world.help import Help
from sim.parameters.world.information import Information
from sim.parameters.world.lifecycle import Lifecycle
from sim.parameters.world.market import Market
from sim.parameters.world.membership import Membership
from sim.parameters.world.needs import Needs
from sim.parameters.world.networks import Networks
from sim.parameters.world.offices import Offices
from sim.parameters.world.organizations import Organizations
from sim.parameters.world.organizers import Organizers
from sim.parameters.world.participation import Participation
from sim.parameters.world.planning import Foresight
from sim.parameters.world.programmes import Programmes
from sim.parameters.world.satisfaction import Satisfaction
from sim.parameters.world.standing import Standing
from sim.parameters.world.support import Support
from sim.parameters.world.ties import Contact
from sim.parameters.world.worktime import Worktime


class World(BaseModel):
    """Everything that is as it is, by group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    demography: Demography = Demography()
    needs: Needs = Needs()
    help: Help = Help()
    participation: Participation = Participation()
    belonging: Belonging = Belonging()
    satisfaction: Satisfaction = Satisfaction()
    organizations: Organizations = Organizations()
    committees: Committees = Committees()
    offices: Offices = Offices()
    information: Information = Information()
    lifecycle: Lifecycle = Lifecycle()
    support: Support = Support()
    networks: Networks = Networks()
    cases: Cases = Cases()
    equity: Equity = Equity()
    contact: Contact = Contact()
    membership: Membership = Membership()
    elections: Elections = Elections()
    facilities: Facilities = Facilities()
    foresight: Foresight = Foresight()
    standing: Standing = Standing()
    market: Market = Market()
    programmes: Programmes = Programmes()
    firms: Firms = Firms()
    worktime: Worktime = Worktime()
    organizers: Organizers = Organizers()
    culture: Culture = Culture()
    deliberation: Deliberation = Deliberation()
