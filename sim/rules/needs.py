"""Needs: who comes to need help, with what, and whether anyone learns of it (E08, E20, E65; model.md 4.1)."""

from collections.abc import Sequence

from sim.rules.beginnings import tie_share
from sim.rules.rule import rule


@rule
def need_arises(
    case_domain: int,
    age_group: int,
    kind: int,
    need_per_year: Sequence[float],
    need_by_type: Sequence[float],
    problem_load: float,
    u_need: float,
) -> bool:
    """A resident without an open case comes to need help this month."""
    return (case_domain == 0) & (u_need * 12.0 < need_per_year[age_group] * need_by_type[kind] * problem_load)


@rule
def is_spared(
    age_group: int,
    registered: int,
    health: float,
    kind: int,
    need_per_year: Sequence[float],
    need_by_type: Sequence[float],
    problem_load: float,
    domain_weight: Sequence[float],
    elderly_care_interest: Sequence[float],
    children_interest: Sequence[float],
    unregistered_interest: Sequence[float],
    health_effect: float,
    u_need: float,
) -> bool:
    """Whether a need that would arise does not: health spares elderly care and help in health (E28).

    The uniform that brought the need decides, so that better health never brings one.
    """
    usual, left = 0.0, 0.0
    for d in range(8):
        share = interest(
            d, age_group, registered, domain_weight, elderly_care_interest, children_interest, unregistered_interest
        )
        usual += share
        left += share * kept(d, health_effect * health)
    return u_need * 12.0 * usual >= need_per_year[age_group] * need_by_type[kind] * problem_load * left


@rule
def open_case(
    age_group: int,
    registered: int,
    health: float,
    domain_weight: Sequence[float],
    elderly_care_interest: Sequence[float],
    children_interest: Sequence[float],
    unregistered_interest: Sequence[float],
    taste_heterogeneity: float,
    variants_wanted: float,
    health_effect: float,
    month: int,
    u_domain: float,
    u_variant: float,
) -> tuple[int, int, int, int]:
    """The domain (1-8) and the variant (0 = the most wanted) of a new case; opened now, not found yet."""
    total, spared = 0.0, health_effect * health
    for d in range(8):
        share = interest(
            d, age_group, registered, domain_weight, elderly_care_interest, children_interest, unregistered_interest
        )
        total += share * kept(d, spared)
    left, domain = u_domain * total, 0
    for d in range(7):
        share = interest(
            d, age_group, registered, domain_weight, elderly_care_interest, children_interest, unregistered_interest
        )
        left -= share * kept(d, spared)
        domain += left >= 0.0
    return domain + 1, taste(taste_heterogeneity, variants_wanted, u_variant), month, 0


@rule
def interest(
    domain: int,
    age_group: int,
    registered: int,
    domain_weight: Sequence[float],
    elderly_care_interest: Sequence[float],
    children_interest: Sequence[float],
    unregistered_interest: Sequence[float],
) -> float:
    """How likely a need is to fall in a domain, up to a factor: two domains belong to an age, some more to the unregistered."""
    age = elderly_care_interest[age_group] if domain == 0 else children_interest[age_group] if domain == 1 else 1.0
    return domain_weight[domain] * age * (1.0 if registered != 0 else unregistered_interest[domain])


@rule
def kept(domain: int, spared: float) -> float:
    """What health leaves of the needs of a domain: it spares elderly care and health."""
    return 1.0 - spared if domain == 0 or domain == 2 else 1.0


@rule
def taste(heterogeneity: float, variants: float, u: float) -> int:
    """The variant wanted. The share of variant v is in proportion to heterogeneity^v: 0 all alike, 1 all equally likely."""
    total, term = 0.0, 1.0
    for _ in range(int(variants)):
        total += term
        term *= heterogeneity
    left, term, variant = u * total, 1.0, 0
    for _ in range(int(variants) - 1):
        left -= term
        variant += left >= 0.0
        term *= heterogeneity
    return variant


@rule
def place_in_queue(
    luck: float,
    waited: float,
    age: float,
    urgency: float,
    age_group: int,
    waiting_priority: float,
    elder_priority: float,
    urgency_priority: float,
    group_priority: float,
    priority_rule: float,
    old_first: float,
    young_first: float,
) -> float:
    """Priority of a case against all others, below 1 where waiting, age and urgency are at most 1.

    The rule of the queue weighs waiting by 2 (1 - rule) and age by 2 rule, and above the middle the domain's urgency by
    2 rule - 1. Earmarks for the old or for children put them ahead of others.
    """
    by_waiting, by_age = waiting_priority * 2.0 * (1.0 - priority_rule), elder_priority * 2.0 * priority_rule
    by_domain = urgency_priority * max(2.0 * priority_rule - 1.0, 0.0)
    place = luck + by_waiting * waited + by_age * age + by_domain * urgency
    first = old_first if age_group >= 5 else young_first if age_group == 0 else 0.0
    most = 1.0 + by_waiting + by_age + by_domain + group_priority * max(old_first, young_first)
    return (place + group_priority * first) * (1.0 / most)


