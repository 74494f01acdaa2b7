"""What numba is asked to do: compile a visit that reads columns from addresses, and the loop that takes places through.

numba is known here alone, and imported only to compile: ``sim.engine.objects`` loads what was compiled without it.
"""

import functools
import operator
from collections.abc import Callable
from types import FunctionType
from typing import Any, cast

from llvmlite import binding, ir
from numba import cfunc, config, njit, types
from numba._dynfunc import make_function
from numba.core.ccallback import CFunc
from numba.core.cgutils import create_struct_proxy, for_range_slice, unpack_tuple
from numba.core.codegen import JITCodeLibrary, get_host_cpu_features
from numba.core.compiler import Compiler
from numba.core.compiler_machinery import PassManager
from numba.core.typed_passes import (
    IRLegalization,
    NativeLowering,
    NoPythonBackend,
    NopythonTypeInference,
    PreLowerStripPhis,
)
from numba.core.untyped_passes import FixupArgs, IRProcessing, ReconstructSSA, TranslateByteCode
from numba.extending import intrinsic, lower_builtin, models, register_model, type_callable

from sim.engine.objects import Object
from sim.engine.visit_texts import Entry, needed

if binding.get_host_cpu_features().get("avx512f"):
    # LLVM would use half of the vectors of 512 bits on some processors; whole ones take a month in three quarters
    config.CPU_FEATURES = f"{get_host_cpu_features()},-prefer-256-bit"
Rule = Callable[..., object]
WORD, WORDS, WORD_OF = types.int64, types.CPointer(types.int64), ir.IntType(64)
ENTRY = types.void(WORD, WORD, WORD, WORD, WORD, WORD, types.CPointer(types.float64), WORDS)
"""What every visit is entered with: place, the first place that scratch is held for, month, two words of the key, number of
places, its parameters (float64), and address and length of each of its columns (int64)."""
DRIVEN = types.void(WORDS, WORD, WORDS)
LINE = 64
"""Bytes that a processor fetches at once."""


class Inner(JITCodeLibrary):
    """The code of a rule: it is optimised once, where a visit has it inside, and never made ready to run by itself."""

    def finalize(self) -> None:
        """Take in the code of the rules that it calls, before others take in this: so what `Apart` says holds for it too."""
        for library in dict.fromkeys(self._linking_libraries):
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        inliner = binding.create_new_module_pass_manager()
        inliner.add_always_inliner_pass()
        inliner.run(self._final_module, self._codegen._pass_builder())
        self._finalized = True


class Direct(Compiler):
    """Compiles what rules are made of, without the passes of numba's for closures, objects and parallel loops."""

    def define_pipelines(self) -> list[PassManager]:
        """One pipeline, from Python's code to LLVM's."""
        passes = PassManager("rule")
        for one in (
            TranslateByteCode,
            FixupArgs,
            IRProcessing,
            ReconstructSSA,
            NopythonTypeInference,
            PreLowerStripPhis,
            IRLegalization,
            NativeLowering,
            NoPythonBackend,
        ):
            passes.add_pass(one, one.__name__)
        passes.finalize()
        self.state.type_annotation = None
        return [passes]


class Called(Direct):
    """Compiles a rule to what other code takes in."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.state.flags.no_compile = True
        self.state.library = Inner(self.state.targetctx.codegen(), "rule")

    def compile_extra(self, func: FunctionType) -> Any:
        """A rule compiled; those that call it find it by an entry point that nothing enters."""
        made = super().compile_extra(func)
        point = make_function(made.fndesc.lookup_module(), func.__name__, "", 0, made.environment, (made.library,))
        self.state.targetctx.insert_user_function(point, made.fndesc, [made.library])
        return made._replace(entry_point=point)


class Portable(Direct):
    """Compiles a visit for no processor yet."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.state.library = Inner(self.state.targetctx.codegen(), "entry")


