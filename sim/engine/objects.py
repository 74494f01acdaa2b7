"""Machine code on disk: an object file a visit, put into this process by LLVM's linker; numba is not needed for it."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from llvmlite import binding

from sim.engine.fingerprint import code_folder

ENDING = ".object"


@dataclass(frozen=True)
class Object:
    """A compiled function: its name here, its symbol in the machine code, and what it may call outside."""

    name: str
    symbol: str
    outside: tuple[str, ...]
    code: bytes


def keep(one: Object) -> None:
    """Write machine code to disk; it is there whole or not at all."""
    folder = code_folder()
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(json.dumps([one.symbol, one.outside]).encode() + b"\n" + one.code)
    os.replace(temporary, _path(folder, one.name))


def kept() -> set[str]:
    """The names of what is on disk."""
    return {path.name.removesuffix(ENDING) for path in code_folder().glob(f"*{ENDING}")}


def read(names: Iterable[str]) -> Iterator[Object]:
    """Yield machine code from disk."""
    folder = code_folder()
    for name in names:
        facts, _, code = _path(folder, name).read_bytes().partition(b"\n")
        symbol, outside = json.loads(facts)
        yield Object(name, symbol, tuple(outside), code)


def linked(objects: Iterable[Object]) -> dict[str, int]:
    """Put machine code into this process; the address of each by its name.

    Machine code names helpers of numba's for errors that rules cannot make (``error_model`` numpy, no reference counts). They
    are not loaded: whatever would call one stops the process.
    """
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    target = binding.Target.from_default_triple()
    return {one.name: _linked(one, target) for one in objects}


_LINKERS: list[binding.ExecutionEngine] = []


def _linked(one: Object, target: binding.Target) -> int:
    """Link one by itself: another's symbols may have the same names, since numba numbers them anew in each process."""
    for name in one.outside:
        if not name.startswith("llvm.") and binding.address_of_symbol(name) is None:
            binding.add_symbol(name, binding.address_of_symbol("abort"))
    linker = binding.create_mcjit_compiler(binding.parse_assembly(""), target.create_target_machine(jit=True))
    linker.add_object_file(binding.ObjectFileRef.from_data(one.code))
    linker.finalize_object()
    _LINKERS.append(linker)
    return int(linker.get_function_address(one.symbol))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}{ENDING}"
