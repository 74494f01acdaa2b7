"""Empty places beside waiting cases: every place has one reason, and no case explains two."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.idle import count_waiting, explain_idle
from sim.state import Community, Many, Organization
from sim.state.words import (
    ASKED_FIRM,
    AT_A_FEE,
    BY_GRID,
    BY_PARTY,
    FREE,
    HIDDEN,
    LED,
    N_DOMAINS,
    N_TIERS,
    N_WAITING,
    NEIGHBOURS,
    NOBODY,
    NOT_FOUND,
    OWN_REPORT,
    UNDECIDED,
    WAITS,
    WAITS_ENTITLED,
    WAITS_PAYING,
)
from tests.records import many, place, residents, street

REASONS = ("price", "entitlement", "decision", "unknown", "domain", "hands", "others", "no_case")


def waiting(**cases: dict[int, int]) -> list[int]:
    """Waiting cases, each kind by domain."""
    kinds = {
        "nothing": WAITS,
        "paying": WAITS_PAYING,
        "entitled": WAITS_ENTITLED,
        "undecided": UNDECIDED,
        "hidden": HIDDEN,
        "firm": ASKED_FIRM,
    }
    found = [0] * (N_WAITING * N_DOMAINS)
    for kind, by_domain in cases.items():
        for d, n in by_domain.items():
            found[N_WAITING * d + kinds[kind]] = n
    return found


def empty(tier: int, **by_domain: int) -> list[int]:
    """Empty places of a tier: of a domain (``d0`` to ``d7``), or of any."""
    found = [0] * (N_TIERS * (N_DOMAINS + 1))
    for name, n in by_domain.items():
        found[N_TIERS * (N_DOMAINS if name == "any" else int(name[1])) + tier] = n
    return found


def explained(here: Many[Community]) -> dict[str, int]:
    """Reasons that were found for a street's empty places."""
    found = {one: sum(getattr(c, f"idle_for_{one}") for c in here) for one in REASONS}
    found["unexplained"] = sum(c.idle_unexplained for c in here)
    return {one: n for one, n in found.items() if n > 0}


def reasons(waits: list[list[int]], in_street: list[int], **more: Any) -> dict[str, int]:
    """Reasons for places that a street's registered organizations lent to nobody."""
    n = len(waits)
    nobody = [[0] * (N_TIERS * (N_DOMAINS + 1))] * n
    none_left: dict[str, Any] = {"places_left": [[0] * (N_TIERS * N_DOMAINS)] * n, "borrowed": [[0] * 32] * n}
    idle = {"idle_in_street": [in_street, *nobody[1:]], "idle_at_home": nobody}
    here = street(n, waiting=waits, n_residents=100, **none_left | idle | more)
    explain_idle(Many([]), here, [0] * (n + 1), begin=0)
    return explained(here)


def test_what_waits_in_the_place_s_own_domain_explains_it_first() -> None:
    known = waiting(nothing={0: 2}, undecided={0: 1}, hidden={0: 1}, entitled={3: 5})
    assert reasons([known], empty(FREE, d0=6)) == {"entitlement": 2, "decision": 1, "unknown": 1, "domain": 2}


def test_a_fee_bars_those_who_cannot_pay_and_nobody_else() -> None:
    assert reasons([waiting(entitled={2: 3}, paying={2: 1})], empty(AT_A_FEE, d2=4)) == {"price": 3, "unexplained": 1}


def test_places_that_a_case_could_have_had_are_unexplained() -> None:
    assert reasons([waiting(entitled={1: 3})], empty(FREE, d1=2)) == {"unexplained": 2}
    assert reasons([waiting(entitled={1: 3})], empty(FREE, any=2)) == {"unexplained": 2}


def test_led_places_stay_empty_for_want_of_volunteers() -> None:
    assert reasons([waiting(nothing={1: 1})], empty(LED, d1=2)) == {"hands": 1, "no_case": 1}


def test_cases_anywhere_in_the_street_explain_a_registered_organization_s_places() -> None:
    assert reasons([waiting(), waiting(hidden={4: 3})], empty(FREE, d4=2)) == {"unknown": 2}


