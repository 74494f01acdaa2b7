"""What is read off a watched run about taking part: how many, who, in which way, asked by whom (P01-P04, P07, N01-N07, N16)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sim.ensemble.patterns.watch import Array, People, Watched
from sim.state.words import AGE_18_29, AGE_30_49, AGE_60_69, AGE_70_79, AGE_80_PLUS, OF_AGE

GIVING = ("helps", "volunteers")
"""What counts as having helped or given: helping neighbours, volunteering with an organization."""
ADULTS, YOUNG, OLD = range(OF_AGE, AGE_80_PLUS + 1), (AGE_18_29, AGE_30_49), (AGE_60_69, AGE_70_79, AGE_80_PLUS)
OF_WORKING_LIFE = range(OF_AGE, AGE_60_69 + 1)
QUIET_MONTHS = 12


def in_a_year(run: Watched, ways: Sequence[str], ages: Sequence[int] = ADULTS) -> float:
    """Share of those of these ages who in a year did at least one of these things; mean over years but the first."""
    return float(np.mean(_yearly(run, ways, ages)[1:]))


def _yearly(run: Watched, ways: Sequence[str], ages: Sequence[int]) -> list[float]:
    shares = []
    for year in range(run.years):
        here = run.present(first=year, last=year, ages=ages)
        shares.append(float(np.any([run.did(way, year)[here] for way in ways], axis=0).mean()))
    return shares


def participation(run: Watched) -> float:
    """P01: adults of 18 to 69 who volunteered with an organization at least once in a year."""
    return in_a_year(run, ("volunteers",), OF_WORKING_LIFE)


def registered_growth(run: Watched) -> float:
    """P02: yearly growth of registered volunteers over the first four years."""
    rate = run.city["registered_volunteer_rate"][11::12]
    return float((rate[4] / rate[0]) ** 0.25 - 1)


def registered_level(run: Watched) -> float:
    """P02: registered volunteers in the last year."""
    return float(run.city["registered_volunteer_rate"][-12:].mean())


def registered_late_growth(run: Watched) -> float:
    """P02: growth of registered volunteers in the last year."""
    rate = run.city["registered_volunteer_rate"][11::12]
    return float(rate[-1] / rate[-2] - 1)


def concentration(run: Watched) -> float:
    """P03: share of the year's hours that the top third of volunteers gives, mean over years."""
    return float(np.mean([_top_third(run.in_year("volunteer_minutes", year).sum(axis=0)) for year in range(run.years)]))


def _top_third(minutes: Array) -> float:
    given = np.sort(minutes[minutes > 0])[::-1]
    return float(given[: round(len(given) / 3)].sum() / given.sum())


def drop_out(run: Watched) -> float:
    """P04: active in a year and not in the next, of those who lived here in both."""
    lapsed = []
    for year in range(run.years - 1):
        here = run.present(first=year, last=year + 1, ages=OF_WORKING_LIFE)
        active, later = (run.did("takes_part", y)[here] for y in (year, year + 1))
        lapsed.append(float((active & ~later).sum() / active.sum()))
    return float(np.mean(lapsed))


def rate_change(run: Watched) -> float:
    """P04: mean absolute change of the active share from one year to the next [points]."""
    return float(100 * np.abs(np.diff(_yearly(run, ("takes_part",), OF_WORKING_LIFE)[1:])).mean())


def cross_tie_slope(run: Watched) -> float:
    """P07: of residents without local registration, slope of last year's activity on ties with locals, within communities."""
    here = run.present(first=run.years - 1, last=run.years - 1, ages=OF_WORKING_LIFE) & (
        run.people["registered"][-1] == 0
    )
    place = run.community[here]
    ties = _centred(run.cross_ties[here], place)
    active = _centred(run.people["takes_part"][-12:, here].mean(axis=0), place)
    return float((ties * active).sum() / (ties * ties).sum())


def _centred(values: Array, place: npt.NDArray[np.int64]) -> Array:
    means = np.bincount(place, values) / np.maximum(np.bincount(place), 1)
    return np.asarray(values - means[place])


def helped_or_gave(run: Watched) -> float:
    """N01: adults who helped neighbours or volunteered in a year; money that they gave is not counted."""
    return in_a_year(run, GIVING)


def late_helped_or_gave(run: Watched) -> float:
    """N06: the same over the last five years: where committees have gone, habits and ties need some years to settle."""
    return float(np.mean(_yearly(run, GIVING, ADULTS)[-5:]))


def old_helped_or_gave(run: Watched) -> float:
    """N01: those of 60 or older against those of 18 to 49."""
    return in_a_year(run, GIVING, OLD) / in_a_year(run, GIVING, YOUNG)


def old_volunteered(run: Watched) -> float:
    """N02: organized volunteering in a year, those of 60 or older against those of 18 to 49."""
    return in_a_year(run, ("volunteers",), OLD) / in_a_year(run, ("volunteers",), YOUNG)


def old_attended(run: Watched) -> float:
    """N03: attending what the committee offers in a year, those of 70 to 79 against those of 18 to 29."""
    return in_a_year(run, ("attends",), (AGE_70_79,)) / in_a_year(run, ("attends",), (AGE_18_29,))


def outside_every_register(run: Watched) -> float:
    """N04: volunteers of a year who are not registered at its end, mean over years but the first."""
    shares = []
    for year in range(1, run.years):
        here = run.present(first=year, last=year, ages=ADULTS)
        gave = run.did("volunteers", year)[here]
        shares.append(float((run.people["registered_volunteer"][12 * year + 11, here][gave] == 0).mean()))
    return float(np.mean(shares))


def starts_after_being_asked(run: Watched) -> float:
    """N05: of those who take part after a year without, the share that was asked this month."""
    active, asked = run.people["takes_part"], run.people["asked"]
    before = np.cumsum(active, axis=0, dtype=np.int64)
    quiet = before[QUIET_MONTHS - 1 : -1] - np.vstack([np.zeros_like(before[:1]), before])[: -QUIET_MONTHS - 1]
    starts = (active[QUIET_MONTHS:] == 1) & (quiet == 0)
    return float(asked[QUIET_MONTHS:][starts].mean())


def members_who_turn_up(run: Watched) -> float:
    """N16: party members who take part in the month in which they are asked."""
    called = (run.people["asked"] == 1) & (run.people["party_member"] == 1)
    return float(run.people["takes_part"][called].mean())


def migrants_help(run: Watched) -> float:
    """N07: helping neighbours in a month, adults without local registration against those with it."""
    return _migrants(run, "helps")


def migrants_volunteer(run: Watched) -> float:
    """N07: volunteering with an organization in a month, adults without local registration against those with it."""
    return _migrants(run, "volunteers")


def _migrants(run: Watched, way: str) -> float:
    ages, local, active = (run.people[name][12:] for name in ("age_group", "registered", way))
    rates = [_mean(active, (ages >= OF_AGE) & (local == k)) for k in (0, 1)]
    return rates[0] / rates[1]


def _mean(values: People, where: npt.NDArray[np.bool_]) -> float:
    return float(values[where].mean())
