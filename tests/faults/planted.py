"""Code that is not ours: planted, damaged or foreign machine code, modules of the current folder, workers of another version.

``python -m tests.faults.planted 10000`` flips so many bits in files of machine code and makes all other attacks once; some
minutes. It ends with 1 if anything foreign was executed, accepted or lost.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import sim
from sim.engine.cache_folder import machine_tag, places
from sim.engine.objects import ENDING, Object, kept, understood, written
from sim.engine.visit_texts import DRIVE
from tests.faults.disturbed import DESIGN

PACKAGE = Path(sim.__file__).parent
NOBODY = 65534
EVIL = """
void evil(void) {
    char name[] = "POISONED"; long call = 85;  /* creat, as Linux numbers it on x86-64 */
    __asm__ volatile("syscall" : "+a"(call) : "D"(name), "S"(0600L) : "rcx", "r11", "memory");
}
"""
PROBE = "from sim.engine.compiled import addresses, driver; addresses([]); driver()(*[0] * 3); print('done')"
"""Load the loop over communities, or compile it, and call it without work."""
SHADOWS = ("sim", "json", "random", "numpy", "numba", "multiprocessing", "concurrent", "typing", "pyarrow", "llvmlite")
RUN = """
import sys, sim.runs.batch
sim.runs.batch.WORTH_A_PROCESS = 0
from sim.cli import main
sys.argv = ["shequ", "run", "baseline", "--size", "hamlet", "--months", "1", "--seeds", "4", "--workers", "2", "--out", "out"]
main()
"""
SWEEP = """
import signal, sys, sim.runs.heartbeat
signal.signal(signal.SIGINT, signal.default_int_handler)
sim.runs.heartbeat.PATIENCE = 3
from sim.cli import main
sys.argv = ["shequ", "sweep", {design!r}, "--out", {out!r}, "--resume", "--workers", "2"]
main()
"""
PATIENCE = 300
Process = subprocess.Popen[str]


def process(script: str, folder: Path, user: int | None = None, **setting: str) -> Process:
    """Start Python as the installed command does: without the current folder among those that it imports from."""
    words = [sys.executable, "-P", "-c", script]
    if user is not None:
        words = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *words]
    told = os.environ | {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(PACKAGE.parent)}
    pipe = subprocess.PIPE
    return subprocess.Popen(words, cwd=folder, env=told | setting, text=True, stdout=pipe, stderr=pipe)


def done(script: str, folder: Path, user: int | None = None, **setting: str) -> tuple[int, str, str]:
    """What a process leaves: its status and what it printed."""
    one = process(script, folder, user, **setting)
    out, err = one.communicate(timeout=PATIENCE)
    return one.returncode, out, err


def flipped(times: int, draws: int) -> int:
    """How many of so many single flips of a bit in files of machine code are accepted."""
    rng, accepted = random.Random(draws), 0
    (folder, *_) = places()
    files = [(path.name.removesuffix(ENDING), path.read_bytes()) for path in sorted(folder.glob(f"*{ENDING}"))]
    for _ in range(times):
        name, data = rng.choice(files)
        bit = rng.randrange(8 * len(data))
        other = data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]
        try:
            understood(name, other)
        except ValueError:
            continue
        accepted += 1
    return accepted


def damaged_run(folder: Path, draws: int) -> str:
    """What is wrong when a hamlet runs with one bit flipped in the file that it enters everything by; nothing if nothing is."""
    cache = own_cache(folder)
    file = cache / f"code-{machine_tag()}" / f"{DRIVE}{ENDING}"
    data = bytearray(file.read_bytes())
    data[random.Random(draws).randrange(len(data))] ^= 1
    file.write_bytes(data)
    status, out, err = done(RUN, folder, SHEQU_CACHE=str(cache))
    if status or "Quality-of-life" not in out or "made anew" not in err or "Traceback" in err:
        return f"status {status}: {err}"
    return "" if understood(DRIVE, file.read_bytes()) else "not written anew"


def own_cache(folder: Path) -> Path:
    """A copy of all machine code, in a folder of one's own."""
    cache = folder / "cache"
    shutil.copytree(places()[0], cache / f"code-{machine_tag()}")
    for path in (cache, cache / f"code-{machine_tag()}"):
        path.chmod(0o700)
    return cache


def evil_object(folder: Path) -> Object:
    """The loop over communities as an attacker would like it, under its own name and with the right hash."""
    (folder / "evil.c").write_text(EVIL)
    words = ["gcc", "-c", "-O1", "-fno-pic", "-mcmodel=large", "-fno-stack-protector", "-o", "evil.o", "evil.c"]
    subprocess.run(words, cwd=folder, check=True)
    return Object(DRIVE, "evil", (), (folder / "evil.o").read_bytes())


