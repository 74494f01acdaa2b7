"""What is wrong with the rules of an extension is said with file and line, before anything runs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sim.errors import InputError, ProblemsError
from sim.extension import extend
from sim.extension.assigned import unassigned
from sim.extension.checks import OF_PLACES
from sim.model.tables import TABLES
from sim.rules import RULES

HEAD = """
import math
import numpy as np
from sim.extension import *
from sim.rules.arithmetic import exp

TEN, LIST, FLAG = 10, [1.0], np.float64(1.0)

class Mine(Resident):
    calm = real("calm", kind="f4")
    unrest = whole("unrest", kind="KIND")

class Place(Community):
    calm_ones = whole("residents who are calm")

class Calming(Group):
    least: float = quantity(1.0, (1, 1), unit="share", domain=(0.5, 2)).means("e", "z")

class Chosen(Group):
    soothing: float = share(0.0, (0, 1)).means("e", "z")

class MyDraws(Draws):
    table = "residents"
    calm = draw()

@rule
def half(x: float) -> float:
    return 0.5 * x

@rule
def pair(x: float) -> tuple[float, float]:
    return x, x

@rule
def mixed(x: float, *, part: float) -> float:
    return part * x

def plain(x: float) -> float:
    return x

def unmarked(me: Mine) -> float:
    return np.sqrt(me.calm)

@rule
def calm_of(me: Mine, times: float) -> float:
    return times * me.calm

@rule
def soothe(me: Mine) -> None:
    me.calm = 1.0

@rule
def forget() -> float:
    return 0.0

