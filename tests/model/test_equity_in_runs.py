"""Levers on equity move those whom they are for, and somebody pays for it."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from sim.parameters import LEVERS
from sim.quantities import DOMAINS

Make = Callable[..., Any]
Floats = npt.NDArray[np.float64]
ENTITLED = tuple(f"entitlement.{name.removesuffix('_education')}_entitled" for name in DOMAINS)
PLACES = ("earmark.elderly_places", "earmark.children_places")  # in test_facilities_and_planning.py
EARMARKS = ("earmark.for_elderly_care", "earmark.for_children", "earmark.old_first", "earmark.young_first")
MONTHS, SEEDS, RURAL = 36, range(4), 2


def test_every_lever_on_equity_is_among_these() -> None:
    groups = ("entitlement.", "earmark.")
    assert {lever.path for lever in LEVERS if lever.path.startswith(groups)} == {*ENTITLED, *EARMARKS, *PLACES}


@pytest.fixture
def watched(city: Make, varied: Make) -> Callable[..., Floats]:
    """Return the mean of a measure of the state over months and residents of a city under levers, by seed."""

    def run(
        measure: Callable[[Any], Any], levers: dict[str, float], seeds: Iterable[int] = SEEDS, **more: Any
    ) -> Floats:
        def one(seed: int) -> Any:
            given = {"size": "neighbourhood", "months": MONTHS, "seed": seed} | more
            place = city(varied(levers), **given)
            return np.mean([measure(place.state) for _ in place.months()], axis=0)

        return np.array([one(seed) for seed in seeds])

    return run


def waiting(domain: int, registered: int) -> Callable[[Any], float]:
    """The share of residents by registration who have an open case in a domain."""

    def measure(state: Any) -> float:
        own = state.residents.registered == registered
        return float((state.residents.case_domain[own] == domain + 1).mean())

    return measure


def helped(state: Any) -> Floats:
    """Cases helped in a month by domain, one-off and standing ones."""
    lasting = state.residents.standing_domain[state.residents.standing_by > 0]
    served = np.bincount(lasting, minlength=9)[1:]
    return np.asarray(state.communities.resolved.reshape(-1, 8).sum(axis=0) + served, dtype=float)


def content(*groups: int) -> Callable[[Any], float]:
    """Mean experience of help in some age groups."""

    def measure(state: Any) -> float:
        return float(state.residents.experience[np.isin(state.residents.age_group, groups)].mean())

    return measure


@pytest.mark.parametrize("lever", ENTITLED)
def test_entitlement_shortens_the_waiting_of_the_unregistered_in_its_domain(watched: Make, lever: str) -> None:
    domain = ENTITLED.index(lever)
    none, full = (watched(waiting(domain, 0), {lever: share}) for share in (0.0, 1.0))
    assert (full < none).all(), (none, full)


def test_what_covers_all_residents_takes_slots_from_the_registered(watched: Make) -> None:
    measure = [
        watched(lambda state: float((state.residents.case_domain[state.residents.registered == 1] > 0).mean()), levers)
        for levers in (dict.fromkeys(ENTITLED, 0.0), dict.fromkeys(ENTITLED, 1.0))
    ]
    assert (measure[1] > measure[0]).all(), measure


@pytest.mark.parametrize(("lever", "domain"), [("earmark.for_elderly_care", 0), ("earmark.for_children", 1)])
def test_where_money_is_short_an_earmark_helps_its_domain_and_costs_the_others(
    watched: Make, lever: str, domain: int
) -> None:
    """What an earmark gives its domain, and takes from the others, is told from nothing over 24 seeds.

    Organizations keep their fields: where they choose, some leave a domain that departments serve.
    """
    world = {"funding.direct_share": 0.1, "world.choosing.fields_chosen": 0.0}
    none, some = (watched(helped, {lever: share} | world, range(24)) for share in (0.0, 0.4))
    more = some - none
    for gain in (more[:, domain], -np.delete(more, domain, axis=1).sum(axis=1)):
        assert gain.mean() > 2.0 * gain.std(ddof=1) / len(gain) ** 0.5, gain


@pytest.mark.parametrize(
    ("lever", "first", "others"),
    [("earmark.old_first", (5, 6, 7), (1, 2, 3, 4)), ("earmark.young_first", (0,), (1, 2, 3, 4))],
)
def test_who_comes_first_fares_better_and_who_comes_last_pays(
    watched: Make, lever: str, first: tuple[int, ...], others: tuple[int, ...]
) -> None:
    for groups, sign in ((first, 1), (others, -1)):
        none, full = (watched(content(*groups), {lever: share}) for share in (0.0, 1.0))
        assert (sign * (full - none) > 0).all(), (groups, none, full)


def test_the_unregistered_ask_for_population_services_far_more(watched: Make) -> None:
    assert (watched(waiting(6, 0), {}) > 2 * watched(waiting(6, 1), {})).all()


def test_an_uplift_moves_money_to_rural_communities_and_no_fen_is_lost(watched: Make) -> None:
    def allotted(state: Any) -> Floats:
        return np.asarray(state.communities.allotted / state.communities.n_residents)

    none, some = (watched(allotted, {"funding.rural_uplift": uplift}) for uplift in (0.0, 0.3))
    assert (some[:, RURAL] / none[:, RURAL] > 1.1).all()
    assert (np.delete(some / none, RURAL, axis=1) < 1).all()


def test_fairness_weighs_what_it_says_and_nothing_at_nought(watched: Make) -> None:
    weights = ("fairness_weight", "entitlement_gap_weight", "responsiveness_weight")
    off = {f"world.satisfaction.{name}": 0.0 for name in weights}

    def gap(state: Any) -> list[float]:
        felt = np.abs(state.communities.provision_felt).max() + np.abs(state.communities.entitlement_felt).max()
        return [float(felt), float(state.residents.satisfaction.mean())]

    without, usual = watched(gap, off), watched(gap, {})
    assert (without[:, 0] == 0).all()
    assert (usual[:, 0] > 0).all()


@pytest.mark.parametrize("name", ["fairness_weight", "responsiveness_weight"])
def test_provision_that_differs_spreads_satisfaction_where_fairness_counts(watched: Make, name: str) -> None:
    """With entitlement withheld altogether, where the unregistered live less is resolved and less taken up."""

    def worst(state: Any) -> float:
        return float(state.communities.provision_felt.min())

    levers = dict.fromkeys(ENTITLED, 0.0)
    weak, strong = (watched(worst, levers | {f"world.satisfaction.{name}": weight}) for weight in (0.3, 1.0))
    assert (strong < weak).all()


def test_levers_by_district_reach_their_district_alone(city: Make, two_districts: str, tmp_path: Any) -> None:
    head = 'extends = "baseline"\nname = {en = "A", zh = "甲"}\nquestion = {en = "Q?", zh = "问？"}\n'
    text = head + "[by_district.2.provision]\nmenu_share = 0.7\n"
    text += '[[events]]\ndate = "2016-03"\ndistrict = 1\ntype = "rural"\nset."methods.culture" = 2\n'
    (tmp_path / "apart.toml").write_text(text, encoding="utf8")
    place = city(str(tmp_path / "apart.toml"), "city", months=3, profile=two_districts)
    for _ in place.months():
        pass
    here = place.state.communities
    assert here.menu_share.tolist() == [0.0] * 6 + [0.7] * 6
    assert ((here.culture == 2.0) == ((here.kind == RURAL) & (np.arange(12) < 6))).all()
    assert (here.culture == 2.0).any()
