"""Scenario, city, table, list and design files that are damaged at random: each is accepted or refused in a sentence, soon.

``python -m tests.faults.damaged 150`` damages shipped files for 150 seconds and prints the table of what came of it; with
``0 CASE`` behind it (a luck and a case of the table) it damages that one file again and lets it fail with its traceback.
"""

import io
import os
import random
import re
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from sim.city.layout import lay_out
from sim.city.profile import load_profile
from sim.errors import SimError
from sim.scenario import load
from sim.scenario.library import shipped_folder
from sim.spreadsheet.communities import read_communities
from sim.spreadsheet.workbook import workbook
from sim.studies.sweep.reading import load_design

Rng = random.Random
LIMIT_S = 60
"""Within which every file is accepted or refused, on a machine that does something else besides."""
LONGEST = 5_000_000
SHIPPED = shipped_folder()
TUTORIALS = SHIPPED.parent / "docs" / "tutorials"
SCENARIOS = sorted(file for kind in ("policies", "shocks") for file in (SHIPPED / kind).glob("*.toml"))
DESIGNS = [
    file for file in sorted((SHIPPED.parent / "experiments").glob("*.toml")) if "[design]" in file.read_text("utf-8")
]
TABLES = sorted(TUTORIALS.glob("*.csv"))
LISTS = {"thresholds": "0.2\n" * 300, "ties": "".join(f"{k},{k + 1}\n" for k in range(200)), "believers": "3\n5\n"}
POINTS = "provision.menu_share,world.needs.problem_load\n0,1\n0.5,1\n1,1.2\n"
VALUES = (
    *(
        "nan",
        "-inf",
        "1e308",
        "-1",
        "0",
        "1e-320",
        "9" * 400,
        "0x" + "f" * 5_000,
        "true",
        '""',
        "[]",
        "{}",
        "[[]]",
        "2016-01-01",
    ),
    *(
        '"\\u001b[2J"',
        '"\\u0000"',
        '"../../x"',
        '"~nobody/x"',
        '"' + "x" * 5_000 + '"',
        "'''\n'''",
        "1_000_000_000_000",
    ),
    *('"=1+1"', '"baseline"', "[1, 2, 3, 4]", "[" * 200 + "]" * 200, "9223372036854775808", "0.1" * 3, "1200", "-0.0"),
)
TOKENS = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b'"',
    b"'''",
    b"[[",
    b"]",
    b"=",
    b"{",
    b",",
    b"\t;",
    b"\xe2\x80\xae",
    b"\x1b[2J",
    b"#",
)
NUMBER = re.compile(rb"(?<![A-Za-z_\d.])-?\d+(?:[._]\d+)*(?:e-?\d+)?")
WORD = re.compile(rb"[A-Za-z_]{3,}")


@dataclass
class Tally:
    """What was damaged and what came of it; ``wrong`` says which case, and how it ended."""

    cases: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    slowest_s: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def table(self) -> str:
        """The tally as text."""
        head = f"{'file':<12}{'cases':>8}{'accepted':>10}{'refused':>9}{'slowest s':>11}"
        rows = (
            f"{kind:<12}{n:>8}{self.accepted[kind]:>10}{n - self.accepted[kind]:>9}{self.slowest_s[kind]:>11.2f}"
            for kind, n in self.cases.items()
        )
        return "\n".join([head, *rows, f"neither accepted nor refused in a sentence: {len(self.wrong)}", *self.wrong])


def of_scenario(file: Path, _: Rng) -> None:
    """Load it; what is accepted must give finite values in every month."""
    schedule = load(str(file)).schedule(24)
    assert np.isfinite(schedule.levers).all()
    assert np.isfinite(schedule.world).all()


def of_city(file: Path, _: Rng) -> None:
    """Load it, and lay out a district of what is accepted."""
    lay_out(load_profile(str(file)), "hamlet", (0, 0))


def of_table(file: Path, rng: Rng) -> None:
    """Read it, in one language or the other."""
    read_communities(file, rng.choice(("en", "zh")))


def of_design(file: Path, _: Rng) -> None:
    """Load it, and make the points of what is accepted."""
    assert np.isfinite(np.array(load_design(file).points)).all()


