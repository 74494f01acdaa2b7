"""What numba is asked to do: compile visits that read columns from addresses, and drive them over communities.

numba is known here and in ``sim.engine.compiled`` alone.
"""

from typing import Any

from llvmlite import ir
from numba import carray, cfunc, njit, types
from numba.core import cgutils
from numba.core.compiler import Compiler
from numba.extending import intrinsic

INSIDE: dict[str, Any] = {"error_model": "numpy", "nogil": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
INLINE = INSIDE | {"forceinline": True}
"""Options for what only compiled code calls; without wrappers it compiles in two thirds of the time."""
WORD = types.int64
ENTRY = types.void(WORD, WORD, WORD, WORD, WORD, types.CPointer(types.float64), types.CPointer(WORD))
"""What every visit is entered with: community, month, two words of the key, number of communities, its parameters
(float64), and address and length of each of its columns (int64)."""


class Apart(Compiler):
    """Tells LLVM that a visit's columns do not overlap, without which it does not vectorise loops over many columns."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.state.flags.noalias = True


visit = njit(pipeline_class=Apart, **INSIDE)
entry = cfunc(ENTRY, cache=True)


@intrinsic
def _pointer(_context: Any, address: Any) -> Any:
    def generate(_target: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.inttoptr(given[0], cgutils.voidptr_t)

    return types.voidptr(address), generate


@njit(**INSIDE)
def column(columns: Any, place: int, kind: Any) -> Any:
    """The column at a place of a table of addresses and lengths."""
    return carray(_pointer(columns[2 * place]), columns[2 * place + 1], kind)


@intrinsic
def _enter(
    _context: Any, address: Any, c: Any, month: Any, low: Any, high: Any, n: Any, world: Any, columns: Any
) -> Any:
    def generate(target: Any, builder: Any, signature: Any, given: Any) -> Any:
        inside = [target.get_value_type(kind) for kind in signature.args[1:]]
        function = builder.inttoptr(given[0], ir.FunctionType(ir.VoidType(), inside).as_pointer())
        builder.call(function, given[1:])
        return target.get_dummy_value()

    return types.void(address, c, month, low, high, n, world, columns), generate


@njit(types.void(*[types.int64[::1]] * 3, *[WORD] * 6), nogil=True, cache=True)
def drive(
    entries: Any, worlds: Any, columns: Any, begin: int, end: int, month: int, low: int, high: int, n: int
) -> None:
    """Take every community of a chunk through a run of visits, given by the addresses of entries and of what they read."""
    for c in range(begin, end):
        for k in range(len(entries)):
            _enter(entries[k], c, month, low, high, n, worlds[k], columns[k])
