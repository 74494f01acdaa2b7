"""How many communities of what type and size, and what organizations and offices are there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.city.figures import Profile
from sim.city.own import offices
from sim.language import Language, text
from sim.limits import checked
from sim.parameters import TYPES
from sim.rules.arithmetic import exp, normal
from sim.rules.random_numbers import WORD, philox
from sim.state.random_numbers import ORDER_OF, SAMPLE_OF, SIZE_OF
from sim.state.words import (
    DEPARTMENT_OFFICE,
    DISTRICT_OFFICE,
    FILED,
    FINANCE_OFFICE,
    FIRST_DISTRICT,
    N_DOMAINS,
    N_TYPES,
    REGISTERED,
    STREET_OFFICE,
    VACANT,
)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
ROLES = (FINANCE_OFFICE, DEPARTMENT_OFFICE, DISTRICT_OFFICE, STREET_OFFICE)
DISTRICT = 100
"""Communities that a district shows at most."""


@dataclass(frozen=True)
class Layout:
    """A city's frame: for each community its type, residents, district and street; for each place of an
    organization its form, or that it is vacant.

    ``by_street`` lists communities street by street, ``street_residents`` are those of each community's street.

    Arrays are of shape (communities,), ``form`` (organizations,), ``first_*`` (communities + 1,).
    ``listed`` says which of the profile's own communities each one is; None where they are made, not listed.
    """

    kind: Ints
    n_residents: Ints
    district: Ints
    street: Ints
    by_street: Ints
    street_residents: Ints
    role: Ints
    form: Ints
    first_residents: Ints
    first_organizations: Ints
    listed: Ints | None = None


def lay_out(profile: Profile, size: str, key: tuple[int, int]) -> Layout:
    """Frame of a city of a given size (see ``sim.limits``) for a city seed given as two words."""
    checked({"size": size})
    listed = _listed(profile, size, key)
    kind, residents = _communities(profile, size, key) if listed is None else _own(profile, listed)
    district, street = _offices(profile, size, len(kind)) if listed is None else _own_offices(profile, listed)
    roles = np.repeat(ROLES, (1, N_DOMAINS, district.max() + 1, street.max() + 1))
    places, first_organizations = _organizations(profile, residents, size)
    return Layout(
        kind,
        residents,
        FIRST_DISTRICT + district,
        FIRST_DISTRICT + 1 + district.max() + street,
        np.argsort(street, kind="stable"),
        np.bincount(street, residents).astype(np.int64)[street],
        roles if profile.city.districts else roles[:0],
        places,
        _starts(residents),
        first_organizations,
        listed,
    )


def _listed(profile: Profile, size: str, key: tuple[int, int]) -> Ints | None:
    """Which of its own communities a city or district shows: all, or about a hundred, drawn evenly type by type."""
    n = len(profile.communities)
    if n == 0 or size in ("hamlet", "neighbourhood"):
        return None
    if size == "city" or n <= DISTRICT:
        return np.arange(n)
    by_type = np.argsort(_kinds(profile), kind="stable")
    places = (np.arange(DISTRICT) + _uniform(0, purpose=SAMPLE_OF, key=key)) * n / DISTRICT
    return np.sort(by_type[places.astype(np.int64)])


def _kinds(profile: Profile) -> Ints:
    return np.array([TYPES.index(community.type) for community in profile.communities])


def _own(profile: Profile, listed: Ints) -> tuple[Ints, Ints]:
    return _kinds(profile)[listed], np.array([profile.communities[place].residents for place in listed])


def _own_offices(profile: Profile, listed: Ints) -> tuple[Ints, Ints]:
    district, street = offices(tuple(profile.communities[place] for place in listed))
    return np.array(district), np.array(street)


def _communities(profile: Profile, size: str, key: tuple[int, int]) -> tuple[Ints, Ints]:
    shares = np.array([kind.residents for kind in profile.types.values()])
    if size == "hamlet":
        return np.array([shares.argmax() if profile.communities else 0]), np.array([300])
    if size == "neighbourhood":
        residents = np.diff(np.rint(10_000 * np.cumsum(np.concatenate([[0], shares]))).astype(np.int64))
        kinds = np.flatnonzero(residents) if profile.communities else np.arange(N_TYPES)
        return kinds, residents[kinds]
    n = profile.city.communities if size == "city" else min(DISTRICT, profile.city.communities)
    part = profile.city.communities / n
    counts = np.diff(
        np.rint(n * np.cumsum([0.0] + [kind.communities for kind in profile.types.values()])).astype(np.int64)
    )
    kinds = np.repeat(np.arange(N_TYPES), counts)
    kinds = kinds[np.argsort([_word(c, purpose=ORDER_OF, key=key) for c in range(n)], kind="stable")]
    wanted = round(profile.city.residents / part) * shares
    return kinds, _sizes(kinds, wanted, profile.city.size_spread, key)


def _sizes(kinds: Ints, wanted: Floats, spread: float, key: tuple[int, int]) -> Ints:
    """Lognormal sizes within a type, scaled so that the types' residents are as wanted; at least one resident each."""
    weights = np.array([exp(spread * normal(_uniform(c, purpose=SIZE_OF, key=key))) for c in range(len(kinds))])
    totals = np.bincount(kinds, weights, N_TYPES)
    return np.maximum(np.rint(weights / totals[kinds] * wanted[kinds]), 1).astype(np.int64)


def _uniform(slot: int, *, purpose: int, key: tuple[int, int]) -> float:
    return float((_word(slot, purpose=purpose, key=key) + 0.5) / WORD)


def _word(slot: int, *, purpose: int, key: tuple[int, int]) -> int:
    return philox(slot, month=0, purpose=purpose, entered=0, key_low=key[0], key_high=key[1])[0]


def _offices(profile: Profile, size: str, communities: int) -> tuple[Ints, Ints]:
    """Each community's district and street, of even numbers of communities one after the other."""
    if profile.city.districts == 0:
        return np.zeros(communities, np.int64), np.zeros(communities, np.int64)
    if size == "city":
        districts, streets = profile.city.districts, profile.city.streets
    else:
        districts = 1
        streets = max(1, min(communities // 7, round(profile.city.streets / profile.city.districts)))
    places = np.arange(communities)
    return places * districts // communities, places * streets // communities


def _organizations(profile: Profile, residents: Ints, size: str) -> tuple[Ints, Ints]:
    """Whole organizations by running totals over communities, so that a small place has as many a resident as a large one.

    Behind them come vacant places for organizations that may be founded, as many again: no city comes near filling them.
    """
    least = 1 if size == "hamlet" else 0
    rates = (profile.organizations.registered_per_10000, profile.organizations.filed_per_10000)
    counts = [
        np.maximum(np.diff(np.rint(_starts(residents) * rate / 10_000)).astype(np.int64), least) for rate in rates
    ]
    counts.append(counts[0] + counts[1])
    form = np.tile(np.array([REGISTERED, FILED, VACANT]), len(residents)).repeat(np.stack(counts, axis=1).ravel())
    return form, _starts(np.sum(counts, axis=0))


def _starts(counts: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def size_texts(profile: Profile, size: str, lang: Language) -> list[str]:
    """Tell what a size shows of a city that lists its communities, where it does not show them all."""
    communities = len(profile.communities)
    if size == "city" or communities <= (DISTRICT if size == "district" else 0):
        return []
    words = {"communities": communities, "own": f"{profile.city.residents:,}", "drawn": DISTRICT}
    return [text(f"cli.notice.shown.{size}", lang, **words)]
