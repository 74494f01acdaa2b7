"""How quick the lab is, on this machine and now, with native time beside: ``python -m tests.lab.measure``, a minute and a half.

It prints a table of Markdown. Measure on a quiet machine: what the load was stands below the table.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sim.lab.page import page
from tests.browser.chromium import Page, chromium
from tests.browser.conftest import found
from tests.browser.measure import native, warm

STAGES = ("script", "unpacked", "asked", "written")
OPENINGS, MOVES, DRAGGED_S, MOVED = 5, 9, 3, 200
FIRST = "document.getElementById('brief-0')?.textContent"
MARKS = "Object.fromEntries(performance.getEntriesByType('mark').slice(0, 5).map(one => [one.name, one.startTime]))"
MOVE = (
    "(to => { const range = document.querySelector('.lever[data-path=\"provision.menu_share\"] input[type=range]');"
    " range.value = to; range.oninput(); range.onchange(); })"
)
PAIR = "document.getElementById('said').textContent && document.getElementById('progress').textContent.match(/(\\d+) ms/)?.[1]"
FRAMES = (
    f"new Promise(done => {{ let frames = 0, to = 0; const end = performance.now() + {1000 * DRAGGED_S};"
    f" const drag = setInterval(() => {MOVE}(5 + to++ % 90), 50);"
    " const tick = () => { frames++;"
    " performance.now() < end ? requestAnimationFrame(tick) : (clearInterval(drag), done(frames)); };"
    " tick(); })"
)
SIZE = "neighbourhood"
QUIET_S = 15.0
"""How long the runs under way go on before memory is looked at."""


def openings(program: str, address: str) -> dict[str, float]:
    """Milliseconds from opening to each stage, the medians over fresh profiles."""
    all_marks: list[dict[str, float]] = []
    for _ in range(OPENINGS):
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
            chromium(program, Path(profile)) as browser,
        ):
            browser.open(address)
            browser.until(FIRST)
            all_marks.append(browser.value(MARKS))
    return {name: statistics.median(marks[name] for marks in all_marks) for name in all_marks[0]}


def first_pairs(browser: Page) -> float:
    """Milliseconds from a lever to the first pair, in the sample."""
    took = []
    for k in range(MOVES):
        browser.value(f"{MOVE}({20 + k})")
        took.append(int(browser.until(PAIR)))
        time.sleep(1)
    return statistics.median(took)


def memory(browser: Page, profile: str) -> tuple[float, int]:
    """Megabytes of the page's script, and of the tab's process with its workers."""
    time.sleep(QUIET_S)
    lines = subprocess.run(["ps", "-eo", "rss,args"], capture_output=True, text=True, check=True).stdout.splitlines()
    tabs = [int(line.split()[0]) // 1024 for line in lines if "type=renderer" in line and profile in line]
    return browser.value("performance.memory.usedJSHeapSize / 1e6"), max(tabs)


def main() -> None:
    """Print the table."""
    program = found("chromium", "chromium-browser", "google-chrome")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        file = Path(place) / "lab.html"
        file.write_text(page(), encoding="utf-8")
        alone = warm(native(SIZE)[0])
        stages = openings(program, file.as_uri())
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
            chromium(program, Path(profile)) as browser,
        ):
            browser.open(file.as_uri())
            browser.until(FIRST)
            time.sleep(QUIET_S)
            pair, beside = first_pairs(browser), warm(native(SIZE)[0])
            frames = browser.value(FRAMES) / DRAGGED_S
            before = memory(browser, profile)
            for k in range(MOVED):
                browser.value(f"{MOVE}({7 * k % 100})")
            after = memory(browser, profile)
        parts = ", ".join(f"{stages[name]:.0f}" for name in STAGES)
        rows = [
            ("native, a neighbourhood's run, before and after [ms]", f"{alone:.0f}, {beside:.0f}"),
            ("from opening to the first answer [ms]", f"{stages['answered']:.0f}"),
            ("of it until the script runs, is unpacked, has asked, has written [ms]", parts),
            ("from a lever to the first pair [ms]", f"{pair:.0f}"),
            ("frames a second while dragging", f"{frames:.0f}"),
            (f"memory of script and of tab before {MOVED} moves [MB]", f"{before[0]:.0f}, {before[1]}"),
            (f"memory of script and of tab after {MOVED} moves [MB]", f"{after[0]:.0f}, {after[1]}"),
            ("file [MB]", f"{file.stat().st_size / 1e6:.2f}"),
        ]  # fmt: skip
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    lines = [
        "| | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in rows),
        "",
        f"{os.cpu_count()} cores; load {load}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
