"""Judging: a test in a world, a claim in a world, a claim over all worlds.

A test holds in a world where the runs show what it expects. It fails where they show that it is not so: either the reverse is
settled to be as large as counts, or the effect is settled to be too small. It is open where luck leaves both possible. A claim
holds where all tests that decide hold, and fails where one of them fails. `over_worlds` says what that comes to over worlds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

from sim.runs.result import Floats
from sim.statistics.intervals import ERROR, moderated
from sim.studies.claims.claim import Claim, Measured, Test
from sim.studies.claims.measuring import value
from sim.studies.comparison.across_worlds import wilson

MOST = 0.75
"""Share of the worlds in which a claim has to hold, or fail, at least."""
CLAIMS = 24
"""Claims over which the interval of that share is simultaneous: all that the article makes."""
HALF = 0.5
EACH = 0.1
"""Share of the settled worlds in which a claim that depends on the world holds, and in which it fails, at least."""
Mark = Literal["holds", "opposite", "small", "open"]
MARKS: tuple[Mark, ...] = get_args(Mark)
FAILS: tuple[Mark, ...] = ("opposite", "small")
"""The marks of what fails: the reverse as large as counts, or too small an effect."""
Verdict = Literal[
    "supported",
    "opposite",
    "small",
    "refuted",
    "hardly_fails",
    "depends",
    "hardly_holds",
    "open",
    "few",
    "built_in",
    "built_out",
    "cannot",
]
NEARLY_ALL: Mapping[Verdict, tuple[Mark, ...]] = {
    "supported": ("holds",),
    "opposite": ("opposite",),
    "small": ("small",),
    "refuted": FAILS,
}
"""By verdict, the marks of which nearly all worlds have one; the first that fits is the verdict."""
REFUTED: tuple[Verdict, ...] = ("opposite", "small", "refuted")
"""What is refuted: the reverse is so, or the effect is too small, or now the one and now the other."""
Marks = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Reading:
    """A test in each world: the difference, its 95 % interval over luck, what matters there, and what the test comes to.

    Arrays are of shape (worlds,). ``yearly`` is the difference year by year, of shape (worlds, years).
    """

    test: Test
    value: Floats
    low: Floats
    high: Floats
    matters: Floats
    marks: Marks
    yearly: Floats

    @property
    def verdict(self) -> Verdict:
        """What the test alone comes to over all worlds, by the rule for claims."""
        return "built_in" if self.test.built_in else over_worlds(self.marks)


@dataclass(frozen=True)
class Share:
    """In how many of ``worlds`` something is so, with Wilson's 95 % interval, and the one that allows for all the claims."""

    count: int
    worlds: int

    @property
    def value(self) -> float:
        """The share."""
        return self.count / self.worlds

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        return wilson(self.value, n=self.worlds)

    @property
    def simultaneous(self) -> tuple[float, float]:
        """The interval at a level of 1 - 5 % / 24 (Bonferroni)."""
        return wilson(self.value, n=self.worlds, z=float(ndtri(1 - ERROR / CLAIMS / 2)))


@dataclass(frozen=True)
class Judged:
    """A claim over worlds, as it is or ``without`` a mechanism: its tests, what it comes to in each world, and the verdict."""

    claim: Claim
    without: str
    worlds: tuple[int, ...]
    readings: tuple[Reading, ...]
    marks: Marks
    verdict: Verdict

    def share(self, *marks: Mark) -> Share:
        """In how many worlds the claim comes to one of these marks."""
        return share(self.marks, marks)

    @property
    def decisive(self) -> int | None:
        """Which test, counted from 1, decides that the claim fails: of those that decide, the one that fails in most worlds."""
        deciding = [number for number, one in enumerate(self.readings, 1) if one.test.decides and not one.test.built_in]
        fails = {number: share(self.readings[number - 1].marks, FAILS).count for number in deciding}
        return max((number for number in deciding if fails[number]), key=fails.__getitem__, default=None)


def judge(
    claim: Claim, without: str, arms: Mapping[str, Floats], worlds: Sequence[int], places: Mapping[Measured, int]
) -> Judged:
    """Judge a claim over worlds.

    Parameters
    ----------
    arms
        By the claim's arm, what was measured: float64 of shape (worlds, seeds, years, measured, 2), NaN where a run is missing.
    worlds
        The worlds' numbers.
    places
        Where each thing measured stands.
    """
    readings = tuple(read(test, arms, places[test.measured]) for test in claim.tests)
    deciding = [one.marks for one in readings if one.test.decides and not one.test.built_in]
    if not deciding:
        deciding = [one.marks for one in readings if one.test.decides]
    marks = together(deciding) if deciding else np.full(len(worlds), "open")
    return Judged(claim, without, tuple(worlds), readings, marks, _verdict(claim, marks))


def together(deciding: Sequence[Marks]) -> Marks:
    """What tests come to in each world: one that fails decides, the reverse before the small, else one that is open."""
    stacked = np.stack(deciding)
    known = [*((stacked == one).any(axis=0) for one in FAILS), (stacked == "holds").all(axis=0)]
    return np.select(known, [*FAILS, "holds"], "open")


