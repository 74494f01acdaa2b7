"""Why places of organizations stay empty while cases wait within reach (E51, E54).

Every empty place is set against one waiting case that explains it, and no case explains two. Reasons in a place's own domain
come first: who waits cannot pay, is not entitled, asked a firm, waits for a decision, is not known. Then come known cases of
other domains. A place that a waiting case could have had is unexplained."""

from collections.abc import Sequence

from sim.rules import rule
from sim.rules.arithmetic import approach
from sim.rules.organization_choices import places_offered
from sim.rules.street import Area, spread_total, street_end
from sim.state import Community, Many, Organization, Resident
from sim.state.words import (
    ASKED_FIRM,
    AT_A_FEE,
    BY_GRID,
    BY_PARTY,
    BY_SURVEY,
    FREE,
    HIDDEN,
    LED,
    MARKET,
    N_DOMAINS,
    N_FINDERS,
    N_TIERS,
    N_WAITING,
    NOBODY,
    ON_PLATFORM,
    OWN_REPORT,
    UNDECIDED,
    WAITS,
    WAITS_ENTITLED,
    WAITS_PAYING,
)

ANY = N_TIERS * N_DOMAINS
"""Where empty places of any domain stand behind those of the eight, by tier."""


@rule
def count_waiting(residents: Many[Resident], here: Community) -> None:
    """Cases that nobody helped this month by domain: known ones by who can pay and is entitled, undecided and hidden ones.

    What is known and needs no decision is kept as a mean over about a year: it is what organizations see of unmet need. What
    brought the month's newly known cases to light is counted too.
    """
    holders = residents.column(Resident.holders)

    for k in range(N_WAITING * N_DOMAINS):
        here.waiting[k] = 0
    for k in range(N_FINDERS):
        here.finders[k] = 0
    for place in range(here.n_holders):
        i = holders[place]
        once, lasting = residents[i].case_domain, residents[i].standing_domain
        here.finders[residents[i].found_by * (once > 0)] += 1
        pays = residents[i].can_pay > 0
        undecided = residents[i].case_complex > 0 and residents[i].case_decided == 0
        asked_firm = pays and residents[i].turns_to == MARKET and residents[i].seeks > 0 and not undecided
        open_kind = kind_of_waiting(
            pays=pays, entitled=residents[i].entitled > 0, undecided=undecided, known=residents[i].case_found > 0
        )
        open_kind = ASKED_FIRM if asked_firm and open_kind < UNDECIDED else open_kind
        standing_kind = kind_of_waiting(
            pays=pays,
            entitled=residents[i].standing_entitled > 0,
            undecided=False,
            known=residents[i].standing_found > 0,
        )
        here.waiting[N_WAITING * max(once - 1, 0) + open_kind] += once > 0 and residents[i].helped_by == NOBODY
        here.waiting[N_WAITING * max(lasting - 1, 0) + standing_kind] += (
            lasting > 0 and residents[i].standing_by == NOBODY
        )
    here.cases_by_report, here.cases_by_platform = here.finders[OWN_REPORT], here.finders[ON_PLATFORM]
    here.cases_by_survey, here.cases_by_grid = here.finders[BY_SURVEY], here.finders[BY_GRID]
    here.cases_by_party = here.finders[BY_PARTY]
    for d in range(N_DOMAINS):
        at = N_WAITING * d
        paying = (
            here.waiting[at + ASKED_FIRM]
            + here.waiting[at + WAITS_PAYING]
            + here.waiting[at + WAITS_PAYING + WAITS_ENTITLED]
        )
        unmet = paying + here.waiting[at + WAITS] + here.waiting[at + WAITS_ENTITLED]
        here.unmet_lately[d] = approach(here.unmet_lately[d], target=unmet, share=1.0 / 12.0)
        here.unmet_paying_lately[d] = approach(here.unmet_paying_lately[d], target=paying, share=1.0 / 12.0)


@rule
def kind_of_waiting(*, pays: bool, entitled: bool, undecided: bool, known: bool) -> int:
    """What a waiting case waits as: hidden, undecided, or known by whether its resident can pay and is entitled."""
    ready = WAITS + WAITS_PAYING * pays + WAITS_ENTITLED * entitled
    return (UNDECIDED if undecided else ready) if known else HIDDEN


@rule
def explain_idle(
    organizations: Many[Organization], communities: Many[Community], first_organizations: Sequence[int], begin: int
) -> None:
    """Places that organizations offered and that were used this month, and why the others stayed empty.

    Filed groups' empty places are set against what waits at home, then those of registered organizations against what is left
    in the street.
    """
    end = street_end(communities, begin)
    pool = communities[begin].by_street
    for k in range(begin, end):
        c = communities[k].by_street
        begin_count(organizations, communities, first_organizations, c)
        explain(communities, c, communities.column(Community.idle_at_home))
    for k in range(begin, end):
        c = communities[k].by_street
        gather(communities, c, pool=pool)
    explain(communities, pool, communities.column(Community.idle_in_street))
    spread_reasons(communities, (begin, end))


