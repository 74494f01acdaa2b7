"""World: how people, organizations and offices behave. Nobody chooses these; experiments vary them."""

from pydantic import BaseModel, ConfigDict

from sim.rules.acquaintance import Acquaintance
from sim.rules.bidding import Bidding
from sim.rules.choosing import Choosing
from sim.rules.committee import Committees
from sim.rules.culture import Culture
from sim.rules.culture_groups import CultureGroups
from sim.rules.deliberation import Deliberation
from sim.rules.demography import Demography
from sim.rules.election import Elections
from sim.rules.equity import Equity
from sim.rules.escalation import Cases
from sim.rules.facilities import Facilities
from sim.rules.firms import Firms
from sim.rules.grid_visits import Rounds
from sim.rules.help import Help
from sim.rules.information import Information
from sim.rules.lifecycle import Lifecycle
from sim.rules.market import Market
from sim.rules.members import Members
from sim.rules.membership import Membership
from sim.rules.method_choice import Leaning
from sim.rules.needs import Needs
from sim.rules.networks import Networks
from sim.rules.office import Offices
from sim.rules.organization import Organizations
from sim.rules.organizers import Organizers
from sim.rules.participation import Belonging, Participation
from sim.rules.participation_channels import Ways
from sim.rules.planning import Foresight
from sim.rules.prices import Prices
from sim.rules.programmes import Programmes
from sim.rules.purchasing import Purchasing
from sim.rules.recurring_needs import Standing
from sim.rules.satisfaction import Satisfaction
from sim.rules.seeking import Seeking
from sim.rules.support import Support
from sim.rules.ties import Contact
from sim.rules.virement import Virement
from sim.rules.worktime import Worktime


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
