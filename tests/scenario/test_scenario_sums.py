"""A file may extend several scenarios: they are laid one on the other, the later stands, and that is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario import Scenario, diff, load
from sim.scenario.chain import MOST_FILES
from sim.scenario.notices import loaded_texts

Write = Callable[..., str]
MENU, SERVICE = "provision.menu_share", "methods.service"
EVENT = '[[events]]\ndate = "2018-01"\n'


def levers(share: float) -> str:
    return f"[levers.provision]\nmenu_share = {share}\n"


@pytest.fixture
def laid(write: Write, tmp_path: Path) -> Callable[..., Scenario]:
    """Write ``a`` and ``b`` and load a file that extends both, in that order."""

    def make(a: str, b: str, mine: str = "") -> Scenario:
        write(a, "a")
        write(b, "b")
        file = tmp_path / write(mine)
        file.write_text(file.read_text("utf8").replace('"baseline"', '["a", "b"]'), encoding="utf8")
        return load("mine.toml")

    return make


def test_levers_and_events_of_all_hold_and_each_tells_its_origin(laid: Callable[..., Scenario]) -> None:
    mine = laid(levers(0.4), f'{EVENT}set."{SERVICE}" = 2\n', "[levers.methods]\nculture = 1.5\n")
    assert (mine.value(MENU), mine.value("methods.culture")) == (0.4, 1.5)
    assert (mine.value(SERVICE, 23), mine.value(SERVICE, 24)) == (1, 2)
    assert mine.extends == ("baseline", "a", "b", "mine")
    assert mine.name["en"] == "A"
    found = {one.path: one.source for one in diff(load("baseline"), new=mine)}
    assert found == {
        MENU: "a.toml:9",
        "methods.culture": "mine.toml:9",
        f"{SERVICE} @ 2018-01": "b.toml:10",
    }


def test_shipped_scenarios_add_up_as_they_do_on_the_command_line(write: Write, tmp_path: Path) -> None:
    file = tmp_path / write("")
    file.write_text(file.read_text("utf8").replace('"baseline"', '["funding_cut", "ageing_wave"]'), encoding="utf8")
    mine, joined = load("mine.toml"), load("funding_cut+ageing_wave")
    assert mine.canonical() == joined.canonical()
    assert mine.overruled == joined.overruled == ()


@pytest.mark.parametrize("reference", ["mine.toml", "a.toml+b.toml"])
def test_the_later_of_two_values_stands_and_that_is_told(laid: Callable[..., Scenario], reference: str) -> None:
    laid(levers(0.4), levers(0.6))
    found = load(reference)
    assert found.value(MENU) == 0.6
    assert str(found.provenance[MENU]) == "b.toml:9"
    english, chinese = (loaded_texts(found, lang) for lang in ("en", "zh"))
    assert english == [
        f"Notice: {MENU} is 0.6 from 2016-01 (b.toml:9), not 0.4 (a.toml:9): "
        "of scenarios that are laid one on the other the later stands."
    ]
    assert chinese == [f"提示：{MENU} 自 2016-01 起为 0.6（b.toml:9），而非 0.4（a.toml:9）：叠加的方案以后者为准。"]


def test_nothing_is_told_where_both_agree_or_the_file_on_top_decides(laid: Callable[..., Scenario]) -> None:
    assert laid(levers(0.4), levers(0.4)).overruled == ()
    decided = laid(levers(0.4), levers(0.6), levers(0.5))
    assert (decided.value(MENU), decided.overruled) == (0.5, ())


def test_of_events_of_one_month_the_later_stands_however_it_is_ramped(laid: Callable[..., Scenario]) -> None:
    mine = laid(f'{EVENT}over_months = 12\nset."{SERVICE}" = 2\n', f'{EVENT}set."{SERVICE}" = 0.5\n')
    assert [mine.value(SERVICE, month) for month in (23, 24, 60)] == [1, 0.5, 0.5]
    (told,) = mine.overruled
    assert (told.month, told.value, told.stands, str(told.winner)) == (24, 2, 0.5, "b.toml:10")


def test_a_later_event_for_some_places_stands_there_alone(laid: Callable[..., Scenario]) -> None:
    mine = laid(f'{EVENT}set."{SERVICE}" = 2\n', f'{EVENT}type = "rural"\nset."{SERVICE}" = 0.5\n')
    assert (mine.value(SERVICE, 24, "rural"), mine.value(SERVICE, 24, "market")) == (0.5, 2)
    other = laid(f'{EVENT}type = "rural"\nset."{SERVICE}" = 0.5\n', f'{EVENT}set."{SERVICE}" = 2\n')
    assert (other.value(SERVICE, 24, "rural"), other.value(SERVICE, 24, "market")) == (2, 2)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (f'{EVENT}over_months = 24\nset."{SERVICE}" = 2\n', EVENT.replace("2018", "2019") + f'set."{SERVICE}" = 0.5\n'),
        (f'{EVENT}set."{SERVICE}" = 2\n', f'{EVENT}over_months = 6\ntype = "rural"\nset."{SERVICE}" = 0.5\n'),
        (f'{EVENT}district = 2\nset."{SERVICE}" = 2\n', f'{EVENT}type = "rural"\nset."{SERVICE}" = 0.5\n'),
    ],
)
def test_events_of_which_it_is_not_plain_what_would_hold_are_refused(
    laid: Callable[..., Scenario], a: str, b: str
) -> None:
    with pytest.raises(ScenarioError, match=r"b\.toml:\d+: events: sets methods\.service .* while a\.toml:\d+ sets it"):
        laid(a, b)


def test_a_file_that_both_extend_counts_once(laid: Callable[..., Scenario], write: Write, tmp_path: Path) -> None:
    write(levers(0.3) + f'{EVENT}scale."{SERVICE}" = 2\n', "root")
    laid(levers(0.4), "")
    for name in ("a", "b"):
        file = tmp_path / f"{name}.toml"
        file.write_text(file.read_text("utf8").replace('"baseline"', '"root"'), encoding="utf8")
    mine = load("mine.toml")
    assert (mine.value(MENU), mine.value(SERVICE, 24), mine.overruled) == (0.4, 2, ())
    assert mine.extends == ("baseline", "root", "a", "b", "mine")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("[]", "the name of a scenario, or a list of names"),
        ('["a+b"]', "write a sum as a list"),
        ('["baseline", 3]', "write a sum as a list"),
        ('["baseline", "menu_servces"]', "did you mean menu_services?"),
        ('["baseline", "mine"]', "goes in a circle: mine -> mine"),
        (str(["baseline"] * 33).replace("'", '"'), f"33 scenarios laid one on the other; at most {MOST_FILES}"),
    ],
)
def test_a_sum_that_is_none_is_refused_where_it_stands(write: Write, tmp_path: Path, given: str, words: str) -> None:
    file = tmp_path / write("")
    file.write_text(file.read_text("utf8").replace('"baseline"', given, 1), encoding="utf8")
    with pytest.raises(ScenarioError) as caught:
        load("mine.toml")
    assert str(caught.value).startswith("mine.toml:1: extends: ")
    assert words in str(caught.value)
