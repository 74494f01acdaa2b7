"""Granovetter's cascade, normal thresholds, the logit of Brock and Durlauf, a two-state chain: evidence X1, X2, X4, X5."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

Make = Callable[..., Any]


CROWD = "complete_mixing = 1\nnoise = 0\nlapse = 0\npeer_weight = 1\n"


def joined(city: Any) -> int:
    return int(city.state.residents.takes_part.sum())


def logit(quiet: str, strength: float) -> str:
    """P(take part) = logistic(2 J m), m = 2 share - 1: peer weight 4 J, constant -2 J, no thresholds."""
    lines = quiet.replace("participation_constant = 0", f"participation_constant = {-2 * strength}")
    return lines + f"complete_mixing = 1\npeer_weight = {4 * strength}\nthreshold_mean = 0\nthreshold_sd = 0\n"


@pytest.mark.parametrize(("second", "expected"), [(1, 100), (2, 1)])
def test_granovetters_crowd_hangs_on_one_person(place: Make, quiet: str, second: int, expected: int) -> None:
    """Granovetter 1978: thresholds 0 to 99 bring all 100 out; without a person of threshold 1 there is one."""
    thresholds = [0, second, *range(2, 100)]
    city = place(quiet + CROWD, 100, 110, given=f'thresholds = {thresholds}\nthresholds_in = "persons"')
    assert [joined(city) for _ in city.months(110)][-1] == expected


@pytest.mark.parametrize(
    ("spread", "share", "error"),
    [(0.10, 0.0077, 0.0012), (0.12, 0.0402, 0.0088), (0.15, 1.0, 1e-9), (0.30, 0.9934, 0.0011)],
)
def test_normal_thresholds_settle_at_the_first_fixed_point(
    place: Make, quiet: str, spread: float, share: float, error: float
) -> None:
    """First solution of r = Phi((r - 0.25) / s), within four standard errors at 100,000 persons."""
    city = place(quiet + CROWD + f"threshold_mean = 0.25\nthreshold_sd = {spread}\n", 100_000, 150)
    assert [joined(city) for _ in city.months(150)][-1] / 100_000 == pytest.approx(share, abs=error)


@pytest.mark.parametrize(
    ("strength", "start", "expected"),
    [(0.8, 0.5, 0.0), (1.2, 0.5, 0.65857), (1.2, -0.5, -0.65857), (1.5, 0.5, 0.85856), (1.5, -0.5, -0.85856)],
)
def test_a_logit_with_peers_settles_where_the_mean_field_says(
    place: Make, quiet: str, strength: float, start: float, expected: float
) -> None:
    """Brock and Durlauf 2001: m = tanh(J m); two stable states where J is above 1."""
    city = place(logit(quiet, strength), 40_000, 60, active=(1 + start) / 2)
    path = [2 * joined(city) / 40_000 - 1 for _ in city.months(60)]
    assert np.mean(path[-20:]) == pytest.approx(expected, abs=0.02)


def test_a_crowd_remembers_from_where_it_came(place: Make, quiet: str) -> None:
    """J = 1.5: at h = 0 there are two stable states; beyond |h| = 0.208 one is lost, and dated events take the crowd over."""
    year = 24
    lines = "".join(
        f'[[events]]\ndate = "{2016 + 2 * k}-01"\nset = {{ "world.participation.participation_constant" = {2 * h - 3.0} }}\n'
        for k, h in enumerate((0.0, 0.5, 0.0, -0.5, 0.0))
    )
    city = place(logit(quiet, 1.5) + lines, 40_000, 5 * year, active=0.1)
    path = np.array([2 * joined(city) / 40_000 - 1 for _ in city.months(5 * year)])
    settled = [float(path[year * k + 12 : year * k + year].mean()) for k in range(5)]
    assert settled == pytest.approx([-0.85856, 0.95947, 0.85856, -0.95947, -0.85856], abs=0.005)


def test_a_habit_of_last_month_is_a_two_state_chain(place: Make, quiet: str) -> None:
    """Join 0.1543, lapse 0.36: share j / (j + d) = 0.3000, lag-one autocorrelation 1 - j - d = 0.4857."""
    lines = quiet.replace("constant = 0", "constant = -1.7013").replace("habit_weight = 0", "habit_weight = 2.2766")
    city = place(lines + "peer_weight = 0\nthreshold_mean = 0\nthreshold_sd = 0\nhabit_half_life = 0\n", 20_000, 80)
    path = np.array([city.state.residents.takes_part.copy() for _ in city.months(80)])[20:].astype(float)
    centred = path - path.mean()
    assert path.mean() == pytest.approx(0.3000, abs=0.004)
    assert (centred[1:] * centred[:-1]).mean() / path.var() == pytest.approx(0.4857, abs=0.005)
