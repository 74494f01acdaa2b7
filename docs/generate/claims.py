"""Fills docs/claims.md with what the claims' runs say: ``make claims RUNS=folder``, once ``shequ claims`` has run there.

What is said is kept beside the claims' files, so that a test can tell whether the page is stale without running anything.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, get_args

from docs.generate.markdown import filled, table
from docs.generate.pages import FOLDER
from sim.api.claims import found_of
from sim.ensemble.shipped import World, reference_hashes
from sim.extension import code
from sim.language import text
from sim.scenario.library import shipped_folder
from sim.studies.claims.cases import where
from sim.studies.claims.judging import Judged, Verdict, counted
from sim.studies.claims.options import asked_in, parts_in, setting_in
from sim.studies.claims.reading import shipped_claims
from sim.studies.claims.results import Found
from sim.studies.claims.sentences import effect, expected, prior_sentence, test_name, verdict_sentence, without_sentence
from sim.studies.discovery.sentences import sentences

WORLDS = shipped_folder() / "worlds" / "ningbo.parquet"
PAGE, SEEN = FOLDER / "claims.md", FOLDER.parent / "experiments" / "claims" / "seen.json"
HEAD = (
    "claim",
    "verdict",
    "holds / reverse / too small / open",
    "tests that decide, each alone",
    "the one of them that fails most often, in so many worlds",
    "without a mechanism",
)


def seen(folder: Path) -> dict[str, Any]:
    """What the runs of a folder say of each shipped claim, as JSON can hold it."""
    asked, shipped_ids = asked_in(folder), tuple(shipped_claims())
    how = next((one for one in parts_in(asked) if one.claims == shipped_ids), None)
    if how is None:
        raise SystemExit(
            f"{folder}: does not hold all shipped claims, asked for alike; first: shequ claims --out {folder}"
        )
    worlds, found = found_of(how, setting_in(asked), folder)
    files = hashes()
    return {
        "worlds": len(found[0].judged.marks),
        "prior": how.prior,
        "setting": asked["setting"] | {"seeds": how.seeds},
        "files": files,
        "plausible": digest(WORLDS),
        "model": reference_hashes(code()),
        "claims": {one.judged.claim.id: _seen(one, worlds) for one in found},
    }


def hashes() -> dict[str, str]:
    """A hash of each claim's file: another file is another claim."""
    return {name: digest(file) for name, file in shipped_claims().items()}


def digest(file: Path) -> str:
    """A short hash of what a file holds."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def _seen(found: Found, worlds: Sequence[World]) -> dict[str, Any]:
    whole = found.judged
    said = [verdict_sentence(found, "en"), *([prior] if (prior := prior_sentence(found, "en")) else [])]
    said += [without_sentence(one, whole=whole, lang="en") for one in found.without]
    return {
        "name": whole.claim.name["en"],
        "verdict": text(f"claim.verdict.{found.verdict}", "en"),
        "in_worlds": text(f"claim.verdict.{whole.verdict}", "en"),
        "counts": counted(whole.marks),
        "decisive": whole.decisive,
        "said": said,
        "where": _where(whole, worlds),
        "tests": [
            {
                "decides": one.test.decides,
                "said": f"`{one.test.written}`: {test_name(one.test, 'en')} {expected(one.test, 'en')}",
                "counts": counted(one.marks),
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
    claim = name.removeprefix("verdict of ")
    one = known["claims"][claim]
    tests = "; ".join(
        f"{each['said']}, {_counts(each['counts'])}, {each['effect']}, {each['verdict']}" for each in one["tests"]
    )
    said = [*(["Of the file's edition before."] if claim in changed(known) else []), *one["said"], *one["where"]]
    read = "Holds / reverse / too small / open, median difference (nine tenths of worlds), the test alone"
    return f"- **Seen.** {' '.join(said)}\n- **Tests.** {read}: {tests}."


def changed(known: Mapping[str, Any]) -> list[str]:
    """The claims whose files have changed since their runs."""
    return [name for name, now in hashes().items() if known["files"][name] != now]


def tally(known: dict[str, Any]) -> str:
    """Which claims came to which verdict, what of that is of files that have changed since, and what the numbers are."""
    claims, names = known["claims"], [text(f"claim.verdict.{one}", "en") for one in get_args(Verdict)]
    by_verdict = {name: [claim for claim, one in claims.items() if one["verdict"] == name] for name in names}
    said = [f"{name}: {len(ids)} ({', '.join(ids)})" for name, ids in by_verdict.items() if ids]
    said = said if by_verdict[names[0]] else [f"{names[0]}: 0", *said]
    lines = [f"**{len(claims)} claims; {'; '.join(said)}.**"]
    if again := changed(known):
        lines.append(
            f"The files of {', '.join(again)} have changed since these runs ([why](#what-changed-in-the-files)): "
            "what is said here of them is of the edition before."
        )
    return " ".join(lines)


def _counts(counts: Mapping[str, int]) -> str:
    """Counts of worlds."""
    return " / ".join(f"{counts[name]:,}" for name in ("holds", "opposite", "small", "open"))


def verdicts(known: dict[str, Any]) -> str:
    """The table of all claims, and how they were run."""
    setting, claims = known["setting"], known["claims"]
    said = (
        f"{known['worlds']} plausible worlds, {setting['seeds']} seeds each, {setting['size']}, {setting['months']} months; "
        f"what is settled was looked at again over {known['prior']} draws of the prior."
    )
    rows = []
    for name, one in claims.items():
        tests = ", ".join(each["verdict"] for each in one["tests"] if each["decides"])
        without = ", ".join(f"{mechanism}: {verdict}" for mechanism, verdict in one["without"].items())
        worst = one["tests"][one["decisive"] - 1] if one["decisive"] else None
        sunk = f"{worst['said']}: {worst['counts']['fails']}" if worst else ""
        rows.append((f"{name} {one['name']}", f"**{one['verdict']}**", _counts(one["counts"]), tests, sunk, without))
    return f"{said}\n\n{table(HEAD, rows)}\n\n{_carried(claims)}"


def _carried(claims: Mapping[str, Any]) -> str:
    """Which verdicts over worlds hang on a mechanism that was switched off, and which do not."""
    tried = [
        (f"{name} without {mechanism}", one["in_worlds"], verdict)
        for name, one in claims.items()
        for mechanism, verdict in one["without"].items()
    ]
    other = ", ".join(f"{what} ({before}, then {after})" for what, before, after in tried if before != after)
    kept = ", ".join(f"{what} ({before})" for what, before, after in tried if before == after)
    return (
        f"Mechanisms were switched off {len(tried)} times. The verdict changes in: {other or 'none'}. It stays in: "
        f"{kept or 'none'}. Where single tests come to something else, the claim's section says so."
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
    known = seen(asked.parse_args().folder)
    SEEN.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(known), encoding="utf-8")


if __name__ == "__main__":
    write()
