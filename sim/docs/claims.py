"""Fills docs/claims.md with what the claims' runs say: ``make claims RUNS=folder``, once ``shequ claims`` has run there.

What is said is kept beside the claims' files, so that a test can tell whether the page is stale without running anything.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sim.docs.fill import filled
from sim.docs.markdown import table
from sim.docs.pages import FOLDER
from sim.ensemble.asked import asked_in, setting_in
from sim.ensemble.boxes import where
from sim.ensemble.judging import Judged
from sim.ensemble.plan import plan_of, prior_worlds
from sim.ensemble.reading import load_claims, shipped_claims
from sim.ensemble.results import Found, judged, with_prior
from sim.ensemble.sentences import (
    counts,
    effect,
    expected,
    prior_sentence,
    test_name,
    verdict_sentence,
    without_sentence,
)
from sim.exploration.sentences import sentences
from sim.extension import code
from sim.language import text
from sim.worlds.plausible import World, reference_hashes, shipped

PAGE, SEEN = FOLDER / "claims.md", FOLDER.parent / "experiments" / "claims" / "seen.json"
HEAD = (
    "claim",
    "verdict",
    "holds / fails / open",
    "tests that decide, each alone",
    "the one of them that fails most often",
    "without a mechanism",
)
VERDICTS = ("supported", "refuted", "depends", "open", "built_in", "cannot", "few")


def seen(folder: Path, *, worlds: int, prior: int) -> dict[str, Any]:
    """What the runs of a folder say of each shipped claim, as JSON can hold it."""
    known, setting = shipped("ningbo"), setting_in(asked_in(folder))
    assert known is not None
    claims = load_claims()
    plan = plan_of(claims, known.first(worlds).worlds, setting)
    found = judged(claims, plan, folder)
    partly = [replace(one.judged.claim, without={}) for one in found if one.is_partly_supported]
    again = judged(partly, plan_of(partly, prior_worlds(prior), setting, "prior"), folder)
    found = [
        with_prior(one, {other.judged.claim.id: other for other in again if len(other.judged.marks)}) for one in found
    ]
    return {
        "worlds": len(found[0].judged.marks),
        "prior": prior,
        "setting": asked_in(folder)["setting"],
        "files": hashes(),
        "model": reference_hashes(code()),
        "claims": {one.judged.claim.id: _seen(one, plan.worlds) for one in found},
    }


def hashes() -> dict[str, str]:
    """A hash of each claim's file: another file is another claim."""
    return {name: hashlib.sha256(file.read_bytes()).hexdigest()[:16] for name, file in shipped_claims().items()}


def _seen(found: Found, worlds: Sequence[World]) -> dict[str, Any]:
    whole = found.judged
    said = [verdict_sentence(found, "en"), *([prior] if (prior := prior_sentence(found, "en")) else [])]
    said += [without_sentence(one, whole=whole, lang="en") for one in found.without]
    return {
        "name": whole.claim.name["en"],
        "verdict": text(f"claim.verdict.{found.verdict}", "en"),
        "counts": counts(whole, "en"),
        "said": said,
        "where": _where(whole, worlds),
        "tests": [
            {
                "decides": one.test.decides,
                "said": f"`{one.test.written}`: {test_name(one.test, 'en')} {expected(one.test, 'en')}",
                "counts": counts(one, "en"),
                "verdict": text(f"claim.verdict.{verdict}", "en"),
                "effect": effect(one, "en"),
            }
            for one, verdict in zip(whole.readings, found.by_test, strict=True)
        ],
        "without": {one.without: text(f"claim.verdict.{one.verdict}", "en") for one in found.without},
    }


def _where(whole: Judged, worlds: Sequence[World]) -> list[str]:
    failing, found = where(whole, worlds)
    what = text(f"discover.claim_{'fails' if failing else 'holds'}", "en", claim=whole.claim.id)
    return sentences(found, what, "en")


