"""Shequ: how a city's communities live under different policies."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim import sources as sources  # before all modules whose files it reads

if TYPE_CHECKING:
    from sim.explored import claims as claims
    from sim.explored import discover as discover
    from sim.explored import robust as robust
    from sim.extension import extend as extend
    from sim.mesa_model import CityModel as CityModel
    from sim.policy_search import search as search
    from sim.runs import run_many as run_many
    from sim.runs import simulate as simulate
    from sim.scenario import load as load
    from sim.spreadsheet import new_city as new_city
    from sim.study import compare as compare
    from sim.sweeps import open_sweep as open_sweep
    from sim.sweeps import sweep as sweep

__version__ = "0.1.0"

_PLACES = {
    "CityModel": "sim.mesa_model",
    "claims": "sim.explored",
    "compare": "sim.study",
    "discover": "sim.explored",
    "extend": "sim.extension",
    "load": "sim.scenario",
    "new_city": "sim.spreadsheet",
    "open_sweep": "sim.sweeps",
    "robust": "sim.explored",
    "run_many": "sim.runs",
    "search": "sim.policy_search",
    "simulate": "sim.runs",
    "sweep": "sim.sweeps",
}


def __getattr__(name: str) -> Any:
    """Fetch a public name on first use, so that ``import sim`` loads neither numba nor mesa."""
    if name not in _PLACES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