class Apart(Called):
    """Tells LLVM that a visit's columns do not overlap, without which it does not vectorise loops over many columns.

    LLVM remembers it when it puts the visit into its entry, where most of an array's description is then never made.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.state.flags.noalias = True


INSIDE: dict[str, Any] = {
    "error_model": "numpy",
    "nogil": True,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "_nrt": False,
}
"""Options for what only compiled code calls: no wrappers, and nothing that counts references to what it is given."""
visit = njit(pipeline_class=Apart, forceinline=True, **INSIDE)


class Rows(types.Type):
    """Some rows of a column: where the first is, and how many there are.

    An array of numba's is seven numbers, each of them handed on in every call; and its rows may be counted from the end.
    """

    def __init__(self, dtype: Any) -> None:
        super().__init__(f"Rows({dtype})")
        self.dtype = dtype


@register_model(Rows)
class _RowsModel(models.StructModel):
    def __init__(self, manager: Any, kind: Rows) -> None:
        super().__init__(manager, kind, [("first", types.CPointer(kind.dtype)), ("count", WORD)])


@type_callable(len)
def _type_of_len(_context: Any) -> Any:
    return lambda rows: WORD if isinstance(rows, Rows) else None


@lower_builtin(len, Rows)
def _len(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    return _rows(context, builder, signature.args[0], given[0]).count


@type_callable(operator.getitem)
def _type_of_getitem(_context: Any) -> Any:
    return lambda rows, place: rows.dtype if isinstance(rows, Rows) and isinstance(place, types.Integer) else None


@lower_builtin(operator.getitem, Rows, types.Integer)
def _getitem(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    return builder.load(_place(context, builder, signature, given))


@type_callable(operator.setitem)
def _type_of_setitem(_context: Any) -> Any:
    return lambda rows, place, _: types.void if isinstance(rows, Rows) and isinstance(place, types.Integer) else None


@lower_builtin(operator.setitem, Rows, types.Integer, types.Any)
def _setitem(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    value = context.cast(builder, given[2], signature.args[2], signature.args[0].dtype)
    builder.store(value, _place(context, builder, signature, given))
    return context.get_dummy_value()


def _place(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    at = context.cast(builder, given[1], signature.args[1], WORD)
    return builder.gep(_rows(context, builder, signature.args[0], given[0]).first, [at])


def _rows(context: Any, builder: Any, kind: Any, value: Any = None) -> Any:
    return create_struct_proxy(kind)(context, builder, value)


@intrinsic
def column(_context: Any, columns: Any, place: Any, kind: Any) -> Any:
    """The column at a place of a table of addresses and lengths."""
    rows = Rows(kind.dtype)

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        first = builder.shl(given[1], WORD_OF(1))
        address, count = (builder.load(builder.gep(given[0], [builder.add(first, WORD_OF(k))])) for k in (0, 1))
        found = _rows(context, builder, rows)
        found.first, found.count = builder.inttoptr(address, context.get_data_type(kind.dtype).as_pointer()), count
        return found._getvalue()

    return rows(columns, WORD, kind), generate


@intrinsic
def part(_context: Any, whole: Any, start: Any, end: Any) -> Any:
    """Rows of a column, or of what begins at an address."""
    rows = Rows(whole.dtype)

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        first = _rows(context, builder, whole, given[0]).first if isinstance(whole, Rows) else given[0]
        found = _rows(context, builder, rows)
        found.first, found.count = builder.gep(first, [given[1]]), builder.sub(given[2], given[1])
        return found._getvalue()

    return rows(whole, WORD, WORD), generate


@intrinsic
def other(_context: Any, row: Any, tie: Any) -> Any:
    """The row so many places away, never below the first, in 32 bits: a vector holds twice as many of these.

    Without the bound LLVM would see that it can add in 64 bits as well, and does.
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        half = ir.IntType(32)
        place = builder.add(builder.trunc(given[0], half), builder.sext(given[1], half))
        largest = builder.module.declare_intrinsic("llvm.smax", [half], ir.FunctionType(half, [half, half]))
        return builder.zext(builder.call(largest, [place, half(0)]), WORD_OF)

    return types.uint64(row, tie), generate


@intrinsic
def rows_set(_context: Any, array: Any, start: Any) -> Any:
    """Which of 64 rows of a column are not zero, a bit each."""

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        rows = ir.VectorType(context.get_data_type(array.dtype), 64)
        at = builder.gep(_rows(context, builder, array, given[0]).first, [given[1]])
        found = builder.load(builder.bitcast(at, rows.as_pointer()), align=1)
        differs = builder.fcmp_unordered if isinstance(array.dtype, types.Float) else builder.icmp_unsigned
        return builder.bitcast(differs("!=", found, rows(None)), WORD_OF)

    return WORD(array, WORD), generate


