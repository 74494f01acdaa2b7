"""Every number of a scenario by its dotted path: levers first, then the world, then what extensions added."""

from sim.parameters import LEVERS, WORLD, Quantity

QUANTITIES: dict[str, Quantity] = {quantity.path: quantity for quantity in (*LEVERS, *WORLD)}
ENTRIES: dict[str, Quantity] = {entry: quantity for quantity in QUANTITIES.values() for entry in quantity.entries}
COLUMN: dict[str, int] = {entry: column for column, entry in enumerate(ENTRIES)}
DEFAULTS: list[float] = [number for quantity in QUANTITIES.values() for number in quantity.default]
GROUPS: dict[str, tuple[str, ...]] = {
    group: tuple(quantity.name for quantity in QUANTITIES.values() if quantity.path == f"{group}.{quantity.name}")
    for group in dict.fromkeys(path.rpartition(".")[0] for path in QUANTITIES)
}
"""Group path (``funding``, ``world.needs``) to the names of its parameters."""


def add(quantity: Quantity) -> None:
    """Let scenarios set another parameter; it comes behind all others, whose columns stay what they are."""
    group = quantity.path.rpartition(".")[0]
    QUANTITIES[quantity.path] = quantity
    GROUPS[group] = (*GROUPS.get(group, ()), quantity.name)
    for entry, default in zip(quantity.entries, quantity.default, strict=True):
        ENTRIES[entry] = quantity
        COLUMN[entry] = len(DEFAULTS)
        DEFAULTS.append(default)


def is_world(path: str) -> bool:
    """Whether a path belongs to the world, not to the levers."""
    return path.partition(".")[0] == "world"
