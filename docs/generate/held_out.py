"""The page of held-out patterns."""

from typing import Any

from docs.generate.held_out_patterns import HeldOut, held_out, left_out, sources
from docs.generate.markdown import code, table

HEAD = """# Held-out patterns

Figures and directions from the field that set no parameter of the model and that nothing was fitted to. They were frozen
before the model's second edition was built: a test holds the hash of [their file](generate/held_out.toml), and another
one checks that no parameter and no city cites their sources. They are looked at once, when the model is finished, by sign
first, with its interval over seeds, then by band: on 26 November 2026, reported whatever they say in [proof.md](proof.md);
in the worlds that came after that day they were read again, with nothing fitted to them.

Three of them are no longer unseen: [levers.md](levers.md) prints what `information.transparency` does to participation
(K08), `grid.cross_system_supervision` to satisfaction (K07, first row), `autonomy.decided_here` to satisfaction and
`methods.publicity` to trust (K10), against another baseline and over another window. Their signs can be read off there; what
they say later counts as seen.

Other patterns are *fitted*, *inputs* or *structural* ([patterns.md](patterns.md)); inside a band they prove little.

"""


def held_out_page() -> str:
    """Return the page."""
    found = held_out()
    parts = [
        HEAD
        + table(
            ("pattern", "what is seen in the field", "sources"),
            [(p.id, p.en + (f" (here {p.proxy})" if p.proxy else ""), ", ".join(p.sources)) for p in found],
        ),
        "## How each is read",
        table(("pattern", "reading", "how", "band"), [line for one in found for line in _readings(one)]),
        "## Left out",
        "\n".join(f"- **{name}**: {why}." for name, why in left_out().items()),
        "## Sources",
        "\n".join(f"- {key}: {what}" for key, what in sources().items()),
    ]
    return "\n\n".join(parts) + "\n"


def _readings(one: HeldOut) -> list[tuple[str, ...]]:
    if one.needs:
        return [(one.id, f"none yet: needs {one.needs}", "", "")]
    return [(one.id, reading["en"], _how(reading), _band(reading)) for reading in one.readings]


def _how(reading: dict[str, Any]) -> str:
    what = code(reading["outcome"]) if "outcome" in reading else code(*reading["flows"]) + ", summed"
    first, end = reading["months"]
    said = [f"{what}, months {first} to {end - 1}, `{reading['base']}`"]
    said += [f"of group `{reading['group']}`"] if "group" in reading else []
    said += [f"{word} {_levers(reading[key])}" for key, word in WORDS.items() if key in reading]
    said += [f"from month {reading['from_month']} on"] if "from_month" in reading else []
    said += ["less months {} to {}".format(*reading["minus_months"])] if "minus_months" in reading else []
    said += [f"counted from the first month at {reading['from_level']:g}"] if "from_level" in reading else []
    return "; ".join(said)


WORDS = {
    "without": "in both",
    "with": "in one",
    "minus_without": "less the pair with, in both,",
    "minus_with": "less, in one of the second pair,",
}


def _levers(values: dict[str, float]) -> str:
    return ", ".join(f"`{name}` {value:g}" for name, value in values.items())


def _band(reading: dict[str, Any]) -> str:
    low, high = reading.get("low"), reading.get("high")
    if high is None:
        return f"> {low:g}"
    return f"< {high:g}" if low is None else f"{low:g} – {high:g}"
