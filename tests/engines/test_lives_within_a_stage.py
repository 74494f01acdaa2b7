"""What lives within a stage of the month is used in one stage only: it is kept for one community at a time."""

from sim.engine.program import Program, arguments, written
from sim.engine.source import stages
from sim.model.month import month_program

WORKING = {"chosen"}
"""Lists that every step fills for itself."""


def used_in(program: Program) -> dict[str, set[int]]:
    """The stages in which each column that is not kept is read or written."""
    scratch = {column.name for table in program.tables.values() for column in table.columns if column.scratch}
    found: dict[str, set[int]] = {name: set() for name in scratch}
    for place, steps in enumerate(stages(program)):
        for step in steps:
            for name in scratch.intersection((*arguments(step), *written(step))):
                found[name].add(place)
    return found


def test_no_column_that_is_not_kept_is_used_in_two_stages() -> None:
    found = used_in(month_program())
    assert {name for name, places in found.items() if len(places) > 1} == WORKING
