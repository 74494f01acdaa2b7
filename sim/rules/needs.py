"""Needs: who comes to need help, with what, whom residents turn to, and how a case comes to light.

Sources: E08, E12, E20, E28, E44, E46, E65; model.md 4.1.
"""

from sim.parameters.committee import Triad
from sim.parameters.equity import Equity
from sim.parameters.help import Help, Provision
from sim.parameters.levers import Levers
from sim.parameters.needs import Needs, Seeking
from sim.parameters.ties import Contact
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import exp, waiting_time
from sim.rules.networks import unseen_by_members
from sim.rules.organization import posts_present
from sim.rules.ties import awake_ties
from sim.state import Community, Resident, ResidentDraws
from sim.state.words import (
    BY_GRID,
    BY_PARTY,
    BY_SURVEY,
    CHILD,
    CHILDREN_EDUCATION,
    COMMITTEE,
    DEPARTMENT,
    ELDERLY_CARE,
    HEALTH,
    MARKET,
    N_DOMAINS,
    NEIGHBOURS,
    NOBODY,
    NOT_FOUND,
    OLD,
    ON_PLATFORM,
    ORGANIZATION,
    OWN_REPORT,
)


@rule
def need_arises(me: Resident, here: Community, equity: Equity, how: Needs, u: ResidentDraws) -> None:
    """A resident without an open case comes to need help this month, or came with a need."""
    per_year = how.need_per_year[me.age_group] * equity.need_by_type[here.kind] * how.problem_load
    me.is_new = me.case_domain == 0 and (me.brought != 0 or u.need * 12.0 < per_year)


@rule
def is_spared(me: Resident, here: Community, equity: Equity, how: Needs, u: ResidentDraws) -> None:
    """Whether a need that would arise does not: health spares elderly care and help in health (E28).

    The uniform that brought the need decides, so that better health never brings one; newcomers' health is as usual.
    """
    usual, left = 0.0, 0.0
    for d in range(N_DOMAINS):
        share = interest(equity, how, d, age_group=me.age_group, registered=me.registered)
        usual += share
        left += share * kept(d, how.health_effect * me.health)
    per_year = how.need_per_year[me.age_group] * equity.need_by_type[here.kind] * how.problem_load
    me.spared = left < usual and u.need * 12.0 * usual >= per_year * left


@rule
def open_case(me: Resident, equity: Equity, how: Needs, month: int, u: ResidentDraws) -> None:
    """The domain (1-8) and the variant (0 = the most wanted) of a new case; opened now, not found yet."""
    total, spared = 0.0, how.health_effect * me.health
    for d in range(N_DOMAINS):
        share = interest(equity, how, d, age_group=me.age_group, registered=me.registered)
        total += share * kept(d, spared)
    left, domain = u.domain * total, 0
    for d in range(N_DOMAINS - 1):
        share = interest(equity, how, d, age_group=me.age_group, registered=me.registered)
        left -= share * kept(d, spared)
        domain += left >= 0.0
    me.case_domain = domain + 1
    me.case_variant = taste(how, u.variant)
    me.case_opened = month
    me.case_found = 0
    me.brought = 0


@rule
def interest(equity: Equity, how: Needs, domain: int, *, age_group: int, registered: int) -> float:
    """How likely a need is to fall in a domain, up to a factor: two domains belong to an age, some more to the unregistered."""
    age = (
        how.elderly_care_interest[age_group]
        if domain == ELDERLY_CARE
        else how.children_interest[age_group]
        if domain == CHILDREN_EDUCATION
        else 1.0
    )
    return how.domain_weight[domain] * age * (1.0 if registered != 0 else equity.unregistered_interest[domain])


@rule
def kept(domain: int, spared: float) -> float:
    """What health leaves of the needs of a domain: it spares elderly care and health."""
    return 1.0 - spared if domain == ELDERLY_CARE or domain == HEALTH else 1.0


@rule
def taste(how: Needs, u: float) -> int:
    """The variant wanted. The share of variant v is in proportion to heterogeneity^v: 0 all alike, 1 all equally likely."""
    total, term = 0.0, 1.0
    for _ in range(int(how.variants_wanted)):
        total += term
        term *= how.taste_heterogeneity
    left, term, variant = u * total, 1.0, 0
    for _ in range(int(how.variants_wanted) - 1):
        left -= term
        variant += left >= 0.0
        term *= how.taste_heterogeneity
    return variant


