"""What is read off a watched run for each pattern but those of taking part."""

import numpy as np

from sim.ensemble.patterns.watch import Array, Watched
from sim.state.words import AGE_18_29, AGE_70_79, ELDERLY_CARE, HEALTH, N_AGES, OLD


def _turnout(run: Watched) -> tuple[Array, Array]:
    """Electors and voters of all elections, of shape (age groups, not member or member)."""
    electors, voters = (run.counts[name][::12].sum(axis=0).reshape(N_AGES, 2) for name in ("electors", "voters"))
    return electors, voters


def turnout_by_age(run: Watched) -> float:
    """P05: turnout of 70-79 against 18-29."""
    electors, voters = _turnout(run)
    rate = voters.sum(axis=1) / np.maximum(electors.sum(axis=1), 1)
    return float(rate[AGE_70_79] / rate[AGE_18_29])


def turnout_of_members(run: Watched) -> float:
    """P06: odds ratio of voting, party members against others."""
    electors, voters = _turnout(run)
    voted, stayed = voters.sum(axis=0), (electors - voters).sum(axis=0)
    return float(voted[1] / stayed[1] / (voted[0] / stayed[0]))


def satisfaction(run: Watched) -> float:
    """P08: mean satisfaction [points of 100]."""
    return float(100 * run.city["satisfaction_mean"].mean())


def satisfaction_trend(run: Watched) -> float:
    """P09: yearly change of mean satisfaction from the second year to the sixth [points of 100]."""
    yearly = run.city["satisfaction_mean"][: 12 * run.years].reshape(run.years, 12).mean(axis=1)
    return float(100 * (yearly[5] - yearly[1]) / 4)


def _unmet_by_domain(run: Watched) -> Array:
    unmet: Array = (run.counts["arrived"] - run.counts["resolved"]).sum(axis=0) / run.years
    return unmet


def elder_gap(run: Watched) -> float:
    """P12: elderly-care cases a year that are not resolved, per 100 residents of 60 or older."""
    old = (run.people["age_group"] >= OLD).sum(axis=1).mean()
    return float(100 * _unmet_by_domain(run)[ELDERLY_CARE] / old)


def elder_and_medical_rank(run: Watched) -> float:
    """P12: the worse of the ranks of elderly care and health among domains by unresolved cases."""
    order = np.argsort(-_unmet_by_domain(run))
    return float(1 + max(int(np.flatnonzero(order == domain)[0]) for domain in (ELDERLY_CARE, HEALTH)))


def registered_density(run: Watched) -> float:
    """P14: registered organizations per 10,000 residents, first year: the level is of a number that still grows (S15)."""
    return float(10_000 * run.organizations[:12, 0].mean() / run.residents)


def filed_density(run: Watched) -> float:
    """P14: filed organizations per 2,660 residents (a mean committee), first year."""
    return float(2_660 * run.organizations[:12, 1].mean() / run.residents)


def density_growth(run: Watched) -> float:
    """P14: yearly growth of all organizations from the first year to the fourth."""
    alive = run.organizations[:, :2].sum(axis=1)
    return float((alive[36:48].mean() / alive[:12].mean()) ** (1 / 3) - 1)


def late_density_growth(run: Watched) -> float:
    """P14: yearly growth of all organizations over the last three years."""
    alive = run.organizations[:, :2].sum(axis=1)
    return float((alive[-12:].mean() / alive[-48:-36].mean()) ** (1 / 3) - 1)


def staff(run: Watched) -> float:
    """P15: mean posts of a registered organization."""
    return float(np.nanmean(run.organizations[:, 2]))


def staff_skew(run: Watched) -> float:
    """P15: mean against median posts of a registered organization."""
    return float(np.nanmean(run.organizations[:, 2] / run.organizations[:, 3]))


def staff_turnover(run: Watched) -> float:
    """P15: posts of registered organizations that are left in a year."""
    return float(12 * run.organizations[12:, 4].mean())


def dependence(run: Watched) -> float:
    """P24: government's part of organizations' income."""
    return float(np.nanmean(run.city["government_dependence"]))


def answered_at_once(run: Watched) -> float:
    """P16: share of what is on the books that is reported closed in a month."""
    return float(run.city["reported_performance"].mean())


def answered_in_the_end(run: Watched) -> float:
    """P16: of what was on the books in ten years, the share reported closed by the end."""
    closed = run.counts["reported_closed"].sum()
    return float(closed / (closed + run.counts["known_open"][-1].sum()))


def events_per_resident(run: Watched) -> float:
    """P17: cases that come on the books per resident and year."""
    return float(run.counts["reported_opened"].sum() / run.years / run.residents)


def solved_locally(run: Watched) -> float:
    """P17: resolved cases that no office above the community had to decide."""
    return float(1 - run.counts["decided_now"].sum() / run.counts["resolved"].sum())


def admin_load(run: Watched) -> float:
    """P19: share of committees' time that tasks from above take."""
    return float(1 - run.counts["own_time"].sum() / run.counts["staff_time"].sum())
