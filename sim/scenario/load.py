"""Loading scenarios: find the files, read them, check what they add up to."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Literal

from sim.errors import InputError, ScenarioError
from sim.language import LANGUAGES, message
from sim.parameters import TYPES
from sim.scenario.chain import Above, chain
from sim.scenario.changes import Change, Setting, conflicts, too_many
from sim.scenario.checks import notices, outside_domain, shares_too_large
from sim.scenario.columns import ENTRIES
from sim.scenario.file_changes import Diff, read
from sim.scenario.freed import freed
from sim.scenario.months import month_index
from sim.scenario.scenario import Scenario
from sim.scenario.sums import is_laid, lay, overruled_settings
from sim.scenario.table import Districts, base_table, check_size, districts_named, place_text, table_in, turning_months
from sim.scenario.toml_file import Origin


def load(reference: str, *, start: str = "2016-01") -> Scenario:
    """Load a scenario by name, by path, or a combination such as ``menu_services+funding_cut``.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the files, at once.
    InputError
        If ``start`` is not a month.
    """
    _check_start(start)
    found = chain(reference)
    diffs = [read(document, start) for document in found.documents]
    problems = found.problems + [problem for diff in diffs for problem in diff.problems]
    settings = [setting for diff in diffs for setting in diff.settings]
    changes = tuple(change for diff in diffs for change in diff.changes)
    crowded = too_many(changes)
    laid, lost = (changes, []) if crowded else lay(changes, found.above)
    problems += crowded or conflicts(laid, start, partial(is_laid, above=found.above))
    if problems:
        raise ScenarioError(sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line or 0)))
    scenario = _resolved(reference, start=start, diffs=diffs, settings=settings, changes=laid)
    leaves = _leaves(diffs, found.above)
    return replace(
        scenario,
        name={lang: " + ".join(diff.name[lang] for diff in leaves) for lang in LANGUAGES},
        question={lang: " ".join(diff.question[lang] for diff in leaves) for lang in LANGUAGES},
        overruled=(*overruled_settings(settings, found.above), *lost),
        freed=freed(settings, changes, stands=laid, above=found.above, districts=scenario.districts),
    )


def _resolved(
    reference: str, *, start: str, diffs: list[Diff], settings: list[Setting], changes: tuple[Change, ...]
) -> Scenario:
    districts = districts_named([*settings, *changes])
    base = base_table(settings, districts)
    months = turning_months(changes)
    check_size(reference, len(months), districts)
    table = table_in(base, changes, months, districts)
    problems = outside_domain(table, months, changes, start)
    problems += shares_too_large(table, months, settings, changes, start, districts)
    if problems:
        raise ScenarioError(problems)
    return Scenario(
        reference=reference,
        start=start,
        name={},
        question={},
        extends=tuple(diff.document.path.stem for diff in diffs),
        thresholds={name: value for diff in diffs for name, value in diff.thresholds.items()},
        provenance=_provenance(settings, districts),
        base=base,
        changes=changes,
        notices=notices(table, months, start, districts),
        districts=districts,
    )


def _leaves(diffs: list[Diff], above: Above) -> list[Diff]:
    """Return the files that no other of them extends: one, or one for each part of a combination."""
    extended = frozenset[str]().union(*above.values())
    return [diff for diff in diffs if diff.document.label not in extended]


def _provenance(settings: Iterable[Setting], districts: Districts) -> dict[str, Origin | Literal["default"]]:
    found: dict[str, Origin | Literal["default"]] = dict.fromkeys(ENTRIES, "default")
    for setting in settings:
        if setting.type is None and setting.district is None:
            for place in (*((kind, None) for kind in TYPES), *((None, number) for number in districts)):
                found.pop(place_text(place) + setting.entry, None)
        found[place_text((setting.type, setting.district)) + setting.entry] = setting.origin
    return found


def _check_start(start: str) -> None:
    try:
        month_index(start, start=start)
    except ValueError:
        raise InputError(message("wrong_start", start=repr(start))) from None