@rule
def begin_count(organizations: Many[Organization], communities: Many[Community], first: Sequence[int], c: int) -> None:
    """Count the places that a community's organizations offered and those used there, and forget last month's reasons."""
    offered, used = 0, 0
    for j in range(first[c], first[c + 1]):
        offered += organizations[j].alive * places_offered(organizations, j)
    for d in range(N_DOMAINS):
        for tier in (AT_A_FEE, FREE, LED):
            used += communities[c].borrowed[N_TIERS * d + tier] - communities[c].places_left[N_TIERS * d + tier]
    communities[c].places_offered, communities[c].places_used = offered, used
    communities[c].idle_for_price = communities[c].idle_for_entitlement = communities[c].idle_for_decision = 0
    communities[c].idle_for_unknown = communities[c].idle_for_domain = communities[c].idle_for_hands = 0
    communities[c].idle_for_others = communities[c].idle_for_no_case = communities[c].idle_unexplained = 0


@rule
def gather(communities: Many[Community], c: int, *, pool: int) -> None:
    """Put what still waits in a community together with the street's; places lent there and not taken lost their cases."""
    for d in range(N_DOMAINS):
        at = N_TIERS * d
        communities[c].idle_for_others += (
            communities[c].places_left[at + FREE] + communities[c].places_left[at + AT_A_FEE]
        )
        communities[pool].idle_in_street[at + LED] += communities[c].places_left[at + LED]
    if c != pool:
        for k in range(N_WAITING * N_DOMAINS):
            communities[pool].waiting[k] += communities[c].waiting[k]
            communities[c].waiting[k] = 0


@rule
def explain(communities: Many[Community], c: int, idle: Sequence[int]) -> None:
    """Set empty places against what waits: in their own domain, then those of any domain, then against other domains."""
    at = (ANY + N_TIERS) * c
    left_of_any, left_in_all = 0, 0
    for tier in (FREE, AT_A_FEE, LED):
        left = 0
        for d in range(N_DOMAINS):
            left += explain_within(communities, c, d=d, tier=tier, places=idle[at + N_TIERS * d + tier])
        left_in_all += left
        any_domain = idle[at + ANY + tier]
        for d in range(N_DOMAINS):
            any_domain = explain_within(communities, c, d=d, tier=tier, places=any_domain)
        left_of_any += any_domain
    left_in_all += left_of_any
    if left_in_all == 0:
        return
    for kind in range(N_WAITING):
        for d in range(N_DOMAINS):
            taken = pair(communities, c, kind=N_WAITING * d + kind, places=left_in_all)
            communities[c].idle_for_decision += taken if kind == UNDECIDED else 0
            communities[c].idle_for_unknown += taken if kind == HIDDEN else 0
            communities[c].idle_for_others += taken if kind == ASKED_FIRM else 0
            communities[c].idle_for_domain += taken if kind < UNDECIDED else 0
            left_in_all -= taken
    communities[c].idle_for_no_case += left_in_all


@rule
def explain_within(communities: Many[Community], c: int, *, d: int, tier: int, places: int) -> int:
    """Set empty places of a tier against what waits in a domain; returns those that nothing there explains."""
    if places == 0:
        return 0
    at, left = N_WAITING * d, places
    for kind in (WAITS + WAITS_PAYING + WAITS_ENTITLED, WAITS + WAITS_PAYING, WAITS + WAITS_ENTITLED, WAITS):
        pays = (kind - WAITS) % 2 == 1
        entitled = kind >= WAITS + WAITS_ENTITLED
        taken = pair(communities, c, kind=at + kind, places=left)
        left -= taken
        communities[c].idle_for_hands += taken if tier == LED else 0
        communities[c].idle_for_price += taken if tier == AT_A_FEE and not pays else 0
        communities[c].idle_for_entitlement += taken if tier == FREE and not entitled else 0
        barred = tier == LED or (tier == AT_A_FEE and not pays) or (tier == FREE and not entitled)
        communities[c].idle_unexplained += 0 if barred else taken
    asked_firm = pair(communities, c, kind=at + ASKED_FIRM, places=left)
    communities[c].idle_for_others += asked_firm
    left -= asked_firm
    undecided = pair(communities, c, kind=at + UNDECIDED, places=left)
    hidden = pair(communities, c, kind=at + HIDDEN, places=left - undecided)
    communities[c].idle_for_decision += undecided
    communities[c].idle_for_unknown += hidden
    return left - undecided - hidden


@rule
def pair(communities: Many[Community], c: int, *, kind: int, places: int) -> int:
    """Take as many waiting cases of a kind as there are empty places to explain."""
    taken = min(communities[c].waiting[kind], places)
    communities[c].waiting[kind] -= taken
    return taken


@rule
def spread_reasons(communities: Many[Community], street: Area) -> None:
    """Count a street's places and reasons in its communities by residents: by whom they are for, not where their home is."""
    spread_total(communities, street, communities.column(Community.places_offered))
    spread_total(communities, street, communities.column(Community.places_used))
    spread_total(communities, street, communities.column(Community.idle_for_price))
    spread_total(communities, street, communities.column(Community.idle_for_entitlement))
    spread_total(communities, street, communities.column(Community.idle_for_decision))
    spread_total(communities, street, communities.column(Community.idle_for_unknown))
    spread_total(communities, street, communities.column(Community.idle_for_domain))
    spread_total(communities, street, communities.column(Community.idle_for_hands))
    spread_total(communities, street, communities.column(Community.idle_for_others))
    spread_total(communities, street, communities.column(Community.idle_for_no_case))
    spread_total(communities, street, communities.column(Community.idle_unexplained))
