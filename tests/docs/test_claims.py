"""Every claim of the article has a section in docs/claims.md that says how it would be tested, and names what exists."""

import re

import pytest

from tests.docs.traced import exists, is_lever, is_outcome, is_parameter, is_scenario, named, page

LABELS = ("Claim", "Contrast", "Decides", "Direction", "Cost", "Fails where", "So far")
HEDGE, NOT_RUN = "Seen in few runs, not a result: ", "Not run as a claim."
FREE = "None in money or hours"


def sections(text: str) -> dict[str, str]:
    """Text of each claim by its heading's id, in the order of the page."""
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
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
        "So far": said["So far"].startswith((HEDGE, NOT_RUN)),
    }
    unknown = [name for name in named(section) if not exists(name)]
    return unknown + [f"{label} says too little" for label, is_sound in sound.items() if not is_sound]


CLAIMS = sections(page("claims.md"))


def test_every_claim_has_one_section_and_they_are_in_order() -> None:
    headings = re.findall(r"^## (\S+)", page("claims.md"), flags=re.MULTILINE)
    assert headings == list(CLAIMS) == [f"H{number:02d}" for number in range(1, 25)]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_says_how_it_would_be_tested_and_what_it_names_exists(claim: str) -> None:
    assert wrong(CLAIMS[claim]) == []


def test_the_page_says_that_nothing_here_is_a_result_and_what_has_no_data() -> None:
    assert "Running them over the plausible space is a\n  later issue" in page("claims.md")
    assert "no data target" in CLAIMS["H02"]
    assert "P23" in CLAIMS["H02"]


@pytest.mark.parametrize(
    ("said", "instead", "problem"),
    [
        ("`menu_services`", "`menu_service`", "menu_service"),
        ("`world.help.variety_cost`", "`world.help.variety`", "world.help.variety"),
        ("`satisfaction_mean`", "`satisfaction`", "satisfaction"),
        ("`provision.menu_share`", "`provision.menus`", "provision.menus"),
        ("- **So far.** Not run as a claim.", "- **So far.** It holds.", "So far says too little"),
        ("- **Direction.**", "- **Direct.**", "labels "),
    ],
)
def test_a_section_that_is_wrong_is_found_out(said: str, instead: str, problem: str) -> None:
    assert said in CLAIMS["H01"]
    assert wrong(CLAIMS["H01"].replace(said, instead))[0].startswith(problem)


def test_an_outcome_is_asked_for_where_one_decides() -> None:
    section = re.sub(r"(?<=Decides\.\*\*).*", " `baseline`.", CLAIMS["H01"])
    assert wrong(section) == ["Decides says too little"]
