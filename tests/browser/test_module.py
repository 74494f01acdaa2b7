"""The module that is shipped, and what is built where it will not do."""

import gzip
from pathlib import Path

import pytest

from sim.browser import module as modules
from sim.browser import schedule
from sim.browser.case import case
from sim.browser.module import SHIPPED, plan, plan_in
from sim.errors import InputError, RunError
from sim.language import speaking


def test_the_shipped_module_is_of_todays_rules() -> None:
    """Where this fails rules, columns or outcomes have changed since: run ``make wasm``, once an issue."""
    assert plan_in(gzip.decompress(SHIPPED.read_bytes())) == plan()


def test_the_shipped_module_stays_small() -> None:
    assert SHIPPED.stat().st_size < 160_000


@pytest.mark.parametrize(("language", "word"), [("en", "install"), ("zh", "安装")])
def test_without_a_linker_a_sentence_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setattr(modules, "plan", lambda: {"meaning": "of rules of one's own"})
    monkeypatch.setattr("sim.engine.wasm.which", lambda _: None)
    monkeypatch.setattr("sim.engine.wasm.find_spec", lambda _: None)
    with speaking(language), pytest.raises(RunError, match=word):  # type: ignore[arg-type]
        modules.module()


@pytest.mark.parametrize("size", ["district", "city"])
def test_sizes_that_the_seed_decides_are_refused(size: str) -> None:
    with pytest.raises(InputError, match="hamlet or a neighbourhood"):
        case("baseline", months=12, size=size)


def test_no_formula_of_the_model_is_in_the_driver() -> None:
    """A mistake here would be a second model: the driver names no field but those of the books' two sides, and a scenario's."""
    driver = Path(modules.__file__).with_name("model.js").read_text(encoding="utf-8")
    columns = {name for name, *_ in plan()["arrays"] if not name.startswith("of_")} - schedule.arrays().keys()
    named = {name for name in columns if name in driver}
    assert named == {"city_held", "city_expected", "city_overdrawn", "communities_due"}
