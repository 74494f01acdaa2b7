"""The same program in plain Python, a step at a time and an agent at a time: what the Mesa model runs."""

import functools
import inspect
import operator
from collections.abc import Callable, Sequence
from types import CodeType
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.engine.columns import CITY, PLACES, State
from sim.engine.operands import draw_columns, lanes, whole
from sim.engine.program import Program
from sim.engine.source import draw_name, functions, operands_of, text
from sim.engine.steps import Each, Step

Row = Callable[..., None]


def _plain(function: Row) -> Row:
    return function


def _part(array: Any, start: int, end: int) -> Any:
    return array[start:end]


@functools.cache
def _code(program: Program) -> CodeType:
    return compile(text(program), "<program>", "exec")


class Interpreted:
    """A program bound to a state whose scratch columns are whole.

    Columns are read through memory views: they give Python's own numbers, and widen float32 without rounding.
    """

    def __init__(self, program: Program, state: State) -> None:
        self.program = program
        self.state = state
        self._functions: dict[str, Any] = {"row": _plain, "visit": _plain, "part": _part, "other": operator.add}
        self._functions |= functions(program)
        exec(_code(program), self._functions)
        self._arrays: dict[str, Any] = {"base": 0, "n_places": state.n_places, "whole_scratch": 1, "part": _part}
        for name, rows in state.tables.items():
            self._arrays |= {whole(name, column=column): memoryview(array) for column, array in rows.columns.items()}  # type: ignore[arg-type]
            for column in draw_columns(program, name):
                words = np.zeros(rows.n, column.kind)
                self._arrays[whole(name, column=column.name)] = memoryview(words)  # type: ignore[arg-type]
        self._arrays |= {f"first_{name}": memoryview(first) for name, first in state.first.items()}  # type: ignore[arg-type]
        self._codes: dict[str, CodeType] = {}
        self._names: dict[str, list[str]] = {}
        self._drawn: set[int] = set()

    def begin_month(self, month: int, key: tuple[int, int], world: npt.NDArray[np.float64]) -> None:
        """Set what the month's steps share."""
        named = {name: world[place].tolist() for name, place in self.program.world.items()}
        numbers = {name: value[0] if len(value) == 1 else value for name, value in named.items()}
        self._arrays |= {"month": month, "key_low": key[0], "key_high": key[1], "world": numbers}
        self._drawn = set()

    def prepare(self, step: Step) -> None:
        """Draw the uniforms that a step reads column by column."""
        for purpose in lanes(self.program, step):
            if purpose not in self._drawn:
                self._drawn.add(purpose)
                table = self.program.table_of(step)
                self._visit(
                    draw_name(table.name, purpose), through=PLACES if table.in_places or table.is_place else CITY
                )
        if any(table.person in step.writes for table in self.program.tables.values()):
            self._drawn.clear()

    def take_step(self, step: Step) -> None:
        """Run a total, a sum over ties or a settlement, place by place or once for the city."""
        self._visit(step.name, through=self.program.through(step))

    def agent_calls(self, step: Each) -> tuple[Row, list[Sequence[Any]]]:
        """The step's row function and its operands, for each place or once for a table outside places."""
        operands = operands_of(self.program, step)
        code = self._code(f"{step.name}_operands", expression=f"({', '.join(operand.fetch for operand in operands)},)")
        inside = self.program.tables[step.table].in_places
        places = range(self.state.n_places if inside else 1)
        return self._functions[f"{step.name}_row"], [eval(code, self._arrays, self._bounds(c)) for c in places]

    def _visit(self, name: str, *, through: str) -> None:
        function = self._functions[name]
        if name not in self._names:
            self._names[name] = list(inspect.signature(function).parameters)[1:]
        given = [self._arrays[needed] for needed in self._names[name]]
        for c in self.state.visited(through).tolist():
            function(c, *given)

    def _code(self, name: str, *, expression: str) -> CodeType:
        if name not in self._codes:
            self._codes[name] = compile(expression, f"<{name}>", "eval")
        return self._codes[name]

    def _bounds(self, c: int) -> dict[str, int]:
        places = {"c": c}
        for table, first in self.state.first.items():
            low, high = int(first[c]), int(first[c + 1])
            places |= {f"lo_{table}": low, f"hi_{table}": high, f"n_{table}": high - low, f"at_{table}": low}
        return places
