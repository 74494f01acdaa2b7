"""How a month ends for an open case; above all: an option that gets better never loses whom it served well."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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

Usual = Callable[..., Any]
shares = st.floats(0, 1)
channels = st.sampled_from([NOBODY, NEIGHBOURS, ORGANIZATION, COMMITTEE, DEPARTMENT, MARKET])
luck = st.fixed_dictionaries(
    {f"u_{name}": st.floats(0, 1, exclude_max=True) for name in ("menu", "known", "fit", "withdraw", "practice")}
)
PLAIN = {"brokered": 0.0, "practice_lacking": 0.0}
offers = st.fixed_dictionaries(
    {"menu_share": shares, "variants_filled": st.integers(1, 8).map(float), "survey_knowledge": shares}
)


@pytest.mark.parametrize("better", ["menu_share", "variants_filled", "survey_knowledge"])
@given(channel=channels, variant=st.integers(0, 7), luck=luck, offer=offers, more=shares)
def test_a_better_offer_never_loses_a_case_that_it_resolved(
    usual: Usual, better: str, channel: int, variant: int, luck: dict[str, float], offer: dict[str, float], more: float
) -> None:
    case = {"case_variant": variant, "leaving": 0, "helped_by": channel} | luck | PLAIN
    raised = offer | {better: offer[better] + 1 if better == "variants_filled" else min(offer[better] + more, 1.0)}
    if usual(end_case, **case, **offer) == RESOLVED:
        assert usual(end_case, **case, **raised) == RESOLVED


@given(variant=st.integers(0, 7), luck=luck, offer=offers)
def test_a_menu_fits_whom_a_uniform_offer_fits(
    usual: Usual, variant: int, luck: dict[str, float], offer: dict[str, float]
) -> None:
    case = {"case_variant": variant, "leaving": 0, "helped_by": DEPARTMENT} | luck | PLAIN
    uniform = usual(end_case, **case, **(offer | {"menu_share": 0.0}))
    assert (uniform == RESOLVED) == (variant == 0)
    assert uniform != RESOLVED or usual(end_case, **case, **offer) == RESOLVED


@pytest.mark.parametrize(
    ("channel", "variant", "u_withdraw", "end"),
    [
        (NOBODY, 0, 0.9, WAITING),
        (NOBODY, 0, 0.0, WITHDRAWN),
        (COMMITTEE, 0, 0.9, RESOLVED),
        (COMMITTEE, 1, 0.99, MISMATCHED),
        (COMMITTEE, 1, 0.0, SETTLED),
    ],
)
def test_a_case_ends_by_help_and_fit(usual: Usual, channel: int, variant: int, u_withdraw: float, end: int) -> None:
    luck = {"u_menu": 0.5, "u_known": 0.5, "u_fit": 0.5, "u_withdraw": u_withdraw, "u_practice": 0.5} | PLAIN
    offer = {"menu_share": 0.0, "variants_filled": 1.0, "survey_knowledge": 0.0}
    assert usual(end_case, case_variant=variant, leaving=0, helped_by=channel, **luck, **offer) == end


@pytest.mark.parametrize(("end", "left"), [(WAITING, True), (MISMATCHED, True), (RESOLVED, False), (WITHDRAWN, False)])
def test_only_a_resolved_or_withdrawn_case_leaves_its_resident(usual: Usual, end: int, left: bool) -> None:
    case = {"case_domain": 4, "case_found": 1, "case_complex": 1, "case_decided": 1, "paper_closed": 0}
    assert usual(close_case, **case, case_end=end) == ((4, 1, 1, 1) if left else (0, 0, 0, 0))


@given(channel=channels, variant=st.integers(0, 7), luck=luck, offer=offers, lacking=shares, more=shares)
def test_brokers_and_practice_never_lose_a_case_that_was_resolved(
    usual: Usual,
    channel: int,
    variant: int,
    luck: dict[str, float],
    offer: dict[str, float],
    lacking: float,
    more: float,
) -> None:
    case = {"case_variant": variant, "leaving": 0, "helped_by": channel} | luck | offer
    bare = usual(end_case, **case, brokered=0.0, practice_lacking=lacking)
    if bare == RESOLVED:
        assert usual(end_case, **case, brokered=more, practice_lacking=lacking) == RESOLVED
        assert usual(end_case, **case, brokered=0.0, practice_lacking=lacking * more) == RESOLVED


@pytest.mark.parametrize(
    ("channel", "variant", "u_fit", "u_practice", "end"),
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
    usual: Usual, channel: int, variant: int, u_fit: float, u_practice: float, end: int
) -> None:
    """Brokers avoid 0.2 of misfits, and a tenth of public help fails for want of practice."""
    luck = {"u_menu": 0.5, "u_known": 0.5, "u_fit": u_fit, "u_withdraw": 0.99, "u_practice": u_practice}
    state = {"brokered": 0.2, "practice_lacking": 0.1, "survey_knowledge": 0.0, "variants_filled": 4, "market_fit": 0.5}
    assert usual(end_case, case_variant=variant, leaving=0, helped_by=channel, **luck, **state) == end


def test_who_leaves_takes_the_case_along(usual: Usual) -> None:
    luck = {"u_menu": 0.5, "u_known": 0.5, "u_fit": 0.5, "u_withdraw": 0.9, "u_practice": 0.5} | PLAIN
    offer = {"menu_share": 0.0, "variants_filled": 1.0, "survey_knowledge": 0.0}
    assert usual(end_case, case_variant=0, leaving=1, helped_by=COMMITTEE, **luck, **offer) == WITHDRAWN


def test_a_case_closed_on_paper_stays_open_and_has_to_be_found_again(usual: Usual) -> None:
    case = {"case_domain": 4, "case_found": 1, "case_complex": 1, "case_decided": 1, "paper_closed": 1}
    assert usual(close_case, **case, case_end=WAITING) == (4, 0, 1, 1)
