"""Needs: who comes to need help, with what, and whether anyone learns of it (E08, E20, E65; model.md 4.1)."""

from sim.parameters.levers import Levers
from sim.parameters.linking import Triad
from sim.parameters.world import World
from sim.parameters.world.equity import Equity
from sim.parameters.world.help import Help
from sim.parameters.world.needs import Needs
from sim.parameters.world.ties import Contact
from sim.rules.beginnings import tie_share
from sim.rules.rule import rule
from sim.state import Community, Resident, ResidentLuck
from sim.state.words import CHILD, CHILDREN_EDUCATION, ELDERLY_CARE, HEALTH, N_DOMAINS, OLD


@rule
def need_arises(me: Resident, here: Community, equity: Equity, how: Needs, u: ResidentLuck) -> None:
    """A resident without an open case comes to need help this month, or came with a need."""
    me.is_new = (me.case_domain == 0) & (
        (me.brought != 0)
        | (u.need * 12.0 < how.need_per_year[me.age_group] * equity.need_by_type[here.kind] * how.problem_load)
    )


@rule
def is_spared(me: Resident, here: Community, equity: Equity, how: Needs, u: ResidentLuck) -> None:
    """Whether a need that would arise does not: health spares elderly care and help in health (E28).

    The uniform that brought the need decides, so that better health never brings one; newcomers' health is as usual.
    """
    usual, left = 0.0, 0.0
    for d in range(N_DOMAINS):
        share = interest(equity, how, d, me.age_group, me.registered)
        usual += share
        left += share * kept(d, how.health_effect * me.health)
    me.spared = (left < usual) & (
        u.need * 12.0 * usual
        >= how.need_per_year[me.age_group] * equity.need_by_type[here.kind] * how.problem_load * left
    )


@rule
def open_case(me: Resident, equity: Equity, how: Needs, month: int, u: ResidentLuck) -> None:
    """The domain (1-8) and the variant (0 = the most wanted) of a new case; opened now, not found yet."""
    total, spared = 0.0, how.health_effect * me.health
    for d in range(N_DOMAINS):
        share = interest(equity, how, d, me.age_group, me.registered)
        total += share * kept(d, spared)
    left, domain = u.domain * total, 0
    for d in range(N_DOMAINS - 1):
        share = interest(equity, how, d, me.age_group, me.registered)
        left -= share * kept(d, spared)
        domain += left >= 0.0
    me.case_domain = domain + 1
    me.case_variant = taste(how, u.variant)
    me.case_opened = month
    me.case_found = 0
    me.brought = 0


@rule
def interest(equity: Equity, how: Needs, domain: int, age_group: int, registered: int) -> float:
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
    me: Resident, policy: Levers, world: World, luck: float, waited: float, age: float, urgency: float
) -> float:
    """Priority of a case against all others, below 1 where waiting, age and urgency are at most 1.

    The rule of the queue weighs waiting by 2 (1 - rule) and age by 2 rule, and above the middle the domain's urgency by
    2 rule - 1. Earmarks for the old or for children put them ahead of others.
    """
    by_waiting, by_age = (
        world.help.waiting_priority * 2.0 * (1.0 - policy.provision.priority_rule),
        world.help.elder_priority * 2.0 * policy.provision.priority_rule,
    )
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
def find_case(me: Resident, here: Community, policy: Levers, world: World, month: int, u: ResidentLuck) -> None:
    """Whether an open case is known by now, its priority in [0, 1), whether neighbours could help with it, and
    whether it was found just now.
    """
    hidden = hidden_chance(me, here, policy.triad, world, 1.0 if me.entitled != 0 else world.equity.unentitled_report)
    found = (me.case_found != 0) | (u.found >= hidden)
    priority = place_in_queue(
        me,
        policy,
        world,
        u.priority,
        min(month - me.case_opened, 12) * (1.0 / 12.0),
        1.0 if me.age_group >= OLD else 0.0,
        world.programmes.domain_urgency[me.case_domain - 1],
    )
    able = world.help.neighbours_can[me.case_domain - 1] * help_by_ties(me, world.contact, world.help)
    me.case_found, me.priority, me.neighbours_able, me.newly_found = (
        found,
        priority,
        u.neighbours < able,
        found & (me.case_found == 0),
    )


@rule
def hidden_chance(me: Resident, here: Community, policy: Triad, world: World, claim: float) -> float:
    """The chance that a hidden case stays hidden for a month.

    It comes to light by the resident's own report, by a survey, by the grid or by the party network:
    1 - (1 - report)(1 - survey)(1 - grid)(1 - party). All go by the link of residents and community, but for the part of
    reports that goes straight to departments. Who has less of a ``claim`` to help reports less.
    """
    eager = (
        1.0
        + world.help.trust_on_report * (me.trust - 0.5)
        + world.help.publicity_on_report * (here.publicity_reach - 1.0)
    )
    eager += world.information.platform_on_report * here.platform
    eager += world.programmes.one_stop_on_report * here.one_stop_open
    report = min(max(world.help.self_report * eager * claim, 0.0), 1.0)
    report *= (
        policy.residents_community * (1.0 - world.programmes.direct_report)
        + policy.residents_departments * world.programmes.direct_report
    )
    hidden = (1.0 - report) * (
        1.0 - min(world.help.found_by_survey * here.survey_reach, 1.0) * policy.residents_community
    )
    return hidden * (
        (1.0 - here.grid_finds * policy.residents_community) * (1.0 - here.party_finds * policy.residents_community)
    )


@rule
def help_by_ties(me: Resident, contact: Contact, helping: Help) -> float:
    """How far ties are awake for help, against what they were at the start: 1 there, 0 for who knows nobody.

    With ``ties_on_help`` below 1, a part of neighbours helps whoever asks.
    """
    awake = me.active_ties * tie_share(me) * (1.0 / max(contact.active_at_start, 0.01))
    return 1.0 - helping.ties_on_help + helping.ties_on_help * awake
