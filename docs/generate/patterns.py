"""Writes the table of docs/patterns.md: ``make patterns`` observes the baseline, which takes a quarter of a minute."""

from docs.generate.markdown import filled, table
from docs.generate.pages import FOLDER
from sim.ensemble.patterns import Finding, findings
from sim.ensemble.patterns.messages import row

PAGE = FOLDER / "patterns.md"
SEEDS, SIZE, CITY = range(10), "neighbourhood", "ningbo"
HEAD = ("pattern", "observable", "value", "band", "holds")


def written(found: list[Finding]) -> str:
    """The page with a table of what was found; what does not hold is in bold."""
    rows = [row(each, "en") for each in found]
    marked = [(*cells, "**no**" if holds == "no" else holds) for *cells, holds in rows]
    return filled(PAGE, lambda _: table(HEAD, marked))


def observed() -> list[Finding]:
    """What the baseline shows now."""
    return findings(SEEDS, SIZE, city=CITY)


if __name__ == "__main__":
    PAGE.write_text(written(observed()), encoding="utf-8")
