"""The third way to run a program: every visit as WebAssembly, linked into one module that needs nothing but memory.

A visit reads and writes at addresses and calls nothing, so what LLVM makes of it for a processor it makes for a browser too.
The loop over places comes with it: one call takes a city through a month.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from llvmlite import binding

from sim.engine.compiled import NUMBA_FILE
from sim.engine.objects import Object, keep, kept
from sim.engine.visit_texts import Entry, needed
from sim.errors import RunError
from sim.language import message

TRIPLE = "wasm32-unknown-unknown"
FEATURES = "+simd128,+bulk-memory,+sign-ext,+nontrapping-fptoint"
"""What a browser must know beside the first edition of WebAssembly: Chrome 91, Firefox 89, Safari 16.4 and later do."""
STACK = 1 << 20
_KEPT = "wasm_"
_ABOUT_A_PROCESSOR = re.compile(r"^target (?:triple|datalayout) = .*$", re.MULTILINE)
_FETCHED_AHEAD = re.compile(r"^.*call void @llvm\.prefetch.*$", re.MULTILINE)
_HELPER = re.compile(r"^declare (?!.*@llvm\.)(.*)$", re.MULTILINE)


def linked_module(entries: Iterable[Entry | None]) -> bytes:
    """Visits as one WebAssembly module.

    It imports ``memory`` and ``fmod`` of ``env``. It exports ``drive``, which ``sim.engine.compiled.driver`` describes;
    ``visits``, where the words lie by which it calls each visit, in the given order; and where free memory begins.

    Raises
    ------
    RunError
        If no linker is found, or numba would take settings from the current folder.
    """
    linker, wanted = _linker(), list(entries)
    found = _objects([None, *wanted])
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{place}.o") for place in range(len(found) + 1)]
        codes = [*(one.code for one in found), _table([one.symbol for one in found[1:]])]
        for file, code in zip(files, codes, strict=True):
            file.write_bytes(code)
        made = Path(folder, "module.wasm")
        options = ["--no-entry", "--import-memory", "--export=drive", "--export=visits", "--export=__heap_base"]
        options += ["--strip-all", "--gc-sections", "--stack-first", "-z", f"stack-size={STACK}", "--allow-undefined"]
        subprocess.run([*linker, *options, "-o", made, *files], check=True)
        return made.read_bytes()


def _linker() -> list[str]:
    """LLVM's linker for WebAssembly: as such, or as the wheel of Zig has it."""
    if found := which("wasm-ld"):
        return [found]
    if find_spec("ziglang"):
        return [sys.executable, "-m", "ziglang", "wasm-ld"]
    raise RunError(message("browser.no_linker"))


def _objects(entries: list[Entry | None]) -> list[Object]:
    """The code of visits, as it was kept or made now."""
    names = [f"{_KEPT}{needed(one)}" for one in entries]
    ready = kept(names)
    return [ready.get(name) or _made(name, one) for name, one in zip(names, entries, strict=True)]


def _made(name: str, one: Entry | None) -> Object:
    if NUMBA_FILE.exists():
        raise RunError(message("code.numba_file", path=NUMBA_FILE.absolute()))
    from sim.engine.native import portable  # noqa: PLC0415  numba is slow to import

    text, symbol = portable(one)
    own = "drive" if one is None else needed(one)
    made = Object(name, own, (), _code(text, symbol=symbol, own=own))
    keep(made)
    return made


def _code(text: str, *, symbol: str, own: str) -> bytes:
    """An object file of LLVM's text, in which one function alone is seen from outside, by its own name.

    Helpers of numba's for errors that rules cannot make end the run where they would be called.
    """
    machine = _machine()
    text = _ABOUT_A_PROCESSOR.sub("", text)
    text = _FETCHED_AHEAD.sub("", text)
    text = _HELPER.sub(r"define internal \1 {\n  unreachable\n}", text)
    text = f'target triple = "{TRIPLE}"\ntarget datalayout = "{machine.target_data}"\n{text}'
    code = binding.parse_assembly(text)
    for each in (*code.functions, *code.global_variables):
        if not each.is_declaration:
            each.linkage = "internal"
    entered = code.get_function(symbol)
    entered.linkage, entered.name = "external", own
    options = binding.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = options.slp_vectorization = True
    builder = binding.create_pass_builder(machine, options)
    builder.getModulePassManager().run(code, builder)
    return bytes(machine.emit_object(code))


def _table(symbols: list[str]) -> bytes:
    """An object file with the table of visits: the word by which the loop over places calls each."""
    words = ", ".join(f"{{ptr, i32}} {{ptr @{one}, i32 0}}" for one in symbols)
    declared = "\n".join(f"declare void @{one}(i64, i64, i64, i64, i64, i64, ptr, ptr)" for one in symbols)
    text = f'target triple = "{TRIPLE}"\n@visits = constant [{len(symbols)} x {{ptr, i32}}] [{words}]\n{declared}\n'
    return bytes(_machine().emit_object(binding.parse_assembly(text)))


def _machine() -> binding.TargetMachine:
    binding.initialize_all_targets()
    binding.initialize_all_asmprinters()
    target = binding.Target.from_triple(TRIPLE)
    return target.create_target_machine(opt=3, features=FEATURES, codemodel="default", reloc="static")
