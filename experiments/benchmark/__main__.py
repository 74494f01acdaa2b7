"""``python -m experiments.benchmark [--quick] [--only NAME] [--page]``."""

import argparse
import sys
from collections.abc import Callable

from experiments.benchmark import cities, commands, kept
from experiments.benchmark.bandwidth import bandwidth
from experiments.benchmark.figure import Figure
from experiments.benchmark.passes import passes
from experiments.benchmark.reference import reference
from sim.runs.precompile import compile_ahead

GROUPS: dict[str, Callable[[bool], list[Figure]]] = {
    "bandwidth": bandwidth,
    "city": cities.city,
    "command": commands.command,
    "engines": cities.engines,
    "sizes": cities.sizes,
    "runs": commands.runs,
    "reference": reference,
    "start": commands.start,
    "compiling": commands.compiling,
    "passes": passes,
}


def main() -> None:
    """Measure, print, keep."""
    reader = argparse.ArgumentParser(
        prog="python -m experiments.benchmark", description="How fast it is, kept in results/bench.json."
    )
    reader.add_argument("--quick", action="store_true", help="a district for the city, fewer months and rounds")
    reader.add_argument("--only", action="append", choices=GROUPS, help="this group alone; may be given several times")
    reader.add_argument(
        "--page", action="store_true", help="write what was kept into docs/performance.md, measure nothing"
    )
    asked = reader.parse_args()
    if asked.page:
        kept.write_page()
        return
    compile_ahead()
    for name in asked.only or GROUPS:
        print(f"measuring: {name}", file=sys.stderr)
        figures = GROUPS[name](asked.quick)
        kept.keep({name: figures}, asked.quick)
        print(f"\n{name}\n{kept.shown(figures)}", flush=True)


if __name__ == "__main__":
    main()
