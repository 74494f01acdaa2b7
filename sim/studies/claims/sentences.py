"""What claims come to, in sentences."""

import numpy as np

from sim.language import Language, has_text, text
from sim.language.numbers import NONE, change, level, number, places_for, rough, with_unit
from sim.scenario import diff, load
from sim.scenario.columns import is_world
from sim.studies.claims.claim import CITY, Arm, Claim, Test
from sim.studies.claims.judging import CLAIMS, EACH, MOST, Judged, Reading, Share, Verdict, counted
from sim.studies.claims.results import Found, is_settled

BASELINE = "baseline"


def verdict_sentence(found: Found, lang: Language) -> str:
    """Say the verdict, in how many worlds the claim holds, fails or is open, and which test decides that it fails."""
    judged = found.judged
    verdict = text(f"claim.verdict.{found.verdict}", lang)
    if found.verdict == "cannot":
        return text("claim.told_cannot", lang, verdict=verdict)
    holds = judged.share("holds")
    interval, wide = (_between(ends, lang) for ends in (holds.interval, holds.simultaneous))
    words = {"verdict": verdict, "worlds": holds.worlds, "share": level(holds.value, "share", lang)}
    said = text("claim.told", lang, **words, **counted(judged.marks), interval=interval, wide=wide, claims=CLAIMS)
    if judged.decisive and len(judged.claim.deciding) > 1:
        reading = judged.readings[judged.decisive - 1]
        words = {"number": judged.decisive, "test": test_name(reading.test, lang)}
        said += text("sentence.gap", lang) + text("claim.decisive", lang, **words, **counted(reading.marks))
    return said[0].upper() + said[1:]


def rule_sentence(lang: Language) -> str:
    """Say what each verdict means."""
    shares = {"most": MOST, "few": 1 - MOST, "each": EACH}
    return text(
        "claim.rule", lang, **{key: level(value, "share", lang) for key, value in shares.items()}, claims=CLAIMS
    )


def prior_sentence(found: Found, lang: Language) -> str:
    """Say what draws of the prior say of the same claim; nothing where they were not looked at."""
    if found.prior is None or not len(found.prior.marks):
        return ""
    worlds = len(found.prior.marks)
    if found.verdict in ("built_in", "built_out"):
        return text(f"claim.prior.{found.verdict}", lang, worlds=worlds, **counted(found.prior.marks))
    own = zip(found.by_test, found.prior.readings, strict=True)
    parts = [
        _over_prior(number, prior, verdict, lang)
        for number, (verdict, prior) in enumerate(own, 1)
        if is_settled(found.judged.readings[number - 1].verdict)
    ]
    said = [text("claim.prior.tests", lang, tests=text("claim.semicolon", lang).join(parts))] if parts else []
    if is_settled(found.judged.verdict):
        said.append(text("claim.prior.whole", lang, worlds=worlds, **counted(found.prior.marks)))
    return text("sentence.gap", lang).join(said)


def _over_prior(number: int, prior: Reading, verdict: Verdict, lang: Language) -> str:
    words = counted(prior.marks) | {"worlds": len(prior.marks)}
    return text("claim.prior.test", lang, number=number, **words, verdict=text(f"claim.verdict.{verdict}", lang))


def without_sentence(judged: Judged, *, whole: Judged, lang: Language) -> str:
    """Say what a claim comes to where a mechanism is switched off, and which tests come to something else."""
    words = {"mechanism": mechanism(judged.without, lang), "verdict": text(f"claim.verdict.{judged.verdict}", lang)}
    key = "same" if judged.verdict == whole.verdict else "other"
    said = text(f"claim.without.{key}", lang, **words, **counted(judged.marks), worlds=len(judged.marks))
    pairs = enumerate(zip(whole.readings, judged.readings, strict=True), 1)
    changed = [_changed(number, a, after=b, lang=lang) for number, (a, b) in pairs if a.verdict != b.verdict]
    if changed:
        said += text("sentence.gap", lang)
        said += text("claim.without.tests", lang, tests=text("claim.semicolon", lang).join(changed))
    return said