def of_list(file: Path, rng: Rng) -> None:
    """Load a city that names the list."""
    key = file.stem.split("-")[0]
    city = file.with_name("city.toml")
    city.write_text(
        f'{(SHIPPED / "cities" / "ningbo.toml").read_text("utf-8")}\n[given]\n{key} = "{file.name}"\n', "utf-8"
    )
    of_city(city, rng)


def of_points(file: Path, rng: Rng) -> None:
    """Load a design whose points stand in the table."""
    design = file.with_name("design.toml")
    words = DESIGNS[0].read_text("utf-8")
    before, after = words.index("[design]"), words.index("[outcomes]")
    body = f'[design]\nmethod = "table"\nfile = "{file.name}"\n'
    design.write_text(words[:before] + body + words[after:], "utf-8")
    of_design(design, rng)


def _packed(file: Path) -> bytes:
    rows = [line.split(",") for line in file.read_text("utf-8-sig").splitlines()]
    return workbook(
        "table", rows[0], [[float(c) if re.fullmatch(r"[\d.]+", c) else c for c in row] for row in rows[1:]]
    )


KINDS: dict[str, tuple[Callable[[Rng], tuple[str, bytes]], Callable[[Path, Rng], None]]] = {
    "scenario": (lambda rng: ("mine.toml", rng.choice(SCENARIOS).read_bytes()), of_scenario),
    "city": (lambda rng: ("mine.toml", rng.choice(CITIES)), of_city),
    "csv": (lambda rng: ("mine.csv", rng.choice(TABLES).read_bytes()), of_table),
    "xlsx": (lambda rng: ("mine.xlsx", rng.choice(BOOKS)), of_table),
    "list": (lambda rng: (f"{(key := rng.choice(list(LISTS)))}-mine.csv", LISTS[key].encode()), of_list),
    "design": (lambda rng: ("mine.toml", rng.choice(DESIGNS).read_bytes()), of_design),
    "points": (lambda rng: ("points.csv", POINTS.encode()), of_points),
}
"""What is damaged, and what reads it."""
OWN = """
[[communities]]
name = "A"
type = "rural"
residents = 900
ages = [0.1, 0.1, 0.1, 0.2, 0.2, 0.1, 0.1, 0.1]
registered = 0.9
staff = 9
budget_per_resident = 290
"""


def _cities() -> list[bytes]:
    """The shipped city, and one of its own communities."""
    words = (SHIPPED / "cities" / "ningbo.toml").read_text("utf-8")
    named, rest = words[: words.index("[city]")], words[words.index("[organizations]") :]
    parts = re.split(r"(?m)^(?=\[)", rest)
    kept = "".join(part for part in parts if part.startswith(("[organizations]", "[start]")))
    return [words.encode(), f'{named}[city]\nstart = "2016-01"\nhorizon = 120\n{kept}{OWN}'.encode()]


CITIES: list[bytes] = _cities()
BOOKS: list[bytes] = [_packed(file) for file in TABLES]


