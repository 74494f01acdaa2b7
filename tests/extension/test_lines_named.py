"""What is wrong with a declaration is told with the line that declares it."""

from pathlib import Path

import pytest

from sim.errors import InputError
from sim.extension import extend

RIGHT = """
from sim.extension import *

class Calm(Resident):
    calm = real("how calm", kind="f4")

class Town(Community):
    calm_ones = whole("residents who are calm", "residents")
    noisy_ones = whole("residents who are not", "residents")

class Rest(Group):
    resting: float = share(0.5, (0, 1)).means("resting", "\u4f11\u606f")

class Lot(Draws):
    table = "residents"
    resting_lot = draw()

@rule
def unwind(me: Calm, policy: Rest, u: Lot) -> None:
    me.calm = policy.resting * u.resting_lot

@rule
def count_calm(me: Calm, here: Town) -> None:
    here.calm_ones += me.calm > 0.5

extension = Extension(
    records=(Calm, Town),
    draws=(Lot,),
    levers={"rest": Rest},
    steps={
        "judge": (Each("residents", unwind),),
        "count_resident": (Total("residents", count_calm),),
    },
    outcomes=(
        OwnOutcome("calm_share", "Calm", "\u5e73\u9759", "share", 1, "calm_ones", "persons"),
    ),
)
"""
WRONG = {
    "a field that is taken": ("noisy_ones", "trust", "    trust = "),
    "a field of no such kind": ('kind="f4"', 'kind="f3"', "    calm = real"),
    "a draw that is a field": ("resting_lot = draw()", 'resting_lot = real("a lot")', "    resting_lot = "),
    "luck without a table": ('    table = "residents"\n', "", "class Lot"),
    "a parameter outside its domain": ("share(0.5,", "share(2.0,", "    resting: float"),
    "a parameter without a meaning": ('.means("resting", "\u4f11\u606f")', "", "    resting: float"),
    "a group that is not listed": ('levers={"rest": Rest},', "", "    resting: float"),
    "no class among records": ("(Calm, Town)", "(Calm(), Town)", "    records="),
    "no groups by name": ('{"rest": Rest}', "(Rest,)", "    levers="),
    "a group that is none": ('{"rest": Rest}', '{"rest": Calm}', "    levers="),
    "a step behind none": ('"judge":', '"judgee":', '        "judgee":'),
    "no tuple of steps": ('(Total("residents", count_calm),)', 'Total("residents", count_calm)', '        "count_resi'),
    "a step of no table": ('Each("residents", unwind)', 'Each("resident", unwind)', "def unwind"),
    "a step with a condition that is not there": ("unwind),)", 'unwind, where="calmm"),)', "def unwind"),
    "a rule called like a field": ("unwind", "trust", "def trust"),
    "a rule without a mark": ("@rule\ndef unwind", "def unwind", "def unwind"),
    "a total of an agent's field": ("here.calm_ones += me.calm > 0.5", "me.calm += 1", "def count_calm"),
    "an outcome that is taken": ('"calm_share"', '"trust_mean"', '        OwnOutcome("trust_mean"'),
    "an outcome of no count": ('"calm_ones", "persons"', '"calm_one", "persons"', "        OwnOutcome("),
    "no tuple of outcomes": ('"persons"),\n    ),', '"persons")\n    ),', "    outcomes="),
    "a name that is not there": ("@rule\ndef unwind", "@ruel\ndef unwind", "@ruel"),
    "the form of earlier versions": ("    draws=(Lot,),", "    draws=(Lot,), columns=(),", "extension = "),
}
"""What is written instead of what, and how the line begins that is told."""


@pytest.mark.parametrize("wrong", WRONG)
def test_an_error_of_a_declaration_has_its_line(tmp_path: Path, wrong: str) -> None:
    right, instead, begins = WRONG[wrong]
    assert right in RIGHT
    file, text = tmp_path / "mine.py", RIGHT.replace(right, instead)
    file.write_text(text, encoding="utf-8")
    (line,) = (number for number, each in enumerate(text.splitlines(), 1) if each.startswith(begins))
    with pytest.raises(InputError) as refused:
        extend(file)
    assert str(refused.value).startswith((f"{file}:{line}: ", f"{file}: line {line}: ")), refused.value


def test_what_the_file_does_not_declare_by_its_name_is_told_without_a_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    made = RIGHT.replace('"judge": (Each', '"jud" + "gee": (Each')
    file.write_text(made, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        extend(file)
    assert str(refused.value).startswith(f"{file}: step 'judgee': there is none")