def _changed(number: int, before: Reading, *, after: Reading, lang: Language) -> str:
    verdicts = {
        name: text(f"claim.verdict.{one.verdict}", lang) for name, one in (("before", before), ("after", after))
    }
    return text("claim.without.test", lang, number=number, test=test_name(before.test, lang), **verdicts)


def mechanism(name: str, lang: Language) -> str:
    """Name a mechanism that a claim's file switches off."""
    return text(f"claim.mechanism.{name}", lang) if has_text(f"claim.mechanism.{name}", lang) else name


def test_name(test: Test, lang: Language) -> str:
    """Name what a test measures: outcome, group, years."""
    said = [text(f"outcome.{test.measured.outcome}", lang)]
    if test.measured.group != CITY:
        said.append(_group(test.measured.group, lang))
    if test.years:
        said.append(text("claim.years", lang, first=test.years[0], last=test.years[1]))
    return text("claim.comma", lang).join(said)


def expected(test: Test, lang: Language) -> str:
    """Say what the claim expects of a test."""
    return text(f"claim.expects.{test.expects}", lang)


def effect(reading: Reading, lang: Language) -> str:
    """The median difference over worlds, and where nine tenths of them lie; a dash where there is none in any world."""
    unit = reading.test.measured.known.unit
    if not np.isfinite(reading.value).any():
        return NONE
    middle, low, high = (float(value) for value in _quantiles(reading))
    places = places_for((high - low) / 2 or None, middle, unit)
    written = change(middle, places, unit, lang)
    ends = [number(value * (100 if unit == "share" else 1), places, unit, lang) for value in (low, high)]
    return text("claim.effect", lang, middle=with_unit(written, unit=unit, lang=lang), low=ends[0], high=ends[1])


def matters(reading: Reading, lang: Language) -> str:
    """The difference that counts, in the median world."""
    unit = reading.test.measured.known.unit
    if not np.isfinite(reading.matters).any():
        return NONE
    return with_unit(rough(float(np.nanmedian(reading.matters)), unit, lang), unit=unit, lang=lang)


def arm_name(arm: Arm, lang: Language) -> str:
    """Name an arm: its scenario, and what is set beside it."""
    said = [load(arm.scenario).name[lang]]
    said += [f"{path} = {value:g}" for path, value in arm.set]
    said += [f"{path} × {value:g}" for path, value in arm.scale]
    return text("claim.comma", lang).join(said)


def arm_values(arm: Arm, lang: Language) -> str:
    """What an arm sets otherwise than the baseline, lever by lever and event by event, each with what it was."""
    base = load(BASELINE)
    changed: dict[str, tuple[object, object]] = {
        one.path: (one.before, one.after) for one in diff(base, new=load(arm.scenario))
    }
    changed |= {path: (base.value(path, 0), value) for path, value in arm.set if not is_world(path)}
    parts = [
        text(
            f"claim.{'event' if before is None else 'value'}",
            lang,
            path=path,
            before=_figure(before),
            after=_figure(after),
        )
        for path, (before, after) in changed.items()
        if before != after
    ]
    return text("claim.semicolon", lang).join(parts)


def _figure(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def counts(marks: Judged | Reading, lang: Language) -> str:
    """In how many worlds it holds, fails by the reverse, fails by too small an effect, is open."""
    return text("claim.counts", lang, **counted(marks.marks))


def cannot_sentence(claim: Claim, lang: Language) -> str:
    """What of a claim cannot be expressed; nothing where all of it can."""
    return claim.cannot[lang] if claim.cannot else ""


def share_text(share: Share, lang: Language) -> str:
    """A share of the worlds with Wilson's interval."""
    return text("claim.share", lang, share=level(share.value, "share", lang), interval=_between(share.interval, lang))


def _between(ends: tuple[float, float], lang: Language) -> str:
    low, high = (level(end, "share", lang) for end in ends)
    return text("number.between", lang, low=low, high=high)


def _group(name: str, lang: Language) -> str:
    return text(f"group.{name}", lang) if has_text(f"group.{name}", lang) else text(f"claim.type.{name}", lang)


def _quantiles(reading: Reading) -> tuple[float, float, float]:
    middle, low, high = np.nanquantile(reading.value, (0.5, 0.05, 0.95))
    return float(middle), float(low), float(high)