def read(test: Test, arms: Mapping[str, Floats], place: int) -> Reading:
    """Read one test in each world."""
    parts = {arm: arms[arm][..., place, :] for arm, _ in test.terms}
    years = next(iter(parts.values())).shape[2]
    first, last = test.years or (1, years)
    by_arm = {arm: value(one, first=first, last=min(last, years), discount=test.discount) for arm, one in parts.items()}
    gaps = sum((weight * by_arm[arm] for arm, weight in test.terms), np.zeros(()))
    found, half = _interval(np.asarray(gaps))
    matters = _matters(test, by_arm)
    marks = mark(test.expects, found, half=half, matters=matters)
    yearly = [
        sum(
            (weight * value(parts[arm], first=year, last=year).mean(axis=1) for arm, weight in test.terms), np.zeros(())
        )
        for year in range(1, years + 1)
    ]
    return Reading(test, found, found - half, found + half, matters, marks, np.stack(yearly, axis=1))


def _interval(gaps: Floats) -> tuple[Floats, Floats]:
    """Mean over seeds in each world, and half its 95 % interval; each world's variance is drawn towards the usual one."""
    seeds = gaps.shape[1]
    found, variances = gaps.mean(axis=1), gaps.var(axis=1, ddof=1) / seeds
    half = np.full(len(found), np.nan)
    known = np.isfinite(variances)
    moving = known & (variances > 0)
    half[known] = 0.0
    if moving.any():
        drawn, freedom = moderated(variances[moving], seeds - 1)
        half[moving] = stdtrit(freedom, 1 - ERROR / 2) * np.sqrt(drawn)
    return found, half


def _matters(test: Test, by_arm: Mapping[str, Floats]) -> Floats:
    """What difference counts in each world: the test's own, or the outcome's, perhaps as a share of the other arms."""
    known = test.measured.known
    worlds = len(next(iter(by_arm.values())))
    if test.matters is not None or not known.relative:
        return np.full(worlds, known.matters if test.matters is None else test.matters)
    others = [(-weight, by_arm[arm].mean(axis=1)) for arm, weight in test.terms if weight < 0]
    level = sum((weight * values for weight, values in others), np.zeros(worlds)) / sum(weight for weight, _ in others)
    return known.matters * np.abs(level)


def mark(expects: str, found: Floats, *, half: Floats, matters: Floats) -> Marks:
    """What a test comes to, from the difference, half its interval, and what matters."""
    if expects in ("lower", "not_higher"):
        found = -found
    low, high = found - half, found + half
    opposite = (found <= -matters) & (high < 0)
    small = np.zeros_like(opposite)
    if expects in ("higher", "lower"):
        holds, small = (found >= matters) & (low > 0), high < matters
    elif expects == "alike":
        holds, opposite = (low > -matters) & (high < matters), opposite | ((found >= matters) & (low > 0))
    else:
        holds = low > -matters
    return np.select([holds, opposite, small], ["holds", *FAILS], "open")


def _verdict(claim: Claim, marks: Marks) -> Verdict:
    if not claim.deciding:
        return "cannot"
    if all(test.built_in for test in claim.deciding):
        return "built_in"
    return over_worlds(marks)


def share(marks: Marks, wanted: Sequence[Mark]) -> Share:
    """In how many worlds a mark is one of those wanted."""
    return Share(int(np.isin(marks, wanted).sum()), len(marks))


def counted(marks: Marks) -> dict[str, int]:
    """How many worlds have each mark, and how many fail."""
    return {one: share(marks, [one]).count for one in MARKS} | {"fails": share(marks, FAILS).count}


def over_worlds(marks: Marks) -> Verdict:
    """What marks come to over all worlds, of a claim or of one test.

    Shares are held to an interval that allows for all claims. Where even all worlds would not do they are too *few*. Where at
    least `MOST` of the worlds have the marks of `NEARLY_ALL`, by the lower end, that is the verdict. Where luck leaves more
    than `HALF` of them open it is *open*. Of the worlds that are settled, fewer than 1 - `MOST` hold, by the upper end: it
    *hardly holds*; as few fail: it *hardly fails*. It *depends* on the world where at least `EACH` of the settled worlds hold
    and as many fail, and is *open* otherwise.
    """
    if not len(marks) or share(marks, MARKS).simultaneous[0] < MOST:
        return "few"
    for verdict, wanted in NEARLY_ALL.items():
        if share(marks, wanted).simultaneous[0] >= MOST:
            return verdict
    if share(marks, ["open"]).value > HALF:
        return "open"
    settled = marks[marks != "open"]
    holds, fails = share(settled, ["holds"]), share(settled, FAILS)
    if holds.simultaneous[1] < 1 - MOST:
        return "hardly_holds"
    if fails.simultaneous[1] < 1 - MOST:
        return "hardly_fails"
    return "depends" if min(holds.value, fails.value) >= EACH else "open"