def test_a_filed_group_s_places_are_explained_by_what_waits_at_home_alone() -> None:
    at_home = [empty(FREE, d0=2), empty(FREE)]
    nobody = {"idle_at_home": at_home, "idle_in_street": [empty(FREE)] * 2}
    assert reasons([waiting(hidden={0: 1}), waiting(hidden={0: 9})], empty(FREE), **nobody) == {
        "unknown": 1,
        "no_case": 1,
    }


def test_cases_that_asked_a_firm_first_explain_a_place_too() -> None:
    assert reasons([waiting(firm={2: 1})], empty(AT_A_FEE, d2=2)) == {"others": 1, "no_case": 1}


def test_hidden_cases_of_other_domains_come_after_known_ones() -> None:
    assert reasons([waiting(hidden={5: 2}, entitled={6: 1})], empty(FREE, d0=4)) == {
        "domain": 1,
        "unknown": 2,
        "no_case": 1,
    }


few = st.integers(0, 5)


@given(
    st.lists(st.lists(few, min_size=56, max_size=56), min_size=1, max_size=3),
    st.lists(few, min_size=36, max_size=36),
    st.lists(few, min_size=36, max_size=36),
)
def test_every_empty_place_has_one_reason(waits: list[list[int]], in_street: list[int], at_home: list[int]) -> None:
    """Open places count as free ones, so nothing is noted for their tier."""
    tiers = [k for k in range(36) if k % N_TIERS in (AT_A_FEE, FREE, LED)]
    rest = [[0] * 36] * (len(waits) - 1)
    found = reasons(waits, in_street, idle_at_home=[at_home, *rest])
    assert sum(found.values()) == sum(in_street[k] + at_home[k] for k in tiers)


def test_places_offered_are_those_used_and_those_left() -> None:
    """Five places: three were lent, of which one lost its case to others, and two were lent to nobody."""
    borrowed, left = [0] * 32, [0] * 32
    borrowed[FREE], left[FREE] = 3, 1
    idle = {"idle_in_street": [empty(FREE, d0=2)], "idle_at_home": [empty(FREE)]}
    here = street(1, waiting=[waiting(hidden={0: 9})], n_residents=9, borrowed=[borrowed], places_left=[left], **idle)
    providers = many(Organization, 2, slots=[5, 7], fee_slots=0, led_slots=0, alive=[1, 0])
    explain_idle(providers, here, [0, 2], begin=0)
    assert (here[0].places_offered, here[0].places_used, explained(here)) == (5, 2, {"unknown": 2, "others": 1})


def test_who_waits_is_counted_by_what_keeps_help_away() -> None:
    """One helped, one hidden, one undecided, one who can pay and is entitled, and a frail one who can neither pay nor claim."""
    people = residents(
        5,
        case_domain=[1, 1, 1, 1, 0],
        helped_by=[NEIGHBOURS, NOBODY, NOBODY, NOBODY, NOBODY],
        case_found=[1, 0, 1, 1, 0],
        found_by=[OWN_REPORT, NOT_FOUND, BY_GRID, NOT_FOUND, BY_PARTY],
        case_complex=[0, 1, 1, 1, 0],
        case_decided=[0, 0, 0, 1, 0],
        entitled=1,
        can_pay=[1, 1, 1, 1, 0],
        standing_domain=[0, 0, 0, 0, 3],
        standing_by=NOBODY,
        standing_found=[0, 0, 0, 0, 1],
        standing_entitled=0,
    )
    means = {"unmet_lately": [12.0, *[0.0] * 7], "unmet_paying_lately": [12.0, *[0.0] * 7]}
    here = place(n_holders=5, waiting=[9] * 56, finders=[9] * 6, **means)
    count_waiting(people, here)
    both = N_WAITING * 0 + WAITS_PAYING + WAITS_ENTITLED
    assert {k: n for k, n in enumerate(here.waiting) if n} == {
        HIDDEN: 1,
        UNDECIDED: 1,
        both: 1,
        N_WAITING * 2 + WAITS: 1,
    }
    found = (
        here.cases_by_report,
        here.cases_by_grid,
        here.cases_by_party,
        here.cases_by_survey,
        here.cases_by_platform,
    )
    assert found == (1, 1, 0, 0, 0)
    assert [round(12 * mean) for mean in here.unmet_lately] == [11 * 12 + 1, 0, 1, *[0] * 5]
    assert [round(12 * mean) for mean in here.unmet_paying_lately] == [11 * 12 + 1, *[0] * 7]
