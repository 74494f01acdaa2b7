"""Every text that a page asks for is there, and every kind of event has a name."""

import re

from sim.language.catalog import catalog
from sim.workshop import session as room
from sim.workshop.server import PAGES

ASKED = re.compile(r"\bp\(\s*\"([a-z_.]+)\"")
CHOSEN = re.compile(r"\bp\([^()]*?\? \"([a-z_.]+)\" : \"([a-z_.]+)\"\s*[,)]")


def test_every_text_that_a_page_asks_for_is_in_the_catalog() -> None:
    texts = "\n".join(file.read_text("utf-8") for file in PAGES.glob("*.js"))
    keys = {*ASKED.findall(texts), *(key for pair in CHOSEN.findall(texts) for key in pair)}
    assert len(keys) > 90
    assert sorted(key for key in keys if f"workshop.page.{key}" not in catalog("en")) == []


def test_every_kind_of_event_has_a_name() -> None:
    kinds = {*room._AFTER, "opened", "opened_again", "refused"}
    assert {key.rpartition(".")[2] for key in catalog("en") if key.startswith("workshop.page.kind.")} == kinds


def test_no_page_writes_html() -> None:
    for file in PAGES.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", file.read_text("utf-8")
        )
