"""What names on disk stand for: the compiler, and what rules, those that they call and the constants that these name are."""

import functools
import importlib.metadata
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType

from llvmlite import binding

ABOUT_NO_CODE = ("NUMBA_CACHE_DIR", "NUMBA_NUM_THREADS", "NUMBA_THREADING_LAYER")
"""Settings of numba's that users have for other programs, and that change no machine code."""
Rule = Callable[..., object]


@functools.cache
def compiler() -> bytes:
    """What all machine code depends on: numba, what it and its user's settings ask it to do, and the processor."""
    processor: str = binding.get_host_cpu_name() + binding.get_host_cpu_features().flatten()
    asked = Path(__file__).with_name("native.py").read_bytes()
    settings = sorted(one for one in os.environ.items() if one[0].startswith("NUMBA_") and one[0] not in ABOUT_NO_CODE)
    chosen = repr(settings) if settings else ""
    return importlib.metadata.version("numba").encode() + asked + processor.encode() + chosen.encode()


def reached(rules: Iterable[Rule]) -> Iterator[tuple[FunctionType, dict[str, object]]]:
    """The rules and those that they call, each once, with the constants that it names."""
    left, seen = [*rules], set[Rule]()
    while left:
        each = left.pop()
        if each in seen or not isinstance(each, FunctionType):
            continue
        seen.add(each)
        named = {name: each.__globals__[name] for name in sorted(_names(each.__code__) & each.__globals__.keys())}
        left += [value for value in named.values() if isinstance(value, FunctionType)]
        yield each, {name: value for name, value in named.items() if not isinstance(value, FunctionType)}


def meaning(code: CodeType) -> tuple[str, ...]:
    """What code does, wherever it is written."""
    constants = [meaning(each) if isinstance(each, CodeType) else each for each in code.co_consts]
    return code.co_code.hex(), repr(constants), repr(code.co_names), repr(code.co_varnames)


def _names(code: CodeType) -> set[str]:
    inside = [_names(each) for each in code.co_consts if isinstance(each, CodeType)]
    return set(code.co_names).union(*inside)
