"""Machine code on disk: an object file a visit, put into this process by LLVM's linker; numba is not needed for it.

A file is a hash, a line of facts and the code. The hash is over all the rest, the facts say whose code it is, and the file
must be this user's own (``sim.engine.cache_folder``): one that is damaged, exchanged or another user's is compiled anew.
"""

import errno
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from llvmlite import binding

from sim.engine.cache_folder import DistrustError, check_owner, entered, places, say_once
from sim.language import message

ENDING = ".code"
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Object:
    """A compiled function: its name here, its symbol in the machine code, and what it may call outside.

    The plan of a program (``sim.engine.plan``) lies in such a file too, without symbol; it is read and never linked.
    """

    name: str
    symbol: str
    outside: tuple[str, ...]
    code: bytes


def keep(one: Object) -> None:
    """Write machine code to disk; it is there whole or not at all, also when the power fails.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    folders = places()
    if not folders:
        raise DistrustError(message("code.nowhere"))
    handle, temporary = tempfile.mkstemp(dir=folders[-1], suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written(one))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, folders[-1] / f"{one.name}{ENDING}")
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def kept(names: Iterable[str]) -> dict[str, Object]:
    """Those of some functions whose machine code is on disk, whole and this user's own; what is not is told."""
    found, refused, folders, wanted = dict[str, Object](), list[str](), places(), list(names)
    for folder in folders:
        try:
            with entered(folder) as descriptor:
                for name in wanted:
                    try:
                        found[name] = _read(folder, name, descriptor)
                    except FileNotFoundError:
                        continue
                    except OSError as error:
                        refused.append(str(error))
        except OSError as error:
            refused.append(str(error))
    if refused:
        say_once(message("code.refused", count=len(refused), first=refused[0]))
    return found


def written(one: Object) -> bytes:
    """Machine code as it lies on disk."""
    rest = json.dumps([one.name, one.symbol, one.outside]).encode() + b"\n" + one.code
    return _hash(rest) + b"\n" + rest


def understood(name: str, data: bytes) -> Object:
    """Machine code from what lies on disk under a name.

    Raises
    ------
    ValueError
        If it is not, to the bit, what was written under that name.
    """
    told_hash, _, rest = data.partition(b"\n")
    if told_hash != _hash(rest):
        raise ValueError("its hash is another")
    facts, _, code = rest.partition(b"\n")
    own_name, symbol, outside = json.loads(facts)
    if own_name != name:
        raise ValueError(f"it is {own_name}")
    return Object(name, symbol, tuple(outside), code)


def _read(folder: Path, name: str, descriptor: int | None) -> Object:
    path = folder / f"{name}{ENDING}"
    try:
        handle = os.open(path if descriptor is None else path.name, _OPEN, dir_fd=descriptor)
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise DistrustError(message("code.link", path=path)) from error
        raise DistrustError(message("code.unreadable", path=path, reason=error.strerror)) from error
    try:
        found = os.fstat(handle)
        check_owner(path, found)
        if not stat.S_ISREG(found.st_mode):
            raise DistrustError(message("code.no_file", path=path))
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read()
    finally:
        os.close(handle)
    try:
        return understood(name, data)
    except ValueError:
        raise DistrustError(message("code.damaged", path=path)) from None


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


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
