"""How many communities of what type and size, and what organizations and offices are there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.city.profile import Profile
from sim.errors import InputError
from sim.rules.arithmetic import exp, normal
from sim.rules.luck import philox

SIZES = ("hamlet", "neighbourhood", "district", "city")
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
SIZE_OF, ORDER_OF, POSTS_OF = 901, 902, 903
VACANT = 2


@dataclass(frozen=True)
class Layout:
    """A city's frame: for each community its type, residents, district and street; for each organization its form.

    Arrays are of shape (communities,), ``form`` and ``share_of_posts`` (organizations,), ``first_*`` (communities + 1,).
    """

    kind: Ints
    n_residents: Ints
    district: Ints
    street: Ints
    role: Ints
    form: Ints
    share_of_posts: Floats
    first_residents: Ints
    first_organizations: Ints


def lay_out(profile: Profile, size: str, key: tuple[int, int]) -> Layout:
    """Frame of a city of a given size (see ``SIZES``) for a city seed given as two words."""
    if size not in SIZES:
        raise InputError(f"size {size!r}: there is no such size; choose one of {', '.join(SIZES)}")
    kind, residents = _communities(profile, size, key)
    districts, streets = _offices(profile, size, len(kind))
    places, first_organizations = _organizations(profile, residents, size)
    return Layout(
        kind,
        residents,
        9 + np.arange(len(kind)) * districts // len(kind),
        9 + districts + np.arange(len(kind)) * streets // len(kind),
        np.array([0] + [1] * 8 + [2] * districts + [3] * streets),
        np.minimum(places, 1),
        _shares(profile, places, first_organizations, key),
        _starts(residents),
        first_organizations,
    )


def _communities(profile: Profile, size: str, key: tuple[int, int]) -> tuple[Ints, Ints]:
    if size == "hamlet":
        return np.zeros(1, np.int64), np.array([300])
    shares = np.array([kind.residents for kind in profile.types.values()])
    if size == "neighbourhood":
        return np.arange(4), np.diff(np.rint(10_000 * np.cumsum(np.concatenate([[0], shares]))).astype(np.int64))
    n = profile.city.communities if size == "city" else min(100, profile.city.communities)
    part = profile.city.communities / n
    counts = np.diff(
        np.rint(n * np.cumsum([0.0] + [kind.communities for kind in profile.types.values()])).astype(np.int64)
    )
    kinds = np.repeat(np.arange(4), counts)
    kinds = kinds[np.argsort([philox(c, 0, ORDER_OF, 0, *key)[0] for c in range(n)], kind="stable")]
    wanted = round(profile.city.residents / part) * shares
    return kinds, _sizes(kinds, wanted, profile.city.size_spread, key)


def _sizes(kinds: Ints, wanted: Floats, spread: float, key: tuple[int, int]) -> Ints:
    """Lognormal sizes within a type, scaled so that the types' residents are as wanted; at least one resident each."""
    weights = np.array([exp(spread * normal(_uniform(c, SIZE_OF, key))) for c in range(len(kinds))])
    totals = np.bincount(kinds, weights, 4)
    return np.maximum(np.rint(weights / totals[kinds] * wanted[kinds]), 1).astype(np.int64)


def _uniform(slot: int, purpose: int, key: tuple[int, int]) -> float:
    return float((philox(slot, 0, purpose, 0, *key)[0] + 0.5) / 4294967296)


def _offices(profile: Profile, size: str, communities: int) -> tuple[int, int]:
    if size == "city":
        return profile.city.districts, profile.city.streets
    return 1, max(1, min(communities // 7, round(profile.city.streets / profile.city.districts)))


def _organizations(profile: Profile, residents: Ints, size: str) -> tuple[Ints, Ints]:
    """Whole organizations by running totals over communities, so that a small place has as many a resident as a large one.

    Behind them come vacant places for organizations that may be founded, half as many again.
    """
    least = 1 if size == "hamlet" else 0
    rates = (profile.organizations.registered_per_10000, profile.organizations.filed_per_10000)
    counts = [
        np.maximum(np.diff(np.rint(_starts(residents) * rate / 10_000)).astype(np.int64), least) for rate in rates
    ]
    counts.append((counts[0] + counts[1] + 1) // 2)
    form = np.tile(np.array([0, 1, VACANT]), len(residents)).repeat(np.stack(counts, axis=1).ravel())
    return form, _starts(np.sum(counts, axis=0))


def _shares(profile: Profile, form: Ints, first: Ints, key: tuple[int, int]) -> Floats:
    """Each organization's share of its community's posts of its form: lognormal weights; 0 of a vacant place."""
    spread, filled = profile.organizations.size_spread, np.flatnonzero(form < VACANT)
    weights = np.array([exp(spread * normal(_uniform(j, POSTS_OF, key))) for j in range(len(filled))])
    shares, form, first = np.zeros(len(form)), form[filled], np.searchsorted(filled, first)
    group = np.repeat(np.arange(len(first) - 1), np.diff(first)) * 2 + form
    shares[filled] = weights / np.bincount(group, weights, 2 * len(first))[group]
    return shares


def _starts(counts: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
