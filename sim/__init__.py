"""Shequ: how a city's communities live under different policies."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim import sources as sources  # before all modules whose files it reads

if TYPE_CHECKING:
    from sim.api.claims import claims as claims
    from sim.api.compare import compare as compare
    from sim.api.discover import discover as discover
    from sim.api.robust import robust as robust
    from sim.api.search import search as search
    from sim.extension import extend as extend
    from sim.mesa_model import CityModel as CityModel
    from sim.runs import run_many as run_many
    from sim.runs import simulate as simulate
    from sim.scenario import load as load
    from sim.spreadsheet import new_city as new_city
    from sim.studies.sweep import open_sweep as open_sweep
    from sim.studies.sweep import sweep as sweep

__version__ = sources.VERSION

_PLACES = {
    "CityModel": "sim.mesa_model",
    "claims": "sim.api.claims",
    "compare": "sim.api.compare",
    "discover": "sim.api.discover",
    "extend": "sim.extension",
    "load": "sim.scenario",
    "new_city": "sim.spreadsheet",
    "open_sweep": "sim.studies.sweep",
    "robust": "sim.api.robust",
    "run_many": "sim.runs",
    "search": "sim.api.search",
    "simulate": "sim.runs",
    "sweep": "sim.studies.sweep",
}


def __getattr__(name: str) -> Any:
    """Fetch a public name on first use, so that ``import sim`` loads neither numba nor mesa."""
    if name not in _PLACES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
