"""Every claim of the article has a section in docs/claims.md that says how it would be tested, and names what exists."""

import re

import pytest

from docs.generate import claims
from sim.ensemble.shipped import reference_hashes
from sim.extension import code
from tests.docs.traced import exists, is_lever, is_outcome, is_parameter, is_scenario, named, page

LABELS = ("Claim", "Contrast", "Decides", "Direction", "Cost", "Fails where", "Seen", "Tests")
STALE = "docs/claims.md is stale; run: make claims"
FREE = "None in money or hours"


def sections(text: str) -> dict[str, str]:
    """Text of each claim by its heading's id, in the order of the page."""
    _, *parts = re.split(r"^## (?=H)", text, flags=re.MULTILINE)
    return {part[:3]: part for part in parts}


def labelled(section: str) -> dict[str, str]:
    """What a section says, by label."""
    return dict(re.findall(r"^- \*\*([A-Z][a-z ]+)\.\*\* (.+)$", section, flags=re.MULTILINE))


def wrong(section: str) -> list[str]:
    """What is wrong with a section."""
    said = labelled(section)
    if tuple(said) != LABELS:
        return [f"labels {tuple(said)}"]
    names = {label: named(text) for label, text in said.items()}
    sound = {
        "Contrast": any(is_scenario(name) or is_lever(name) for name in names["Contrast"]),
        "Decides": any(map(is_outcome, names["Decides"])),
        "Cost": any(map(is_parameter, names["Cost"])) or said["Cost"].startswith(FREE),
        "Fails where": any(map(is_parameter, names["Fails where"])),
    }
    argued = section.partition("<!-- generated")[0]
    unknown = [name for name in named(argued) if not exists(name)]
    return unknown + [f"{label} says too little" for label, is_sound in sound.items() if not is_sound]


CLAIMS = sections(page("claims.md"))


def test_every_claim_has_one_section_and_they_are_in_order() -> None:
    headings = re.findall(r"^## (H\S+)", page("claims.md"), flags=re.MULTILINE)
    assert headings == list(CLAIMS) == [f"H{number:02d}" for number in range(1, 25)]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_says_how_it_would_be_tested_and_what_it_names_exists(claim: str) -> None:
    assert wrong(CLAIMS[claim]) == []


def test_the_page_says_what_the_runs_say() -> None:
    assert page("claims.md") == claims.page(claims.known_verdicts()), STALE


def test_the_page_says_of_which_claims_the_files_have_changed_since_the_runs() -> None:
    known = claims.known_verdicts()
    assert known["files"].keys() == claims.hashes().keys()
    for name in CLAIMS:
        assert ("Of the file's edition before." in CLAIMS[name]) == (name in claims.changed(known)), STALE


def test_the_runs_were_of_this_model() -> None:
    assert claims.known_verdicts()["model"] == reference_hashes(code()), STALE


def test_the_runs_were_made_in_the_worlds_that_come_with_the_software() -> None:
    assert claims.known_verdicts()["plausible"] == claims.digest(claims.WORLDS), STALE


def test_as_many_worlds_were_looked_at_as_a_verdict_needs() -> None:
    assert claims.known_verdicts()["worlds"] >= 100


def test_the_page_says_what_has_no_data() -> None:
    assert "no data target" in CLAIMS["H02"]
    assert "P23" in CLAIMS["H02"]


@pytest.mark.parametrize(
    ("said", "instead", "problem"),
    [
        ("`menu_services`", "`menu_service`", "menu_service"),
        ("`world.help.variety_cost`", "`world.help.variety`", "world.help.variety"),
        ("`satisfaction_mean`", "`satisfaction`", "satisfaction"),
        ("`provision.menu_share`", "`provision.menus`", "provision.menus"),
        ("- **Direction.**", "- **Direct.**", "labels "),
    ],
)
def test_a_section_that_is_wrong_is_found_out(said: str, instead: str, problem: str) -> None:
    assert said in CLAIMS["H01"]
    assert wrong(CLAIMS["H01"].replace(said, instead))[0].startswith(problem)


def test_an_outcome_is_asked_for_where_one_decides() -> None:
    section = re.sub(r"(?<=Decides\.\*\*).*", " `baseline`.", CLAIMS["H01"])
    assert wrong(section) == ["Decides says too little"]


def test_the_page_begins_with_the_tally_of_verdicts() -> None:
    known = claims.known_verdicts()
    assert claims.tally(known) in page("claims.md")[:700]
    toys = {"H97": "too small", "H98": "hardly holds", "H99": "too small"}
    tally = claims.tally(known | {"claims": {name: {"verdict": said} for name, said in toys.items()}})
    assert "3 claims; supported: 0; too small: 2 (H97, H99); hardly holds: 1 (H98)." in tally


def test_the_table_names_the_deciding_test_that_sank_a_claim() -> None:
    def test(said: str, fails: int, decides: bool = True) -> dict[str, object]:
        return {"said": said, "counts": {"fails": fails}, "decides": decides, "verdict": "open"}

    counts = {"holds": 0, "opposite": 2, "small": 1, "fails": 3, "open": 1}
    one = {"name": "Toy", "verdict": "open", "counts": counts, "decisive": 2, "without": {}}
    tests = [test("a", 1), test("b", 2), test("c", 4, decides=False)]
    said = claims.verdicts(claims.known_verdicts() | {"claims": {"H99": one | {"tests": tests}}})
    assert "| 0 / 2 / 1 / 1 | open, open | b: 2 |" in said
