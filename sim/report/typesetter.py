"""Whether pages can be set on paper."""

from importlib.util import find_spec

TYPESETTER = "typst"


def can_typeset() -> bool:
    """Whether the typesetter is installed (``shequ[pdf]``)."""
    return find_spec(TYPESETTER) is not None