def _give(path: Path, user: int) -> None:
    for one in (path, *path.rglob("*")):
        os.chown(one, user, user, follow_symlinks=False)


def _linked(cache: Path, other: Path) -> None:
    shutil.move(cache, other)
    cache.symlink_to(other)


def _file_of_root(cache: Path, _: Path, file: Path) -> None:
    _give(cache, NOBODY)
    os.chown(file, 0, 0)
    file.chmod(0o644)


def _folder_behind_anothers_link(cache: Path, _: Path, __: Path) -> None:
    _linked(cache, cache.with_name("elsewhere"))
    os.chown(cache, NOBODY, NOBODY, follow_symlinks=False)


PLANTED: dict[str, tuple[int | None, Callable[[Path, Path, Path], object]]] = {
    "ours": (None, lambda cache, code, file: None),
    "folder of another user": (None, lambda cache, code, file: _give(code, NOBODY)),
    "file of another user": (None, lambda cache, code, file: os.chown(file, NOBODY, NOBODY)),
    "folder of root": (NOBODY, lambda cache, code, file: None),
    "file of root": (NOBODY, _file_of_root),
    "folder open to all": (None, lambda cache, code, file: code.chmod(0o777)),
    "file open to all": (None, lambda cache, code, file: file.chmod(0o666)),
    "file behind a link": (None, lambda cache, code, file: _linked(file, cache / "elsewhere")),
    "folder behind a link": (None, lambda cache, code, file: _linked(code, cache / "elsewhere")),
    "folder behind another user's link": (None, _folder_behind_anothers_link),
}
"""Who runs, and how the object lies there; the first is the control, in which it must be executed."""


def planted(folder: Path, kind: str) -> tuple[bool, str]:
    """Whether an object that lies there was executed, and what was wrong otherwise."""
    folder.chmod(0o777)
    cache = folder / "cache"
    code = cache / f"code-{machine_tag()}"
    code.mkdir(parents=True)
    cache.chmod(0o755)
    code.chmod(0o755)
    file = code / f"{DRIVE}{ENDING}"
    file.write_bytes(written(evil_object(folder)))
    file.chmod(0o644)
    user, lay = PLANTED[kind]
    lay(cache, code, file)
    status, out, err = done(PROBE, folder, user, SHEQU_CACHE=str(cache), TMPDIR=str(folder))
    left = [path.name for path in folder.glob("shequ-*")]
    wrong = "" if (status, out, left) == (0, "done\n", []) and (kind == "ours" or err) else f"{status} {left} {err}"
    return (folder / "POISONED").exists(), wrong


def predictable(folder: Path) -> tuple[bool, str]:
    """The same for a user without a home, in the temporary folder under the name that was used once."""
    folder.chmod(0o777)
    for user in (NOBODY, 0):
        code = folder / f"shequ-{user}" / f"code-{machine_tag()}"
        code.mkdir(parents=True)
        (code / f"{DRIVE}{ENDING}").write_bytes(written(evil_object(folder)))
    setting = {"SHEQU_CACHE": "", "XDG_CACHE_HOME": "", "HOME": "/nonexistent", "TMPDIR": str(folder)}
    status, out, err = done(PROBE, folder, NOBODY, **setting)
    left = sorted(path.name for path in folder.glob("shequ-*"))
    is_right = (status, out) == (0, "done\n") and left == ["shequ-0", f"shequ-{NOBODY}"]
    return (folder / "POISONED").exists(), "" if is_right else f"{status} {left} {err}"


def shadowed(folder: Path) -> list[str]:
    """Which modules of the current folder a run imports that compiles first and then starts two processes."""
    cache = own_cache(folder)
    (cache / f"code-{machine_tag()}" / f"{DRIVE}{ENDING}").unlink()
    for name in SHADOWS:
        (folder / f"{name}.py").write_text(f"open({str(folder / 'RAN_')!r} + {name!r}, 'w')\n")
    (folder / "sim").mkdir()
    (folder / "sim/__init__.py").write_text(f"open({str(folder / 'RAN_sim_folder')!r}, 'w')\n")
    status, _, err = done(RUN, folder, SHEQU_CACHE=str(cache))
    ran = [path.name for path in folder.glob("RAN_*")]
    return ran if status == 0 else [*ran, f"status {status}: {err}"]


def workers(parent: int) -> list[int]:
    """Processes of a sweep that simulate."""
    found = []
    for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes():
            found.append(int(one))
    return found