@rule
def place_in_queue(
    me: Resident, policy: Levers, world: World, *, luck: float, waited: float, age: float, urgency: float
) -> float:
    """Priority of a case against all others, below 1 where waiting, age and urgency are at most 1.

    The rule of the queue weighs waiting by 2 (1 - rule) and age by 2 rule, and above the middle the domain's urgency by
    2 rule - 1. Earmarks for the old or for children put them ahead of others.
    """
    by_waiting = world.help.waiting_priority * 2.0 * (1.0 - policy.provision.priority_rule)
    by_age = world.help.elder_priority * 2.0 * policy.provision.priority_rule
    by_domain = world.programmes.urgency_priority * max(2.0 * policy.provision.priority_rule - 1.0, 0.0)
    place = luck + by_waiting * waited + by_age * age + by_domain * urgency
    first = (
        policy.earmark.old_first
        if me.age_group >= OLD
        else policy.earmark.young_first
        if me.age_group == CHILD
        else 0.0
    )
    most = (
        1.0
        + by_waiting
        + by_age
        + by_domain
        + world.equity.group_priority * max(policy.earmark.old_first, policy.earmark.young_first)
    )
    return (place + world.equity.group_priority * first) * (1.0 / most)


@rule
def find_case(me: Resident, here: Community, policy: Levers, world: World, month: int, u: ResidentDraws) -> None:
    """Whether an open case is known by now, its priority in [0, 1), whether neighbours could help with it, and
    whether it was found just now.
    """
    heard = reported(me, policy.triad)
    report = heard if me.seeks != 0 else 0.0
    if world.seeking.channel_chosen == 0:
        claim = 1.0 if me.entitled != 0 else world.equity.unentitled_report
        report = report_chance(me, here, policy.triad, world, claim)
    hidden = hidden_chance(me, here, policy.triad, world, report)
    new = me.case_found == 0 and u.found >= hidden
    cause = what_found(me, here, policy.triad, world, report, drawn=u.found)
    able = world.help.neighbours_can[me.case_domain - 1] * help_by_ties(me, world.contact, world.help)
    me.priority = place_in_queue(
        me,
        policy,
        world,
        luck=u.priority,
        waited=min(month - me.case_opened, 12) * (1.0 / 12.0),
        age=1.0 if me.age_group >= OLD else 0.0,
        urgency=world.programmes.domain_urgency[me.case_domain - 1],
    )
    me.neighbours_able = u.neighbours < able
    me.newly_found = new
    me.found_by = cause if new else NOT_FOUND
    me.case_found = me.case_found != 0 or new


@rule
def reported(me: Resident, policy: Triad) -> float:
    """The chance that who turns to somebody is heard: the links to the committee and departments carry it."""
    direct = policy.residents_departments if me.turns_to == DEPARTMENT else 1.0
    heard = policy.residents_community if me.turns_to == COMMITTEE else direct
    return heard if me.turns_to != NOBODY else 0.0


@rule
def report_chance(me: Resident, here: Community, policy: Triad, world: World, claim: float) -> float:
    """The chance of a month that a resident reports a case where nobody chooses whom to turn to, as the frail do.

    A part of reports goes straight to departments, the others by the link of residents and community. Who has less of a
    ``claim`` to help reports less.
    """
    eager = (
        1.0
        + world.help.trust_on_report * (me.trust - 0.5)
        + world.help.publicity_on_report * (here.publicity_reach - 1.0)
    )
    eager += world.information.platform_on_report * here.platform
    eager += world.programmes.one_stop_on_report * here.one_stop_open
    report = min(max(world.help.self_report * eager * claim, 0.0), 1.0)
    return report * (
        policy.residents_community * (1.0 - world.programmes.direct_report)
        + policy.residents_departments * world.programmes.direct_report
    )


@rule
def hidden_chance(me: Resident, here: Community, policy: Triad, world: World, report: float) -> float:
    """The chance that a hidden case stays hidden for a month.

    It comes to light by the resident's own report, by a survey, by the grid or by the party network:
    1 - (1 - report)(1 - survey)(1 - grid)(1 - party), the last three by the link of residents and community. The grid sees
    those who live in a cell, the party those whom its active members are in touch with.
    """
    hidden = (1.0 - report) * (
        1.0 - min(world.help.found_by_survey * here.survey_reach, 1.0) * policy.residents_community
    )
    seen = here.grid_finds if me.in_cell != 0 else 0.0
    visited = 1.0 - unseen_by_members(me, here, world.members)
    return hidden * ((1.0 - seen * policy.residents_community) * (1.0 - visited * policy.residents_community))


