"""How a month ends for an open case; above all: an option that gets better never loses whom it served well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.help import Help, Provision
from sim.parameters.market import Market
from sim.parameters.needs import Seeking
from sim.rules.help import close_case, end_case
from sim.state.words import (
    COMMITTEE,
    DEPARTMENT,
    MARKET,
    MISMATCHED,
    NEIGHBOURS,
    NOBODY,
    ORGANIZATION,
    RESOLVED,
    SETTLED,
    WAITING,
    WITHDRAWN,
)
from tests.records import draws, person, place, usual

shares = st.floats(0, 1)
channels = st.sampled_from([NOBODY, NEIGHBOURS, ORGANIZATION, COMMITTEE, DEPARTMENT, MARKET])
person_seeds = st.fixed_dictionaries(
    {name: st.floats(0, 1, exclude_max=True) for name in ("menu", "known", "fit", "withdraw", "practice")}
)
offers = st.fixed_dictionaries(
    {"menu_share": shares, "variants_filled": st.integers(1, 8).map(float), "survey_knowledge": shares}
)
UNIFORM = {"menu_share": 0.0, "variants_filled": 1.0, "survey_knowledge": 0.0}
HALF = {"menu": 0.5, "known": 0.5, "fit": 0.5, "withdraw": 0.5, "practice": 0.5}


def ends(
    channel: int, variant: int, offer: dict[str, float], u: dict[str, float], leaving: int = 0, **here: float
) -> int:
    """How a case ends where neither brokers nor want of practice matter, if a test does not say so."""
    me = person(case_variant=variant, leaving=leaving, helped_by=channel, case_found=1)
    offered = {name: value for name, value in offer.items() if name != "menu_share"}
    at = place(**({"brokered": 0.0, "practice_lacking": 0.0} | offered | here))
    ways = (usual(Help), usual(Market, market_fit=0.5), usual(Seeking))
    end_case(me, at, usual(Provision, menu_share=offer["menu_share"]), *ways, draws(**u))
    return me.case_end


@pytest.mark.parametrize("better", ["menu_share", "variants_filled", "survey_knowledge"])
@given(channel=channels, variant=st.integers(0, 7), u=person_seeds, offer=offers, more=shares)
def test_a_better_offer_never_loses_a_case_that_it_resolved(
    better: str, channel: int, variant: int, u: dict[str, float], offer: dict[str, float], more: float
) -> None:
    raised = offer | {better: offer[better] + 1 if better == "variants_filled" else min(offer[better] + more, 1.0)}
    if ends(channel, variant, offer, u) == RESOLVED:
        assert ends(channel, variant, raised, u) == RESOLVED


@given(variant=st.integers(0, 7), u=person_seeds, offer=offers)
def test_a_menu_fits_whom_a_uniform_offer_fits(variant: int, u: dict[str, float], offer: dict[str, float]) -> None:
    uniform = ends(DEPARTMENT, variant, offer | {"menu_share": 0.0}, u)
    assert (uniform == RESOLVED) == (variant == 0)
    assert uniform != RESOLVED or ends(DEPARTMENT, variant, offer, u) == RESOLVED


@pytest.mark.parametrize(
    ("channel", "variant", "withdraw", "end"),
    [
        (NOBODY, 0, 0.9, WAITING),
        (NOBODY, 0, 0.0, WITHDRAWN),
        (COMMITTEE, 0, 0.9, RESOLVED),
        (COMMITTEE, 1, 0.99, MISMATCHED),
        (COMMITTEE, 1, 0.0, SETTLED),
    ],
)
def test_a_case_ends_by_help_and_fit(channel: int, variant: int, withdraw: float, end: int) -> None:
    assert ends(channel, variant, UNIFORM, HALF | {"withdraw": withdraw}) == end


@pytest.mark.parametrize(("end", "left"), [(WAITING, True), (MISMATCHED, True), (RESOLVED, False), (WITHDRAWN, False)])
def test_only_a_resolved_or_withdrawn_case_leaves_its_resident(end: int, left: bool) -> None:
    assert closed(end, paper_closed=0) == ((4, 1, 1, 1) if left else (0, 0, 0, 0))


def closed(end: int, paper_closed: int) -> tuple[int, int, int, int]:
    """What is left of a complex case of the fourth domain that was found and decided."""
    me = person(case_domain=4, case_found=1, case_complex=1, case_decided=1, paper_closed=paper_closed, case_end=end)
    close_case(me)
    return me.case_domain, me.case_found, me.case_complex, me.case_decided


@given(channel=channels, variant=st.integers(0, 7), u=person_seeds, offer=offers, lacking=shares, more=shares)
def test_brokers_and_practice_never_lose_a_case_that_was_resolved(
    channel: int, variant: int, u: dict[str, float], offer: dict[str, float], lacking: float, more: float
) -> None:
    if ends(channel, variant, offer, u, practice_lacking=lacking) == RESOLVED:
        assert ends(channel, variant, offer, u, brokered=more, practice_lacking=lacking) == RESOLVED
        assert ends(channel, variant, offer, u, practice_lacking=lacking * more) == RESOLVED


@pytest.mark.parametrize(
    ("channel", "variant", "fit", "practice", "end"),
    [
        (ORGANIZATION, 2, 0.43, 0.5, RESOLVED),  # 0.3 + 0.7 * 0.2 = 0.44
        (ORGANIZATION, 2, 0.45, 0.5, MISMATCHED),
        (DEPARTMENT, 2, 0.19, 0.5, RESOLVED),
        (DEPARTMENT, 2, 0.21, 0.5, MISMATCHED),
        (COMMITTEE, 2, 0.0, 0.5, MISMATCHED),
        (COMMITTEE, 0, 0.9, 0.09, MISMATCHED),
        (COMMITTEE, 0, 0.9, 0.11, RESOLVED),
        (MARKET, 0, 0.9, 0.09, RESOLVED),
        (MARKET, 2, 0.49, 0.09, RESOLVED),
        (MARKET, 2, 0.51, 0.09, MISMATCHED),
        (NEIGHBOURS, 2, 0.69, 0.09, RESOLVED),
    ],
)
def test_brokers_practice_and_the_market_decide_what_fits(
    channel: int, variant: int, fit: float, practice: float, end: int
) -> None:
    """Brokers avoid 0.2 of misfits, and a tenth of public help fails for want of practice."""
    offer = {"menu_share": usual(Provision).menu_share, "survey_knowledge": 0.0, "variants_filled": 4}
    u = HALF | {"fit": fit, "withdraw": 0.99, "practice": practice}
    assert ends(channel, variant, offer, u, brokered=0.2, practice_lacking=0.1) == end


def test_who_leaves_takes_the_case_along() -> None:
    assert ends(COMMITTEE, 0, UNIFORM, HALF | {"withdraw": 0.9}, leaving=1) == WITHDRAWN


def test_a_case_closed_on_paper_stays_open_and_has_to_be_found_again() -> None:
    assert closed(WAITING, paper_closed=1) == (4, 0, 1, 1)


@given(variant=st.integers(1, 7), u=person_seeds)
def test_firms_have_no_menu(variant: int, u: dict[str, float]) -> None:
    whole = {"menu_share": 1.0, "variants_filled": 8.0, "survey_knowledge": 1.0}
    assert ends(MARKET, variant, whole, u) == ends(MARKET, variant, UNIFORM, u)