def kept_files(out: Path) -> list[Path]:
    """The batches that a sweep has kept."""
    return list((out / "runs").glob("*.city.parquet"))


def struck(
    folder: Path, name: str, strike: Callable[[int], object], seeds: int, path: Path = PACKAGE.parent
) -> Process:
    """A sweep of which a worker is struck as soon as something is kept."""
    design, out = folder / f"{name}.toml", folder / name
    design.write_text(DESIGN.replace("seeds = 40", f"seeds = {seeds}"), "utf-8")
    one = process(SWEEP.format(design=str(design), out=str(out)), folder, PYTHONPATH=str(path))
    deadline = time.monotonic() + PATIENCE
    while one.poll() is None and not kept_files(out) and time.monotonic() < deadline:
        time.sleep(0.01)
    if found := workers(one.pid) if one.poll() is None else []:
        strike(found[-1])
    return one


def stopped(folder: Path) -> str:
    """What is wrong after a worker of a sweep was stopped; nothing where it was replaced and all bytes are the same."""
    struck(folder, "straight", lambda _: None, 10).communicate(timeout=PATIENCE)
    victims: list[int] = []

    def stop(worker: int) -> None:
        os.kill(worker, signal.SIGSTOP)
        victims.append(worker)

    disturbed = struck(folder, "stopped", stop, 10)
    _, err = disturbed.communicate(timeout=PATIENCE)
    ours, theirs = (
        {path.name: path.read_bytes() for path in (folder / name / "tables").iterdir()}
        for name in ("straight", "stopped")
    )
    if not victims or disturbed.returncode or f"process {victims[0]} stood still" not in err or "Traceback" in err:
        return f"status {disturbed.returncode}: {err}"
    if Path(f"/proc/{victims[0]}").exists():
        return "the worker is still there"
    return "" if ours == theirs else "other bytes"


def edited(folder: Path) -> tuple[int, str]:
    """How many runs of other code were kept when a rule is edited and then a worker dies, and what was wrong otherwise."""
    shutil.copytree(PACKAGE, folder / "copy/sim", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PACKAGE.parent / "scenarios", folder / "copy/scenarios")
    rule = folder / "copy/sim/rules/satisfaction.py"

    def edit_and_kill(worker: int) -> None:
        rule.write_text(rule.read_text("utf-8") + "\n# edited\n", "utf-8")
        os.kill(worker, signal.SIGKILL)

    one = struck(folder, "edited", edit_and_kill, 400, folder / "copy")
    _, err = one.communicate(timeout=PATIENCE)
    told = {_fingerprint_of(path) for path in kept_files(folder / "edited")}
    wrong = "" if one.returncode == 1 and "another version of the model" in err and "Traceback" not in err else err
    return len(told) - 1, wrong


def _fingerprint_of(path: Path) -> str:
    import json

    import pyarrow.parquet as pq

    told = json.loads(pq.read_schema(path).metadata[b"shequ"])
    (only,) = {run["fingerprint"] for run in told["runs"]}
    return str(only)


def main(flips: int) -> int:
    """Make all attacks, print what came of them, and return how many succeeded."""
    bad = 0

    def tell(what: str, went_wrong: object) -> None:
        nonlocal bad
        bad += bool(went_wrong)
        print(f"{what:<60}{went_wrong or 'held'}", flush=True)  # noqa: T201

    with TemporaryDirectory(prefix="attack-") as place:
        top = Path(place)
        top.chmod(0o755)

        def fresh(name: str) -> Path:
            (top / name).mkdir()
            return top / name

        if not kept([DRIVE]):
            done(RUN, fresh("compile"))
        tell(f"{flips} flips of a bit in machine code: accepted", flipped(flips, draws=0))
        for draws in range(3):
            tell(f"run with a flipped bit, {draws}", damaged_run(fresh(f"flip{draws}"), draws))
        for number, kind in enumerate(PLANTED):
            if os.geteuid() and ("user" in kind or "root" in kind):
                continue
            executed, wrong = planted(fresh(f"planted{number}"), kind)
            control = kind == "ours"
            tell(f"planted: {kind}", wrong or (executed != control and f"executed: {executed}"))
        if not os.geteuid():
            executed, wrong = predictable(fresh("predictable"))
            tell("planted: under a name in the temporary folder", wrong or (executed and "executed"))
        tell("modules of the current folder: imported", shadowed(fresh("shadows")))
        tell("a stopped worker", stopped(fresh("stopped")))
        other, wrong = edited(fresh("edited"))
        tell("a rule edited while a sweep runs", wrong or other)
    return bad


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) > 0)