def damaged(content: bytes, rng: Rng, name: str) -> bytes:
    """The content with one to four things wrong with it."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        inside = name.endswith(".xlsx") and rng.random() < 0.6
        content = _inside(content, rng) if inside else rng.choice(WAYS)(content, rng)
    return content[:LONGEST]


def _inside(content: bytes, rng: Rng) -> bytes:
    """An Excel file with one of its parts damaged, and packed again; as it is where it can be unpacked no more."""
    stream = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
            parts = {part: given.read(part) for part in given.namelist()}
            hurt = rng.choice(list(parts))
            for part, words in parts.items():
                made.writestr(part, rng.choice(WAYS)(words, rng)[:LONGEST] if part == hurt else words)
    except Exception:  # whatever is wrong with it is what the case is about
        return content
    return stream.getvalue()


def _bits(content: bytes, rng: Rng) -> bytes:
    words = bytearray(content or b"\x00")
    for _ in range(rng.randint(1, 8)):
        words[rng.randrange(len(words))] ^= 1 << rng.randrange(8)
    return bytes(words)


def _span(content: bytes, rng: Rng) -> tuple[int, int]:
    start = rng.randint(0, len(content))
    return start, min(len(content), start + rng.choice((1, 3, 20, 300, 5_000)))


def _cut_out(content: bytes, rng: Rng) -> bytes:
    start, end = _span(content, rng)
    return content[:start] + content[end:]


def _again(content: bytes, rng: Rng) -> bytes:
    start, end = _span(content, rng)
    return content[:end] + content[start:end] * rng.choice((1, 2, 50, 2_000)) + content[end:]


def _put_in(content: bytes, rng: Rng) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + rng.choice(TOKENS) * rng.choice((1, 1, 2, 100)) + content[at:]


def _other_number(content: bytes, rng: Rng) -> bytes:
    found = list(NUMBER.finditer(content))
    if not found:
        return content
    start, end = rng.choice(found).span()
    return content[:start] + rng.choice(VALUES).encode() + content[end:]


def _other_word(content: bytes, rng: Rng) -> bytes:
    found = list(WORD.finditer(content))
    if not found:
        return content
    (start, end), other = rng.choice(found).span(), rng.choice(found)[0]
    return content[:start] + rng.choice((other, other[:-1], other * 200, b".".join([other] * 300))) + content[end:]


def _other_line(content: bytes, rng: Rng) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.randrange(4)
    if kind == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 1:
        lines[at] = lines[at] * rng.choice((2, 900, 15_000))
    elif kind == 2:
        lines[at] = rng.choice(SCENARIOS).read_bytes()
    else:
        key = lines[at].partition(b"=")[0]
        lines[at] = key + b"= " + rng.choice(VALUES).encode() + b"\n"
    return b"".join(lines)


def _end(content: bytes, rng: Rng) -> bytes:
    return content[: rng.randint(0, len(content))]


WAYS = (_bits, _cut_out, _again, _put_in, _other_number, _other_number, _other_word, _other_line, _other_line, _end)


def late(*_: object) -> None:
    """End a case that takes too long."""
    raise TimeoutError(f"not done after {LIMIT_S} s")


def one(draws: int, case: int, folder: Path) -> tuple[str, bool]:
    """Damage a file and have it read: what kind it was, and whether it was accepted. Anything but a sentence is raised."""
    rng = random.Random(f"{draws} {case}")
    kind = list(KINDS)[case % len(KINDS)]
    make, read = KINDS[kind]
    name, content = make(rng)
    file = folder / name
    file.write_bytes(damaged(content, rng, name))
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LIMIT_S)
    try:
        read(file, rng)
    except SimError as error:
        if not str(error).strip():
            raise AssertionError("refused without a word") from error
        return kind, False
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        file.unlink(missing_ok=True)
    return kind, True


def damage(draws: int, folder: Path, seconds: float = float("inf"), cases: int = sys.maxsize) -> Tally:
    """Damage one file after the other, for so many seconds or cases; the same luck damages the same files."""
    tally, began = Tally(), time.monotonic()
    for case in range(cases):
        started = time.monotonic()
        if started - began > seconds:
            break
        kind = list(KINDS)[case % len(KINDS)]
        try:
            tally.accepted[kind] += one(draws, case, folder)[1]
        except Exception as error:  # these are what is looked for
            at = traceback.extract_tb(error.__traceback__)[-1]
            ended = f"{type(error).__name__}: {str(error)[:100]!r} at {at.filename}:{at.lineno}"
            tally.wrong.append(f"  {kind}, case {draws} {case}: {ended}")
        tally.cases[kind] += 1
        tally.slowest_s[kind] = max(tally.slowest_s.get(kind, 0.0), time.monotonic() - started)
    return tally


if __name__ == "__main__":
    with TemporaryDirectory(prefix="shequ-") as place:
        os.chdir(place)
        if len(sys.argv) > 2:
            print(one(int(sys.argv[2]), int(sys.argv[3]), Path(place)))  # noqa: T201
        else:
            found = damage(0, Path(place), float(sys.argv[1]))
            print(found.table())  # noqa: T201
            sys.exit(bool(found.wrong))