def part(known: dict[str, Any], name: str) -> str:
    """A part of the page: the table of all, or what was seen of one claim."""
    if name == "tally":
        return tally(known)
    if name == "verdicts":
        return verdicts(known)
    one = known["claims"][name.removeprefix("verdict of ")]
    tests = "; ".join(f"{each['said']}, {each['counts']}, {each['effect']}, {each['verdict']}" for each in one["tests"])
    where_said = " ".join(one["where"])
    read = "Holds / fails / open, median difference (nine tenths of worlds), the test alone"
    return f"- **Seen.** {' '.join(one['said'])} {where_said}\n- **Tests.** {read}: {tests}."


def tally(known: dict[str, Any]) -> str:
    """How many claims came to which verdict, and which of those that depend on the world hold in no world."""
    claims, names = known["claims"], {one: text(f"claim.verdict.{one}", "en") for one in VERDICTS}
    counted = {name: sum(one["verdict"] == name for one in claims.values()) for name in names.values()}
    said = ", ".join(f"{name}: {count}" for name, count in counted.items() if count or name in (*names.values(),)[:4])
    nowhere = [
        f"{name} ({one['counts']})"
        for name, one in claims.items()
        if one["verdict"] == names["depends"] and one["counts"].startswith("0 /")
    ]
    return (
        f"**{len(claims)} claims; {said}.** Of those that depend on the world, {len(nowhere)} hold in no world "
        f"(holds / fails / open): {', '.join(nowhere)}. What keeps each of them from being refuted are worlds that "
        f"{known['setting']['seeds']} seeds leave open."
    )


def _sinks(tests: Sequence[Mapping[str, Any]]) -> str:
    """The test that decides and fails in most worlds, with in how many; nothing where none fails."""
    deciding = [each for each in tests if each["decides"] and _fails(each)]
    if not deciding:
        return ""
    worst = max(deciding, key=_fails)
    return f"{worst['said']}: {_fails(worst)}"


def _fails(test: Mapping[str, Any]) -> int:
    return int(test["counts"].split(" / ")[1].replace(",", ""))


def verdicts(known: dict[str, Any]) -> str:
    """The table of all claims, and how they were run."""
    setting = known["setting"]
    said = (
        f"{known['worlds']} plausible worlds, {setting['seeds']} seeds each, {setting['size']}, {setting['months']} months; "
        f"claims of which a part is supported were looked at again over {known['prior']} draws of the prior."
    )
    rows = []
    for name, one in known["claims"].items():
        tests = ", ".join(each["verdict"] for each in one["tests"] if each["decides"])
        without = ", ".join(f"{mechanism}: {verdict}" for mechanism, verdict in one["without"].items())
        rows.append(
            (f"{name} {one['name']}", f"**{one['verdict']}**", one["counts"], tests, _sinks(one["tests"]), without)
        )
    return f"{said}\n\n{table(HEAD, rows)}\n\n{_carried(known['claims'])}"


def _carried(claims: Mapping[str, Any]) -> str:
    """Which verdicts hang on a mechanism that was switched off, and which do not."""
    tried = [
        (f"{name} without {mechanism}", one["verdict"], verdict)
        for name, one in claims.items()
        for mechanism, verdict in one["without"].items()
    ]
    changed = ", ".join(f"{what} ({before}, then {after})" for what, before, after in tried if before != after)
    kept = ", ".join(f"{what} ({before})" for what, before, after in tried if before == after)
    return (
        f"Mechanisms were switched off in {len(tried)} claims. The verdict changes in: {changed}. It stays in: {kept}. "
        "Where single tests come to something else, the claim's section says so."
    )


def known_verdicts() -> dict[str, Any]:
    """What is kept of the last runs."""
    found: dict[str, Any] = json.loads(SEEN.read_text(encoding="utf-8"))
    return found


def page(known: dict[str, Any]) -> str:
    """The page as what is kept says."""
    return filled(PAGE, partial(part, known))


def write() -> None:
    """Read the runs of a folder, keep what they say, and write the page."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--worlds", type=int, default=104)
    asked.add_argument("--prior", type=int, default=52)
    how = asked.parse_args()
    known = seen(how.folder, worlds=how.worlds, prior=how.prior)
    SEEN.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(known), encoding="utf-8")


if __name__ == "__main__":
    write()
