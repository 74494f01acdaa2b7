"""The plan of a workshop: its rounds, what each asks, which levers it opens, how long each part takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.city.profile import load_profile
from sim.errors import InputError, ProblemsError, ScenarioError
from sim.language import Language, message
from sim.outcomes import BY_NAME
from sim.scenario import load
from sim.scenario.columns import ENTRIES
from sim.scenario.file_changes import texts
from sim.scenario.library import catalog, shipped_folder
from sim.scenario.lines import Key
from sim.scenario.problem_reader import Reader
from sim.scenario.toml_file import open_document
from sim.scenario.values import did_you_mean, shown

Texts = Mapping[Language, str]
PHASES = ("brief", "predict", "steer", "talk")
MOST_TEAMS, MOST_MINUTES, MOST_SEEDS, MOST_MONTHS, MOST_BUDGET = 12, 240, 40, 240, 100_000
_FOLDER = Path(__file__).parent / "plans"
_TOP = ("name", "city", "size", "months", "seeds", "teams", "rounds")
_OF_ROUND = ("name", "question", "story", *PHASES, "baseline", "starts", "levers", "budget", "outcomes", "shocks")
_MONEY = "funding.budget_per_resident"
_CLOSED = ("world.", "intensity.", "funding.budget_growth")
"""What no round may open: a budget per resident would no longer say what a team is given."""


@dataclass(frozen=True)
class Round:
    """One round: what is asked, of which policy it starts, what teams may move and what they are given.

    ``minutes`` has one number for each of `PHASES`; ``budget`` is yuan per resident and year, None without a limit;
    ``shocks`` befall every team, and the baseline, from the start.
    """

    name: Texts
    question: Texts
    story: Texts
    minutes: tuple[float, ...]
    baseline: str
    starts: tuple[str, ...]
    levers: tuple[str, ...]
    budget: float | None
    outcomes: tuple[str, ...]
    shocks: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A workshop: which city, simulated how, and the rounds."""

    name: Texts
    city: str
    size: str
    months: int
    seeds: int
    teams: int
    rounds: tuple[Round, ...]

    @property
    def has_lab(self) -> bool:
        """Whether the lab, which computes a neighbourhood over the city's horizon, computes what the plan does."""
        return self.size == "neighbourhood" and self.months == load_profile(self.city).city.horizon

    @property
    def minutes(self) -> float:
        """Length of all rounds."""
        return sum(sum(one.minutes) for one in self.rounds)


def shipped() -> dict[str, Path]:
    """The plans that come with the software, by name."""
    return {path.stem: path for path in sorted(_FOLDER.glob("*.toml"))}


def load_plan(reference: str) -> Plan:
    """Read a plan: a shipped one by name, or a file.

    Raises
    ------
    InputError
        With everything that is wrong with it, at once.
    """
    known = shipped()
    try:
        document = open_document(known.get(reference, Path(reference)))
    except ScenarioError as error:
        if reference.endswith(".toml"):
            raise
        hint = did_you_mean(reference, known)
        raise InputError(message("workshop.no_plan", given=reference, known=", ".join(known), hint=hint)) from error
    reader = _Reader(document)
    plan = reader.plan()
    if reader.problems:
        raise ProblemsError(sorted(dict.fromkeys(reader.problems), key=lambda one: one.line or 0))
    return plan


