"""Names of columns: a story shows nobody an identifier."""

import pytest

from sim.language.catalog import LANGUAGES, catalog
from sim.model.tables import TABLES
from sim.parameters import LEVERS

OWN = {lever.name for lever in LEVERS}
COLUMNS = [column for table in TABLES.values() for column in table.columns if column.name not in OWN]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_that_a_story_may_come_to_has_a_name(lang: str) -> None:
    assert [column.name for column in COLUMNS if f"column.{column.name}" not in catalog(lang)] == []