@intrinsic
def lowest(_context: Any, word: Any) -> Any:
    """The place of the lowest bit that is set."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], ir.IntType(1)(1))

    return WORD(word), generate


@intrinsic
def ahead(_context: Any, rows: Any) -> Any:
    """Have the processor fetch rows of a column from memory, in their order; nobody waits for them."""

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        found, byte = _rows(context, builder, rows, given[0]), ir.IntType(8).as_pointer()
        first, size = builder.bitcast(found.first, byte), context.get_abi_sizeof(context.get_data_type(rows.dtype))
        arguments = [byte, *[ir.IntType(32)] * 3]
        fetch = builder.module.declare_intrinsic("llvm.prefetch", [byte], ir.FunctionType(ir.VoidType(), arguments))
        for_each = for_range_slice(builder, WORD_OF(0), builder.mul(found.count, WORD_OF(size)), WORD_OF(LINE), WORD_OF)
        with for_each as (place, _):
            builder.call(fetch, [builder.gep(first, [place]), *(ir.IntType(32)(one) for one in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(rows), generate


@intrinsic
def _enter(_context: Any, address: Any, words: Any, world: Any, columns: Any) -> Any:
    def generate(target: Any, builder: Any, _signature: Any, given: Any) -> Any:
        tables = [
            builder.inttoptr(each, target.get_data_type(kind))
            for each, kind in zip(given[2:], ENTRY.args[-2:], strict=True)
        ]
        inside = [*unpack_tuple(builder, given[1]), *tables]
        kind = ir.FunctionType(target.get_value_type(types.void), [each.type for each in inside])
        builder.call(builder.inttoptr(given[0], kind.as_pointer()), inside)
        return target.get_dummy_value()

    return types.void(address, words, world, columns), generate


@intrinsic
def _words(_context: Any, address: Any) -> Any:
    """The words at an address."""

    def generate(_target: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.inttoptr(given[0], WORD_OF.as_pointer())

    return WORDS(address), generate


def drive(runs: Any, n_runs: int, shared: Any) -> None:
    """Go through runs of visits, one after the other: in each, take every place of a chunk through its visits.

    A run is seven words, as `sim.engine.compiled.run` has them. All share the month, two words of the key, and the number of
    places.
    """
    month, low, high, n = shared[0], shared[1], shared[2], shared[3]
    for at in range(0, 7 * n_runs, 7):
        entries: Any = _words(runs[at + 1])
        worlds: Any = _words(runs[at + 2])
        columns: Any = _words(runs[at + 3])
        for c in range(runs[at + 4], runs[at + 5]):
            for k in range(runs[at]):
                _enter(entries[k], (c, runs[at + 6], month, low, high, n), worlds[k], columns[k])


def compiled(one: Entry | None) -> Object:
    """Compile a visit, or without one the loop over places."""
    function: Any = cfunc(kind_of(one), pipeline_class=Direct)(plain(one))
    library = function._library
    outside = [each.name for each in library._final_module.functions if each.is_declaration]
    return Object(needed(one), function.native_name, tuple(outside), library.serialize_using_object_code()[2][0])


def portable(one: Entry | None) -> tuple[str, str]:
    """A visit, or without one the loop over places, as LLVM's text for no processor yet; and its symbol there."""
    made = CFunc(plain(one), (kind_of(one).args, kind_of(one).return_type), {}, {}, pipeline_class=Portable)
    found = made._compile_uncached()
    found.library.finalize()
    return str(found.library._final_module), found.fndesc.llvm_cfunc_wrapper_name


def kind_of(one: Entry | None) -> Any:
    """What a visit is entered with, or the loop over places."""
    return DRIVEN if one is None else ENTRY


def plain(one: Entry | None) -> Callable[..., None]:
    """The function that is compiled, in Python; the rules that it calls are numba's."""
    if one is None:
        return drive
    scope: dict[str, Any] = {name: compiled_rule(rule) for name, rule in one.rules.items()}
    exec(compile(one.text, f"<{one.name}>", "exec"), scope)
    return cast(Callable[..., None], scope["enter"])


@functools.cache
def compiled_rule(rule: Rule) -> Any:
    """A rule as a function of numba's: a copy of it, in which calls of other rules go to their copies."""
    scope = {name: value for name, value in rule.__globals__.items() if name in rule.__code__.co_names}
    scope |= {name: compiled_rule(value) for name, value in scope.items() if isinstance(value, FunctionType)}
    copy = FunctionType(rule.__code__, scope, rule.__name__)
    return njit(pipeline_class=Called, forceinline=True, **INSIDE)(copy)
