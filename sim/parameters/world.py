"""World: how people, organizations and offices behave. Nobody chooses these; experiments vary them."""

from pydantic import BaseModel, ConfigDict

from sim.parameters.budget import Offices, Prices
from sim.parameters.committee import Committees, Programmes
from sim.parameters.culture import Culture, CultureGroups
from sim.parameters.demography import Demography
from sim.parameters.departments import Purchasing, Virement
from sim.parameters.equity import Equity
from sim.parameters.escalation import Cases
from sim.parameters.facilities import Facilities
from sim.parameters.help import Help
from sim.parameters.information import Information
from sim.parameters.lifecycle import Lifecycle
from sim.parameters.market import Firms, Market
from sim.parameters.membership import Membership
from sim.parameters.method_choice import Leaning
from sim.parameters.needs import Needs, Seeking
from sim.parameters.networks import Members, Networks, Rounds
from sim.parameters.organization import Organizations
from sim.parameters.organization_choices import Bidding, Choosing
from sim.parameters.participation import Belonging, Organizers, Participation, Ways, Worktime
from sim.parameters.planning import Foresight
from sim.parameters.recurring_needs import Standing
from sim.parameters.satisfaction import Satisfaction
from sim.parameters.self_governance import Deliberation, Elections
from sim.parameters.support import Support
from sim.parameters.ties import Acquaintance, Contact


class World(BaseModel):
    """Everything that is as it is, by group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    demography: Demography = Demography()
    needs: Needs = Needs()
    help: Help = Help()
    participation: Participation = Participation()
    ways: Ways = Ways()
    belonging: Belonging = Belonging()
    satisfaction: Satisfaction = Satisfaction()
    organizations: Organizations = Organizations()
    committees: Committees = Committees()
    offices: Offices = Offices()
    information: Information = Information()
    lifecycle: Lifecycle = Lifecycle()
    groups: CultureGroups = CultureGroups()
    support: Support = Support()
    networks: Networks = Networks()
    members: Members = Members()
    rounds: Rounds = Rounds()
    cases: Cases = Cases()
    equity: Equity = Equity()
    acquaintance: Acquaintance = Acquaintance()
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
    prices: Prices = Prices()
    virement: Virement = Virement()
    leaning: Leaning = Leaning()
    choosing: Choosing = Choosing()
    bidding: Bidding = Bidding()
    seeking: Seeking = Seeking()
    purchasing: Purchasing = Purchasing()
