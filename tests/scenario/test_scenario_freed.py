"""A scenario that shares out less of the budget than those it extends is told so: the rest goes back to finance."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.scenario import load
from sim.scenario.freed import Freed
from sim.scenario.notices import loaded_texts

Write = Callable[..., str]
NO_CONTRACTS = "[levers.funding]\npurchase_share = 0\n"
EVENT = '[[events]]\ndate = "2018-01"\n'


def freed(*written: str) -> Any:
    """What the last of some scenarios frees."""
    (found,) = load(written[-1]).freed
    return found


def test_what_a_scenario_frees_is_told_with_file_line_and_share(write: Write) -> None:
    # The baseline's shares add up to 0.973, and so do those of seed_then_taper; contracts have 0.08.
    mine = load(write(NO_CONTRACTS, extends="seed_then_taper"))
    (found,) = mine.freed
    assert (found.month, found.type, found.district, str(found.origin)) == (0, None, None, "mine.toml:9")
    assert (found.total, found.before) == pytest.approx((0.893, 0.973))
    english, chinese = (loaded_texts(mine, lang)[0] for lang in ("en", "zh"))
    assert english == (
        "Notice: mine.toml:9: shares of the budget add up to 89.3 % in 2016-01, and to 97.3 % without this. 10.7 % of the "
        "budget are assigned to no use and go back to finance; raise another share if that money is to be spent."
    )
    assert chinese == (
        "提示：mine.toml:9：2016-01 经费比例之和为 89.3%，若无此项为 97.3%。经费的 10.7% 没有用途，退回财政；"
        "若要用掉这笔钱，请调高其他比例。"
    )


def test_what_an_event_frees_is_told_in_the_month_in_which_it_is_most(write: Write) -> None:
    found = freed(write(EVENT + 'over_months = 12\nset."funding.purchase_share" = 0\n'))
    assert (found.month, str(found.origin)) == (35, "mine.toml:11")
    found = freed(write(EVENT + 'type = "rural"\nscale."funding.direct_share" = 0.5\n'))
    assert (found.type, found.month, found.total) == ("rural", 24, pytest.approx(0.823))
    assert "in 2018-01 (rural), and" in loaded_texts(load("mine.toml"), "en")[0]


def test_what_a_parent_frees_is_told_of_its_children_too_at_the_parents_line(write: Write) -> None:
    child = write("", "child", extends=write(NO_CONTRACTS))
    assert str(freed(child).origin) == "mine.toml:9"


def test_a_child_is_compared_with_a_parent_that_shared_out_more_than_the_baseline(write: Write) -> None:
    found = freed(write("[levers.funding]\ndirect_share = 0.25\n", extends="grid"))
    assert found.before == pytest.approx(1.0)


def test_scenarios_of_a_sum_are_looked_at_together(write: Write) -> None:
    more = write("[levers.funding]\ngrant_share = 0.113\n", "more")
    assert load(f"{write(NO_CONTRACTS)}+{more}").freed == ()
    assert isinstance(freed("mine.toml+funding_cut"), Freed)


@pytest.mark.parametrize(
    "body",
    ["", "[levers.funding]\npurchase_share = 0.075\n", "[levers.funding]\npurchase_share = 0\ndirect_share = 0.38\n"],
)
def test_nothing_is_told_of_what_is_as_it_was_or_hardly_less(write: Write, body: str) -> None:
    assert load(write(body)).freed == ()
    assert load("baseline").freed == ()
