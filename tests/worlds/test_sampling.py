"""Sampling: shares of the prior and what is drawn agree with what can be worked out."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from sim.runs.result import Floats
from sim.worlds.sampling import LogChance, Sample, effective, narrowed, sample

COORDINATES = 12
SENSES = np.array([[1.0, 0.5, 0.3] + [0.0] * 9, [0.0, 1.0, -0.6, 0.4] + [0.0] * 8])
MIDDLE, HALF = np.array([2.5, 2.0]), 0.4


def near(middle: Floats, width: float) -> LogChance:
    """A soft band around a middle."""
    return lambda points: -0.5 * ((points @ SENSES.T - middle) ** 2).sum(axis=1) / width**2


def truth(after: LogChance = lambda points: np.zeros(len(points))) -> tuple[float, Floats]:
    """Logarithm of the share of the prior in the box, and the mean of its points, on a grid."""
    line = (np.arange(-200, 200) + 0.5) / 200 * HALF
    at = np.stack(np.meshgrid(line + MIDDLE[0], line + MIDDLE[1]), axis=-1).reshape(-1, 2)
    back = np.linalg.inv(SENSES @ SENSES.T) @ SENSES
    mass = multivariate_normal(np.zeros(2), SENSES @ SENSES.T).pdf(at) * np.exp(after(at @ back))
    share = mass.sum() * (line[1] - line[0]) ** 2
    return float(np.log(share)), (mass @ at / mass.sum()) @ back


class Box:
    """A judge of which the truth is known; its guide points beside it."""

    def __init__(self, middle: Floats = MIDDLE - 0.3) -> None:
        self.middle, self.names = middle, list[str]()

    def far(self, name: str, points: Floats) -> Floats:
        """Distance from the box."""
        self.names.append(name)
        beyond = np.maximum(np.abs(points @ SENSES.T - MIDDLE) - HALF, 0.0)
        return np.asarray(np.sqrt((beyond**2).sum(axis=1)))

    def guide(self) -> LogChance:
        """A soft band beside the box."""
        return near(self.middle, 0.4)

    def kept(self, name: str, make: Callable[[], Floats]) -> Floats:
        """Made anew."""
        return make()


def nothing(points: Floats) -> Floats:
    """A function that is 1 everywhere."""
    return np.zeros(len(points))


def begun(function: LogChance, seed: int) -> Sample:
    return sample(function, 400, COORDINATES, np.random.default_rng(seed), sweeps=8, last=20)


def test_the_mean_of_a_function_under_the_prior_is_found() -> None:
    wide = SENSES @ SENSES.T + 0.3**2 * np.eye(2)
    exact = np.log(2 * np.pi * 0.3**2) + multivariate_normal(np.zeros(2), wide).logpdf(MIDDLE)
    found = [begun(near(MIDDLE, 0.3), seed).log_mean for seed in range(4)]
    assert np.mean(found) == pytest.approx(exact, abs=0.15)


@pytest.mark.parametrize("middle", [MIDDLE, MIDDLE - 0.3])
def test_particles_become_draws_of_what_the_judge_lets_pass_whatever_guides_them(middle: Floats) -> None:
    share, mean = truth()
    beside = near(MIDDLE - 0.3, 0.6)
    runs = [list(narrowed(begun(beside, seed), beside, nothing, Box(middle), seed, 4, 20)) for seed in range(4)]
    assert np.mean([run[-1].log_share for run in runs]) == pytest.approx(share, abs=0.15)
    drawn = np.concatenate([now.points for run in runs for now in run])
    assert (Box().far("", drawn) == 0).all()
    assert drawn.mean(axis=0) == pytest.approx(mean, abs=0.12)


def test_what_stays_weighs_and_its_inverse_gives_the_share_back() -> None:
    stays = near(MIDDLE + 0.2, 0.5)
    share, mean = truth(stays)
    beside = near(MIDDLE - 0.3, 0.6)
    first = begun(lambda points: beside(points) + stays(points), 1)
    run = list(narrowed(first, beside, stays, Box(), 1, 4, 40))
    drawn = np.concatenate([now.points for now in run])
    assert run[-1].log_share == pytest.approx(share, abs=0.3)
    assert drawn.mean(axis=0) == pytest.approx(mean, abs=0.15)
    weights = np.exp(-stays(drawn))
    assert run[-1].log_share + np.log(weights.mean()) == pytest.approx(truth()[0], abs=0.3)
    assert weights @ drawn / weights.sum() == pytest.approx(truth()[1], abs=0.2)


def test_each_look_has_a_name_of_its_own() -> None:
    beside, judge = near(MIDDLE - 0.3, 0.6), Box()
    list(narrowed(begun(beside, 0), beside, nothing, judge, 0, 2, 3))
    assert len(set(judge.names)) == len(judge.names)


def test_equal_weights_are_worth_their_number_and_one_heavy_one_is_worth_one() -> None:
    assert effective(np.ones(7)) == pytest.approx(7)
    assert effective(np.array([1.0, 0.0, 0.0])) == pytest.approx(1)
