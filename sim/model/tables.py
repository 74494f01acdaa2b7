"""The tables of the model: a column for each field of its records, and for each lever of a community."""

from sim.engine.columns import Column, Table, columns_of
from sim.parameters.flat import LEVERS
from sim.state import City, Community, Office, Organization, Resident

LEVER_COLUMNS = tuple(Column(lever.name, "f8", lever.meaning("en"), lever.unit) for lever in LEVERS)
TABLES = {
    table.name: table
    for table in (
        Table("residents", columns_of(Resident), in_places=True, person="entered", tie="tie"),
        Table("organizations", columns_of(Organization), in_places=True),
        Table("communities", (*columns_of(Community), *LEVER_COLUMNS), is_place=True),
        Table("offices", columns_of(Office)),
        Table("city", columns_of(City)),
    )
}