@rule
def find_case(
    case_found: int,
    case_opened: int,
    month: int,
    age_group: int,
    case_domain: int,
    trust: float,
    publicity_reach: float,
    survey_reach: float,
    grid_finds: float,
    party_finds: float,
    self_report: float,
    trust_on_report: float,
    publicity_on_report: float,
    found_by_survey: float,
    waiting_priority: float,
    elder_priority: float,
    neighbours_can: Sequence[float],
    platform: float,
    platform_on_report: float,
    entitled: int,
    unentitled_report: float,
    old_first: float,
    young_first: float,
    group_priority: float,
    one_stop_open: float,
    one_stop_on_report: float,
    residents_community: float,
    residents_departments: float,
    direct_report: float,
    priority_rule: float,
    domain_urgency: Sequence[float],
    urgency_priority: float,
    u_found: float,
    u_priority: float,
    active_ties: int,
    n_peers: int,
    ties_on_help: float,
    active_at_start: float,
    u_neighbours: float,
) -> tuple[int, float, int, int]:
    """Whether an open case is known by now, its priority in [0, 1), whether neighbours could help with it, and
    whether it was found just now.
    """
    hidden = hidden_chance(
        trust,
        publicity_reach,
        platform,
        survey_reach,
        grid_finds,
        party_finds,
        one_stop_open,
        residents_community,
        residents_departments,
        self_report,
        trust_on_report,
        publicity_on_report,
        platform_on_report,
        one_stop_on_report,
        found_by_survey,
        direct_report,
        1.0 if entitled != 0 else unentitled_report,
    )
    found = (case_found != 0) | (u_found >= hidden)
    priority = place_in_queue(
        u_priority,
        min(month - case_opened, 12) * (1.0 / 12.0),
        1.0 if age_group >= 5 else 0.0,
        domain_urgency[case_domain - 1],
        age_group,
        waiting_priority,
        elder_priority,
        urgency_priority,
        group_priority,
        priority_rule,
        old_first,
        young_first,
    )
    able = neighbours_can[case_domain - 1] * help_by_ties(active_ties, n_peers, ties_on_help, active_at_start)
    return found, priority, u_neighbours < able, found & (case_found == 0)


@rule
def hidden_chance(
    trust: float,
    publicity_reach: float,
    platform: float,
    survey_reach: float,
    grid_finds: float,
    party_finds: float,
    one_stop_open: float,
    residents_community: float,
    residents_departments: float,
    self_report: float,
    trust_on_report: float,
    publicity_on_report: float,
    platform_on_report: float,
    one_stop_on_report: float,
    found_by_survey: float,
    direct_report: float,
    claim: float,
) -> float:
    """The chance that a hidden case stays hidden for a month.

    It comes to light by the resident's own report, by a survey, by the grid or by the party network:
    1 - (1 - report)(1 - survey)(1 - grid)(1 - party). All go by the link of residents and community, but for the part of
    reports that goes straight to departments. Who has less of a ``claim`` to help reports less.
    """
    eager = 1.0 + trust_on_report * (trust - 0.5) + publicity_on_report * (publicity_reach - 1.0)
    eager += platform_on_report * platform
    eager += one_stop_on_report * one_stop_open
    report = min(max(self_report * eager * claim, 0.0), 1.0)
    report *= residents_community * (1.0 - direct_report) + residents_departments * direct_report
    hidden = (1.0 - report) * (1.0 - min(found_by_survey * survey_reach, 1.0) * residents_community)
    return hidden * ((1.0 - grid_finds * residents_community) * (1.0 - party_finds * residents_community))


@rule
def help_by_ties(active_ties: int, n_peers: int, ties_on_help: float, active_at_start: float) -> float:
    """How far ties are awake for help, against what they were at the start: 1 there, 0 for who knows nobody.

    With ``ties_on_help`` below 1, a part of neighbours helps whoever asks.
    """
    awake = active_ties * tie_share(n_peers) * (1.0 / max(active_at_start, 0.01))
    return 1.0 - ties_on_help + ties_on_help * awake
