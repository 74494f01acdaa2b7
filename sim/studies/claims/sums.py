"""A sum of arms as a claim's file writes it: ``menu - more``, ``both - money - skills + none``, ``own - 0.5 * a - 0.5 * b``."""

import re

Terms = tuple[tuple[str, float], ...]
_TERM = re.compile(r"\s*([+-]?)\s*(?:(\d+(?:\.\d+)?(?:/\d+)?)\s*\*\s*)?([A-Za-z_]\w*)\s*")
_ROUNDING = 1e-9


def terms(written: str) -> Terms | None:
    """The arms and their weights; None where it is no such sum, names an arm twice, or has weights that do not add up to 0."""
    found, at = list[tuple[str, float]](), 0
    while at < len(written):
        match = _TERM.match(written, at)
        if match is None or (found and not match[1]):
            return None
        found.append((match[3], (-1 if match[1] == "-" else 1) * _number(match[2])))
        at = match.end()
    names = [name for name, _ in found]
    is_sum = len(found) > 1 and len(set(names)) == len(names) and abs(sum(weight for _, weight in found)) < _ROUNDING
    return tuple(found) if is_sum else None


def _number(written: str | None) -> float:
    over, _, under = (written or "1").partition("/")
    return float(over) / float(under or 1)