class _Reader(Reader):
    """Reads the parts of a plan; what is wrong is noted and reading goes on."""

    def plan(self) -> Plan:
        """Read the whole."""
        data = self.table((), self.document.data, _TOP)
        rounds = data["rounds"] if isinstance(data.get("rounds"), list) else []
        if not rounds:
            self.refuse(("rounds",), message("missing"), advice=message("workshop.add_rounds"))
        city = data.get("city", "ningbo")
        try:
            load_profile(city if isinstance(city, str) else "")
        except InputError as error:
            self.refuse(("city",), str(error))
        return Plan(
            name=texts(self, "name"),  # type: ignore[arg-type]  # its keys are the languages
            city=str(city),
            size=self._one_of(("size",), data.get("size", "neighbourhood"), ("hamlet", "neighbourhood")),
            months=int(self._number(("months",), data.get("months", 120), least=12, most=MOST_MONTHS)),
            seeds=int(self._number(("seeds",), data.get("seeds", 10), least=10, most=MOST_SEEDS)),
            teams=int(self._number(("teams",), data.get("teams", 6), least=1, most=MOST_TEAMS)),
            rounds=tuple(self._round(("rounds", k), one) for k, one in enumerate(rounds)),
        )

    def _round(self, key: Key, given: object) -> Round:
        data = self.table(key, given, _OF_ROUND)
        budget = data.get("budget")
        minutes = (self._number((*key, one), data.get(one, 0), most=MOST_MINUTES) for one in PHASES)
        return Round(
            name=self._texts((*key, "name"), data.get("name")),
            question=self._texts((*key, "question"), data.get("question")),
            story=self._texts((*key, "story"), data.get("story")),
            minutes=tuple(minutes),
            baseline=next(self._scenarios((*key, "baseline"), [data.get("baseline", "baseline")]), "baseline"),
            starts=tuple(self._scenarios((*key, "starts"), data.get("starts", []))),
            levers=tuple(self._names((*key, "levers"), data.get("levers"), _levers())),
            budget=None if budget is None else self._number((*key, "budget"), budget, most=MOST_BUDGET),
            outcomes=tuple(self._names((*key, "outcomes"), data.get("outcomes"), tuple(BY_NAME))),
            shocks=tuple(self._scenarios((*key, "shocks"), data.get("shocks", []))),
        )

    def _texts(self, key: Key, given: object) -> dict[Language, str]:
        data = self.table(key, {} if given is None else given, ("en", "zh"))
        for lang in ("en", "zh"):
            if not isinstance(data.get(lang), str) or not data[lang].strip():
                self.refuse((*key, lang), shown(data.get(lang, "")), allowed=message("a_text"))
        return {"en": str(data.get("en", "")), "zh": str(data.get("zh", ""))}

    def _number(self, key: Key, given: object, *, least: float = 0, most: float) -> float:
        if isinstance(given, bool) or not isinstance(given, int | float) or not least <= given <= most:
            self.refuse(key, shown(given), allowed=message("number_from", low=f"{least:g}", high=f"{most:g}"))
            return least
        return given

    def _one_of(self, key: Key, given: object, known: tuple[str, ...]) -> str:
        if given not in known:
            self.refuse(key, shown(given), allowed=", ".join(known))
        return str(given)

    def _names(self, key: Key, given: object, known: tuple[str, ...]) -> Iterator[str]:
        if not isinstance(given, list) or not given:
            self.refuse(key, shown(given) if given else message("missing"), allowed=message("workshop.list_of_names"))
            return
        for one in given:
            if one not in known:
                self.refuse(key, shown(one), advice=did_you_mean(str(one), known))
            else:
                yield one

    def _scenarios(self, key: Key, given: Any) -> Iterator[str]:
        """Names of scenarios that are shipped or in a folder that is searched, and that load."""
        for one in given if isinstance(given, list) else [given]:
            try:
                if not isinstance(one, str) or one not in catalog():
                    raise InputError(message("unknown_key"))
                load(one)
                yield one
            except InputError as error:
                self.refuse(key, f"{shown(one)}: {error}", advice=did_you_mean(str(one), list(catalog())))


def _levers() -> tuple[str, ...]:
    return tuple(entry for entry in ENTRIES if not entry.startswith(_CLOSED))


@cache
def shocks() -> dict[str, Texts]:
    """The shocks that a facilitator may play, with their names."""
    files = sorted((shipped_folder() / "shocks").glob("*.toml"))
    return {path.stem: load(path.stem).name for path in files}  # type: ignore[misc]  # its keys are the languages