"""
TAIL = """
extension = Extension(
    records=(Mine, Place),
    levers={"calming": Chosen},
    world={"calming": Calming},
    draws=(MyDraws,),
    steps={"give_time": (STEP,)},
)
"""
EACH = 'Each("residents", own)'
BEGIN = "@rule\ndef own(me: Mine, here: Place, policy: Chosen, how: Calming, u: MyDraws, month: int) -> None:"
TOTAL = 'Total("residents", own)'
SETTLE = "Settle(own)"
OF_COMMUNITIES = "@rule\ndef own(residents: Many[Mine], here: Place) -> None:"
FLAT = 'Each("residents", own, ("calm",))'
BEGIN_FLAT = "@rule\ndef own(calm, trust, month, least, u_calm):"
LINE = len((HEAD + BEGIN).splitlines()) + 1
"""Where the body of the rule begins."""
LAST = ',), "close_books": (Each("residents", forget, ("calm",), where="spared")'
"""A step whose mistake is found last: where it is what is said, everything else was found good, and nothing is added."""


def written(folder: Path, body: str, begin: str = BEGIN, step: str = EACH, kind: str = "i1") -> Path:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    text = f"{HEAD}{begin}\n{lines}\n{TAIL}".replace("KIND", kind).replace("STEP", step)
    (folder / "mine.py").write_text(text, encoding="utf-8")
    return folder / "mine.py"


def refused(file: Path) -> str:
    """What is said of a file, of which nothing is left."""
    marked = len(RULES)
    with pytest.raises(InputError) as error:
        extend(file)
    assert len(RULES) == marked
    return str(error.value)


def refused_at(folder: Path, line: int, body: str, begin: str = BEGIN, step: str = EACH) -> str:
    """What is said of a rule whose body has a mistake in a line; -1 is the line of its name."""
    file = written(folder, body, begin, step)
    said = refused(file)
    assert said.startswith(f"{file}:{LINE + line}: own: "), said
    return said


BODIES = {
    "me.calm = sum([me.calm for _ in range(3)])": (0, "own: a comprehension makes a list; add up in a loop"),
    "x = 0.0\nme.calm = x + sum(y for y in range(3))": (1, "a comprehension makes a list"),
    "import math\nme.calm = math.sqrt(me.calm)": (0, "a rule imports nothing"),
    "me.calm = math.sqrt(me.calm)": (0, "no numpy, no math"),
    "me.calm = np.where(me.calm > 0, 1.0, 0.0)": (0, "no numpy, no math"),
    "me.calm = me.trust.real": (0, "a rule reaches into no module or object"),
    "me.calm = Mine.calm": (0, "a rule reaches into no module or object"),
    "me.calm = me.calm ** 2": (0, "** gives other bits on other machines; write x * x"),
    "me.calm **= 0.5": (0, "** gives other bits"),
    "me.calm = [me.calm][0]": (0, "a rule makes no lists"),
    "me.calm = {1: me.calm}[1]": (0, "a rule makes no lists"),
    'me.calm = "a"': (0, "no texts"),
    'me.calm = f"{me.calm}"': (0, "no texts"),
    "me.calm = str(me.calm)": (0, "str() is not there for rules; call min, max"),
    "print(me.calm)\nme.calm = 1.0": (0, "print() is not there"),
    "me.calm = sum(me.calm)": (0, "sum() is not there"),
    "me.calm = plain(me.calm)": (0, "plain is no rule; mark it with @rule"),
    "me.calm = unmarked(me)": (0, "unmarked is no rule; mark it with @rule"),
    "me.calm = me.calm * LIST": (0, "LIST is no number"),
    "me.calm = me.calm * FLAG": (0, "FLAG is no number"),
    "me.calm = me.calm * nothing": (0, "nothing is not known"),
    "me.calm = me.calm * half": (0, "half is no number"),
    "me.calm = half(me.calm, 1.0)": (0, "half takes 1 arguments, not 2"),
    "me.calm = half(y=me.calm)": (0, "half has no parameter 'y'"),
    "me.calm = calm_of(me)": (0, "calm_of is not given times"),
    "me.calm = calm_of(1.0, 2.0)": (0, "'me' of calm_of must be a record"),
    "me.calm = calm_of(here, 2.0)": (0, "calm_of wants a Mine for 'me'; here is a Place"),
    "soothe(me)": (0, "soothe assigns me.calm: let it return the number instead"),
    "me.calm = max(me.calm)": (0, "max() takes 2 or more numbers"),
    "me.calm = own(me, here, policy, how, u, month)": (0, "it calls itself"),
    "me.calm = (lambda x: x)(me.calm)": (0, "a rule holds no function"),
    "def inner(x):\n    return x\nme.calm = inner(me.calm)": (0, "a rule holds no function"),
    "try:\n    me.calm = 1.0\nexcept Exception:\n    me.calm = 0.0": (0, "a rule cannot fail"),
    "assert me.calm >= 0.0\nme.calm = 1.0": (0, "a rule cannot fail"),
    "raise ValueError": (0, "a rule cannot fail"),
    "global TEN\nTEN = 1\nme.calm = 1.0": (0, "a rule keeps nothing between calls"),
    "me.calm = (x := me.calm)": (0, "a rule is written with numbers, + - * /"),
    "me.calm: float = 1.0": (0, "a rule is written with numbers"),
    "me.calm = None": (0, "a rule is written with numbers"),
    "me.calm = 1j": (0, "a rule is written with numbers"),
    "me.calm = me.calm in (1.0, 2.0)": (0, "a rule is written with numbers"),
    "me.calm = me.calm is me.trust": (0, "a rule is written with numbers"),
    "me.calm = here.resolved[0:1]": (0, "takes one number at a time"),
    "while True:\n    pass": (0, "this while loop has no end: write a condition, a break or a return"),
    "x = 0.0\nwhile 1:\n    for k in range(3):\n        break\nme.calm = x": (1, "this while loop has no end"),
    "x = 0.0\nwhile x < 1.0:\n    x += 1.0\nelse:\n    x = 0.0\nme.calm = x": (1, "a loop has no else"),
    "for x in me.trust:\n    me.calm = x": (0, "a loop goes over range"),
    "me.calm + 1.0\nme.calm = 1.0": (0, "this line does nothing"),
    "yield me.calm": (0, "a rule is written with numbers"),
    "me.unrest = 9223372036854775808": (0, "a whole number has 63 bits"),
    "x, y = pair(me.calm) if me.calm > 0.0 else me.calm\nme.calm = x": (0, "the two sides of a conditional expression"),
    "x, y = half(me.calm)\nme.calm = x": (0, "2 names for 1 results"),
    "me.calm = me.calm / me.trust": (0, "me.trust may be 0; write a / max(b, least)"),
    "me.calm = me.calm / policy.soothing": (0, "policy.soothing may be 0"),
    "me.calm /= me.trust": (0, "me.trust may be 0"),
    "me.calm = month % (month - 1)": (0, "month - 1 may be 0"),
    "me.calm = me.calm // 0": (0, "0 may be 0"),
    "me.calm = me.calm / me.trust if me.trust >= 0.0 else 0.0": (0, "me.trust may be 0"),
    "me.calm = me.calm / me.trust if me.trust > 0.0 or month > 0 else 0.0": (0, "me.trust may be 0"),
    "x = me.trust\nif x > 0.0:\n    x = x - 1.0\n    me.calm = 1.0 / x": (3, "x may be 0"),
    "x = me.calm\nif me.trust == 0.0:\n    x = 0.0\nme.calm = x / me.trust": (3, "me.trust may be 0"),
    "x = me.trust\nif x > 0.0:\n    for k in range(3):\n        me.calm = 1.0 / x\n        x -= 1.0": (3, "x may"),
    "x = 0.0\nfor k in range(0, 5, month):\n    x += k\nme.calm = x": (1, "month may be 0"),
    "if me.trust > 0.0:\n    x = 1.0\nme.calm = x": (2, "x may have no value here"),
    "for k in range(month):\n    x = 1.0 * k\nme.calm = x": (2, "x may have no value here; give it one ahead of"),
    "for k in range(month):\n    pass\nme.calm = 1.0 * k": (2, "k may have no value here"),
    "while me.trust > x:\n    x = 1.0\nme.calm = x": (0, "x may have no value here"),
    "me.calm = me.trsut": (0, "Mine has no field 'trsut'; 'trust'?"),
    "me.calm = how.last": (0, "Calming has no field 'last'; 'least'?"),
    "me.calm = u.clam": (0, "MyDraws has no field 'clam'; 'calm'?"),
    "me.clam = 1.0": (0, "Mine has no field 'clam'; 'calm'?"),
    "me.calm = me.value_of(3)": (0, "Mine has no field 'value_of'"),
    "policy.soothing = 1.0": (0, "policy is a group of parameters, of which nothing can be assigned"),
    "u.calm = 1.0": (0, "u is luck, of which nothing can be assigned"),
    "me.calm = 1.0\nme.unrest = int(me.calm)": (1, "me.calm is read after it was assigned"),
    "me.calm = 1.0\nme.calm += 1.0": (1, "me.calm is read after it was assigned"),
    "for k in range(3):\n    me.calm += 1.0": (1, "me.calm is read after it was assigned"),
    "while me.calm < 1.0:\n    me.calm = 1.0": (0, "me.calm is read after it was assigned"),
    "for k in range(3):\n    x = me.calm\n    me.calm = x + 1.0": (1, "me.calm is read after it was assigned"),
    "del me.calm": (0, "a field is not deleted"),
    "for me.calm in range(3):\n    pass": (0, "a loop counts in a name of the rule's own"),
    "me.tie[0] = 3": (0, "me.tie is changed in place, which only settlements may"),
    "me.calm = 1.0\nreturn me.calm": (1, "it assigns fields, so it returns nothing"),
    "new_calm = 1.0\nme.calm = 2.0": (-1, "me.calm becomes 'new_calm': call your own number otherwise"),
    "me_trust = 1.0\nme.calm = me.trust": (-1, "me.trust becomes 'me_trust': call your own number otherwise"),
    "me.calm = me": (0, "me is a record: read its fields"),
    'setattr(me, "calm", 1.0)': (0, "me is a record: read its fields"),
}


@pytest.mark.parametrize("body", BODIES)
def test_what_a_rule_must_not_say_is_refused_with_its_line(tmp_path: Path, body: str) -> None:
    line, words = BODIES[body]
    assert words in refused_at(tmp_path, line, body)


def test_the_models_own_rules_read_nothing_ahead_of_its_value() -> None:
    assert [problem for one in RULES for problem in unassigned(one)] == []


OF_PLAIN_NUMBERS = {
    "return sum([calm for _ in range(3)])": (0, "own: a comprehension makes a list; add up in a loop"),
    "return math.sqrt(calm)": (0, "no numpy, no math"),
    "return calm ** 2": (0, "** gives other bits on other machines; write x * x"),
    "return plain(calm)": (0, "plain is no rule; mark it with @rule"),
    "return calm * LIST": (0, "LIST is no number"),
    "return half(calm, 1.0)": (0, "half takes 1 arguments, not 2"),
    "return mixed(calm, trust)": (0, "mixed takes 1 arguments, not 2; give part by name"),
    "return min(calm, least=trust)": (0, "min, max, abs, int, len and range are given their numbers by place"),
    "return own(calm, trust, month, least, u_calm)": (0, "it calls itself"),
    "return None": (0, "a rule is written with numbers"),
    "return trust[0:1]": (0, "takes one number at a time"),
    "return calm.trust": (0, "nothing says what calm is; write calm: Resident, or the class that has 'trust'"),
    "while calm < 1.0:\n    calm += 1.0\nelse:\n    calm = 0.0\nreturn calm": (0, "a loop has no else"),
    "if calm > 0.0:\n    return 1.0": (-1, "it can come to its end without a result"),
    "if calm > 0.0:\n    return 1.0\nreturn 1.0, 2.0": (2, "this return gives 2 results, another one 1"),
    "x, y = pair(calm) if calm > 0.0 else calm\nreturn x": (0, "the two sides of a conditional expression"),
    "return calm / trust": (0, "trust may be 0; write a / max(b, least)"),
    "calm /= trust\nreturn calm": (0, "trust may be 0"),
    "if trust > 0.0:\n    trust = trust - 1.0\n    calm = 1.0 / trust\nreturn calm": (2, "trust may be 0"),
    "if trust > 0.0:\n    for k in range(3):\n        calm = calm / trust\n        trust -= 1.0\nreturn calm": (
        2,
        "trust m",
    ),
}


@pytest.mark.parametrize("body", OF_PLAIN_NUMBERS)
def test_a_rule_of_plain_numbers_is_held_to_the_same(tmp_path: Path, body: str) -> None:
    line, words = OF_PLAIN_NUMBERS[body]
    assert words in refused_at(tmp_path, line, body, BEGIN_FLAT, FLAT)


ELSEWHERE = {
    "here.calm_ones = 1": (TOTAL, BEGIN, "a total adds: write here.calm_ones += ..."),
    "here.calm_ones *= 2": (TOTAL, BEGIN, "it adds to here.calm_ones: write += or -="),
    "me.calm = other.calm": (
        "Ties(own)",
        "@rule\ndef own(me: Mine, other: Mine):",
        "a rule of ties adds: write me.calm += ...",
    ),
    "for one in residents:\n    here.calm_ones = 1": (SETTLE, OF_COMMUNITIES, "residents is a record"),
    "residents.calm = 1.0": (SETTLE, OF_COMMUNITIES, "residents are many: write residents[i].calm"),
    "here.resolved = 1": (SETTLE, OF_COMMUNITIES, "here.resolved is several numbers: write here.resolved[k]"),
    "residents[0].tie = 1": (SETTLE, OF_COMMUNITIES, "residents[0].tie is several numbers: write residents[0].tie[k]"),
    "residents[0].calm = residents[0].tie": (SETTLE, OF_COMMUNITIES, "residents[0].tie is several numbers"),
    "c = residents.column(Mine.clam)\nc[0] = 1.0": (SETTLE, OF_COMMUNITIES, "Mine has no field 'clam'; 'calm'?"),
    "here.committee_money -= 0.5": (SETTLE, OF_COMMUNITIES, "committee_money takes whole numbers, and this has a frac"),
    "residents[0].unrest = 0.5": (SETTLE, OF_COMMUNITIES, "unrest takes whole numbers, and this has a fraction"),
}


@pytest.mark.parametrize("body", ELSEWHERE)
def test_totals_and_settlements_are_held_to_theirs(tmp_path: Path, body: str) -> None:
    step, begin, words = ELSEWHERE[body]
    assert words in refused_at(tmp_path, 0, body, begin, step)


FINE = {
    FLAT: [
        "return calm / max(trust, 0.001)",
        "return calm / least / u_calm / (2.0 * least)",
        "return calm / trust if month > 3 and 0.1 < trust else 0.0",
        "if not trust > 0.0:\n    return 0.0\nelse:\n    calm = calm / trust\nreturn calm",
        "while trust > 0.0:\n    calm, trust = calm / trust, trust - 1.0\nreturn calm",
        "x, y = pair(calm)\nz = (x, y, 1.0)\nreturn z[2] + exp(half(x)) + y",
        "return mixed(half(x=calm), part=trust)",
    ],
    EACH: [
        "me.calm = me.calm / max(me.trust, 0.001)",
        "me.calm = me.calm / TEN % 7",
        "me.calm = me.calm / how.least / u.calm / (2.0 * how.least)",
        "me.calm = me.calm / me.trust if me.trust > 0.0 else 0.0",
        "me.calm = 0.0 if me.trust <= 0.0 else me.calm / me.trust",
        "me.calm = me.calm / me.trust if month > 3 and 0.1 < me.trust else 0.0",
        "me.calm = 1.0 if me.trust == 0.0 or me.calm / me.trust > 1.0 else 0.0",
        "if me.trust == 0.0:\n    return\nme.calm = me.calm / me.trust",
        "if not me.trust > 0.0:\n    me.calm = 0.0\nelse:\n    me.calm = me.calm / me.trust",
        "n = max(me.trust, 0.5)\nx = me.calm\nfor k in range(3):\n    x += 1.0 / n\nme.calm = x",
        "x = me.calm\nwhile True:\n    x -= 1.0\n    if x < 1.0:\n        break\nme.calm = x",
        "x, y = me.calm, me.trust\nwhile y > 0.0:\n    x, y = x / y, y - 1.0\nme.calm = x",
        "x, y = pair(me.calm)\nz = (x, y, 1.0)\nme.calm = z[2] + exp(half(x)) + y",
        '"""Say what it does."""\nme.calm = abs(me.calm) + int(me.trust) + min(1, month) - (1.0 if month & 1 else -me.calm)',
        "me.calm = calm_of(me, times=2.0) + half(here.culture_reach)",
        "me.calm, me.unrest = me.trust, int(me.calm)",
        "if me.trust > 0.5 and policy.soothing > 0.0:\n    me.calm += 0.5\n    me.unrest -= 1",
    ],
    TOTAL: [
        "here.calm_ones += 1 if me.calm > 0.5 else 0",
        "if me.calm > 0.5:\n    here.calm_ones += 2\nhere.calm_ones -= 1",
    ],
    SETTLE: ["for i in range(len(residents)):\n    residents[i].calm = 0.5\n    here.calm_ones += 1"],
}
BEGINS_OF = {FLAT: BEGIN_FLAT, SETTLE: OF_COMMUNITIES}


@pytest.mark.parametrize(("step", "body"), [(step, body) for step, bodies in FINE.items() for body in bodies])
def test_what_a_rule_may_say_is_taken(tmp_path: Path, step: str, body: str) -> None:
    said = refused(written(tmp_path, body, begin=BEGINS_OF.get(step, BEGIN), step=step + LAST))
    assert "step forget: 'spared' is not there" in said


BEGINS = {
    "@rule\ndef own(calm, trust=1.0):": "an argument has no default",
    "@rule\ndef own(calm, *trust):": "arguments are plain names",
    "@rule\ndef own(calm, /, trust):": "arguments are plain names",
    "@rule\ndef own(me: Mine, **how: Calming):": "arguments are plain names",
    "@rule\ndef own(calm, *, trust=1.0):": "an argument has no default",
    "@rule\ndef own(me: Mine, how: Calming = None):": "an argument has no default",
    "@rule\nasync def own(calm):": "its text is not there as a function",
}


@pytest.mark.parametrize("begin", BEGINS)
def test_arguments_are_plain_names_without_defaults(tmp_path: Path, begin: str) -> None:
    assert BEGINS[begin] in refused(written(tmp_path, "return calm", begin=begin, step=FLAT))


WAYS = {
    "own = rule(lambda calm: calm)\nif True:": "its text is not there|a rule holds no function",
    'scope = {}\nexec("def own(calm):\\n    return calm", scope)\nown = rule(scope["own"])\nif True:': "text is not there",
    "@rule\n@np.vectorize\ndef own(calm):": "it is no function; write it with def",
    "def made(y):\n    def own(calm):\n        return calm * y\n    return own\nown = rule(made(2))\nif True:": "outside",
}


@pytest.mark.parametrize("begin", WAYS, ids=["lambda", "exec", "wrapped", "closure"])
def test_a_rule_is_a_function_with_a_text_of_its_own(tmp_path: Path, begin: str) -> None:
    body = "pass" if begin.endswith("True:") else "return calm"
    assert re.search(WAYS[begin], refused(written(tmp_path, body, begin=begin, step=FLAT)))


STEPS = {
    'Each("residents", own, ("calm", "unrest"))': ("return calm", "gives 1 results, and the step has 2 columns"),
    'Each("residents", own, ("unrest",))': ("return calm, calm", "gives 2 results, and the step has 1 columns"),
    'Settle(own, ("calm",))': ("return calm", "gives 1 results, and the step has 0 columns"),
    'Each("residents", own, ("tie",))': ("return calm", "'tie' says where others read and write"),
    'Each("communities", other, ("resolved",))': ("return calm", "8 numbers wide; only a settlement"),
    'Ties(other, ("n_peers",))': ("return calm", "'n_peers' is i1; a sum needs room: i8 or f8 or f4"),
    'Total("residents", other, ("gini",))': ("return calm", "'gini' is f8; a sum needs room: i8"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_has_a_column_for_each_result_and_room_for_it(tmp_path: Path, step: str) -> None:
    body, words = STEPS[step]
    other = "@rule\ndef other(month):\n    return month\n\n"
    assert words in refused(written(tmp_path, body, begin=other + "@rule\ndef own(calm):", step=step))


ME = "@rule\ndef own(me: Mine):"
OF_A_COMMUNITY = "@rule\ndef own(me: Mine, here: Community):"
OF_RECORDS = {
    "an unused rule": (ME, EACH, "x = me.calm", "its rule assigns no field; write me.calm = ..."),
    "a rule that returns": (ME, EACH, "return me.calm", "its rule assigns no field"),
    "a settlement that only looks": (OF_COMMUNITIES, SETTLE, "x = here.calm_ones", "its rule assigns no field"),
    "columns as well": (ME, FLAT, "me.calm = 1.0", "leave out the columns; its rule says itself what it assigns"),
    "a tie's place": (ME, EACH, "me.tie = 3", "'tie' says where others read and write"),
    "a case's domain": (ME, EACH, "me.case_domain = 3", "'case_domain' says where others read and write"),
    "one of many": (OF_COMMUNITIES, SETTLE, "residents[0].case_domain = 1", "'case_domain' says where others read"),
    "a number of eight": (
        "@rule\ndef own(me: Place):",
        'Each("communities", own)',
        "me.resolved = 3",
        "8 numbers wide; only a settlement",
    ),
    "ties outside Ties": (ME, EACH, "me.calm = me.tie[0]", "me.tie has a number for each tie; Ties goes through them"),
    "no room for a sum": (OF_A_COMMUNITY, TOTAL, "here.gini += 1", "'gini' is f8; a sum needs room: i8"),
    "no room for a sum over ties": (
        "@rule\ndef own(me: Mine, other: Mine):",
        "Ties(own)",
        "me.unrest += other.age_group",
        "'unrest' is i1; a sum needs",
    ),
    "a community's field": (
        BEGIN,
        EACH,
        "here.calm_ones = 1",
        "here.calm_ones is assigned; such a step assigns fields of",
    ),
    "an agent's field": (ME, TOTAL, "me.unrest += 1", "me.unrest is assigned; a total adds to fields of the community"),
    "another table": (ME, 'Each("organizations", own)', "me.calm = 1.0", "me is one Mine, and such a step meets"),
    "another's luck": (
        "@rule\ndef own(me: Mine, u: OrganizationDraws):",
        EACH,
        "me.calm = u.founding",
        "u is one OrganizationDraws, and",
    ),
    "many": (
        "@rule\ndef own(me: Mine, all: Many[Mine]):",
        EACH,
        "me.calm = all[0].trust",
        "all is Many[Mine], and such a step",
    ),
    "one in a settlement": (
        "@rule\ndef own(me: Mine):",
        SETTLE,
        "me.calm = 1.0",
        "me is one Mine, and a settlement meets",
    ),
    "luck in a settlement": (
        "@rule\ndef own(here: Place, u: MyDraws):",
        SETTLE,
        "here.calm_ones = int(u.calm)",
        "u is one MyDraws, and a settlement",
    ),
    "a tie in a step of residents": (
        "@rule\ndef own(me: Mine, tie: Tie):",
        EACH,
        "me.calm = tie.activation",
        "tie is one Tie, and such a step meets",
    ),
    "twice the same": (
        "@rule\ndef own(me: Mine, you: Mine):",
        EACH,
        "me.calm = you.trust",
        "of me and you two are one and the same",
    ),
    "no such table": (ME, 'Each("resident", own)', "me.calm = 1.0", "did you mean residents"),
    "no condition of that name": (ME, 'Each("residents", own, where="case_domein")', "me.calm = 1.0", "'case_domain'?"),
    "table and rule exchanged": (ME, 'Each(own, "residents")', "me.calm = 1.0", 'write Each("residents", rule)'),
}


@pytest.mark.parametrize("wrong", OF_RECORDS)
def test_a_step_keeps_what_its_rule_assigns_of_the_agents_that_it_meets(tmp_path: Path, wrong: str) -> None:
    begin, step, body, words = OF_RECORDS[wrong]
    assert words in refused(written(tmp_path, body, begin=begin, step=step))


FRACTIONS = {
    "me.unrest = me.calm": 0,
    "me.unrest = 0.5": 0,
    "me.unrest += 0.5": 0,
    "me.unrest /= 2": 0,
    "me.unrest = month / 2": 0,
    "me.unrest = month if month > 3 else 1.5": 0,
    "x = month\nx += me.trust\nme.unrest = x": 2,
    "me.unrest = half(month)": 0,
    "x, y = pair(me.trust)\nif month > 3:\n    me.unrest = month\nelse:\n    me.unrest = max(month, y)": 4,
    "x, z = u.calm, 0\nfor k in range(3):\n    x, z = k, x\nme.unrest = -z": 3,
    "z = (month, how.least)\nme.unrest = z[1]": 1,
    "me.calm, me.unrest = 1.0, me.trust": 0,
}
FLAT_FRACTIONS = {
    "return calm": 0,
    "return month if month > 3 else 1.5": 0,
    "x = month\nx += trust\nreturn x": 2,
    "x, y = pair(trust)\nif month > 3:\n    return month\nreturn max(month, y)": 3,
}
WHOLE = [
    "me.unrest = int(me.calm)",
    "me.unrest = month // 2 + (me.calm > 0.5)",
    "x, y = int(me.trust), me.calm\nme.unrest = x if y > 0.5 else -x",
    "me.unrest = (me.calm > 0.5) & (me.trust > 0.5)",
    "n = 0\nfor k in range(int(me.trust * 3.0)):\n    n += min(k, month)\nme.unrest = n",
    "me.unrest = 1 if not me.calm > 0.5 else 0",
    "if me.calm > 0.5:\n    me.unrest += 1",
]
WHOLE_NUMBERS = "unrest takes whole numbers, and this has a fraction; write int("


@pytest.mark.parametrize("body", FRACTIONS)
def test_a_fraction_for_a_field_of_whole_numbers_is_refused(tmp_path: Path, body: str) -> None:
    assert WHOLE_NUMBERS in refused_at(tmp_path, FRACTIONS[body], body)


@pytest.mark.parametrize("body", FLAT_FRACTIONS)
def test_a_fraction_from_a_rule_of_plain_numbers_is_refused_as_well(tmp_path: Path, body: str) -> None:
    step = 'Each("residents", own, ("unrest",))'
    assert WHOLE_NUMBERS in refused_at(tmp_path, FLAT_FRACTIONS[body], body, BEGIN_FLAT, step)


@pytest.mark.parametrize("body", WHOLE)
def test_whole_numbers_for_a_field_of_them_are_taken(tmp_path: Path, body: str) -> None:
    assert "'spared' is not there" in refused(written(tmp_path, body, step=EACH + LAST))


@pytest.mark.parametrize("column", ["residents[1].unrest", "row[1]"])
def test_a_settlement_puts_no_fraction_into_what_is_whole(tmp_path: Path, column: str) -> None:
    body = f"row = residents.column(Mine.unrest)\n{column} = residents[1].trust\n{column} = int(residents[1].trust)"
    assert WHOLE_NUMBERS in refused_at(tmp_path, 1, body, OF_COMMUNITIES, SETTLE)


def test_a_total_adds_no_fraction(tmp_path: Path) -> None:
    body = "here.calm_ones += 1\nhere.calm_ones += me.calm"
    assert "calm_ones takes whole numbers" in refused_at(tmp_path, 1, body, BEGIN, TOTAL)


def test_a_settlement_puts_no_fraction_into_a_purse(tmp_path: Path) -> None:
    body = "committee_money[0] -= 0.5 * trust[0]\ncommittee_money[0] -= int(trust[0])"
    begin = "@rule\ndef own(committee_money, trust):"
    said = refused(written(tmp_path, body, begin=begin, step='Settle(own, ("committee_money",))'))
    assert [line.partition(": own: ")[2][:35] for line in said.splitlines()] == ["committee_money takes whole numbers"]


@pytest.mark.parametrize("kind", ["f16", "O", "i1 "])
def test_a_kind_of_column_that_there_is_not_is_refused(tmp_path: Path, kind: str) -> None:
    said = refused(written(tmp_path, "me.calm = 1.0", kind=kind))
    assert f"field 'unrest': kind '{kind}': there is none" in said


def test_every_mistake_of_every_rule_is_said_at_once(tmp_path: Path) -> None:
    begin = "@rule\ndef first(x):\n    return x ** 2\n\n" + BEGIN
    said = refused(written(tmp_path, "y = [1]\nx = str(me.calm)\nme.calm = f'{me.calm}'", begin=begin))
    assert [line.split(": ")[1] for line in said.splitlines()] == ["first", "own", "own"]


def test_the_command_says_it_in_sentences_and_runs_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, "me.calm = sum([me.calm for _ in range(3)])")
    asked = [
        sys.executable,
        "-m",
        "sim.cli",
        "run",
        "baseline",
        "--with",
        file.name,
        "--size",
        "hamlet",
        "--out",
        "out",
    ]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"mine.py:{LINE}: own: a comprehension makes a list" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "out").exists()


def test_a_file_that_ends_the_process_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("import sys\nsys.exit(0)\n", encoding="utf-8")
    assert "it cannot be imported: SystemExit" in refused(tmp_path / "mine.py")


def test_problems_of_rules_come_one_by_one(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as error:
        extend(written(tmp_path, "me.calm = me.calm ** 2"))
    (problem,) = error.value.problems
    assert json.dumps(problem.__dict__)
    assert (problem.key, problem.line) == ("own", LINE)


def test_a_tuple_without_its_comma_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "me.calm = 1.0")
    file.write_text(file.read_text(encoding="utf-8").replace(f"({EACH},)", f"({EACH})"), encoding="utf-8")
    assert "write a tuple: (Each(...),)" in refused(file)


def test_columns_that_say_where_others_read_are_columns() -> None:
    assert {column.name for table in TABLES.values() for column in table.columns} >= OF_PLACES