@rule
def what_found(me: Resident, here: Community, policy: Triad, world: World, report: float, *, drawn: float) -> int:
    """What brought a case to light: own report first, then the survey, the grid, the party network."""
    link = policy.residents_community
    no_survey = (1.0 - report) * (1.0 - min(world.help.found_by_survey * here.survey_reach, 1.0) * link)
    seen = here.grid_finds if me.in_cell != 0 else 0.0
    by_network = BY_GRID if drawn >= no_survey * (1.0 - seen * link) else BY_PARTY
    by_community = BY_SURVEY if drawn >= no_survey else by_network
    own = ON_PLATFORM if world.seeking.channel_chosen > 0 and me.turns_to == DEPARTMENT else OWN_REPORT
    return own if drawn >= 1.0 - report else by_community


@rule
def help_by_ties(me: Resident, contact: Contact, helping: Help) -> float:
    """How far ties are awake for help; with ``ties_on_help`` below 1, a part of neighbours helps whoever asks."""
    return 1.0 - helping.ties_on_help + helping.ties_on_help * awake_ties(me, contact)


@rule
def begin_health(me: Resident) -> None:
    """Health at the start: what the habit of taking part has led to."""
    me.health = me.habit


@rule
def keep_health(me: Resident, how: Needs) -> None:
    """Health next month, from 0 (as usual at one's age) to 1 (as good as taking part every month makes it).

    It follows the habit of taking part; a month without the help that a standing case needs costs a part of it.
    """
    alone = how.health_lost_alone if me.standing_missed > 0 else 0.0
    me.health = (me.health + how.health_learning * (me.habit - me.health)) * (1.0 - alone)


@rule
def consider(me: Resident, how: Seeking, month: int) -> None:
    """Whether a resident with a case chooses this month whom to turn to: when it arises, and again after months of waiting."""
    waited = month - me.case_opened
    again = waited % int(how.reconsidered) == 0
    me.seeks = me.case_domain > 0 and how.channel_chosen > 0 and again


@rule
def turn_to(me: Resident, here: Community, policy: Provision, world: World, u: ResidentDraws) -> None:
    """Whom a resident turns to: the option of highest utility and luck, each with a draw of its own, as ``waiting_time`` says.

    Who has no claim to public help turns to the committee and the hotline less; who cannot pay turns to no firm.
    """
    d = me.case_domain - 1
    less = 1.0 if me.entitled > 0 else 1.0 / max(world.equity.unentitled_report, 0.001)
    formal = world.seeking.experience_on_turning * (me.experience - 0.5)
    public = formal + world.seeking.trust_on_turning * (me.trust - 0.5)
    awake = help_by_ties(me, world.contact, world.help)
    posts = posts_present(here, world.organizations)
    neighbours = world.seeking.to_neighbours + world.seeking.ties_on_turning * (
        min(awake, 2.0) - 1.0 + world.help.neighbours_can[d] - 0.3
    )
    organization = world.seeking.to_organization + formal + world.seeking.presence_on_turning * (min(posts, 2.0) - 1.0)
    organization -= 0.0 if me.can_pay > 0 else world.seeking.fee_on_turning * policy.low_fee_share
    committee = world.seeking.to_committee + public + world.seeking.others_on_turning * here.response_gap
    committee += world.seeking.presence_on_turning * (min(here.publicity_reach, 2.0) - 1.0 + here.one_stop_open)
    platform = world.seeking.to_platform + public + world.seeking.reach_on_turning * here.platform
    supply = world.market.market_supply[d]
    firm_serves = me.can_pay > 0 and supply > 0.0
    waits_neighbours = waiting_time(u.to_neighbours) * exp(-neighbours)
    waits_organization = waiting_time(u.to_organization) * exp(-organization)
    waits_committee = waiting_time(u.to_committee) * exp(-committee) * less
    waits_platform = waiting_time(u.to_platform) * exp(-platform) * less
    waits_firm = waiting_time(u.to_firm) * exp(-world.seeking.to_firm) if firm_serves else 1e300
    first, turns = waiting_time(u.to_nobody), NOBODY
    turns = NEIGHBOURS if waits_neighbours < first else turns
    first = min(first, waits_neighbours)
    turns = ORGANIZATION if waits_organization < first else turns
    first = min(first, waits_organization)
    turns = COMMITTEE if waits_committee < first else turns
    first = min(first, waits_committee)
    turns = DEPARTMENT if waits_platform < first else turns
    first = min(first, waits_platform)
    me.turns_to = MARKET if waits_firm < first else turns
