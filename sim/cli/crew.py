"""Who simulates: the options of every command that makes many runs."""

import inspect
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.cli.options import Workers, option

if TYPE_CHECKING:
    from sim.runs.executors import Crew

_PEM: dict[str, Any] = {"metavar": "FILE", "exists": True, "dir_okay": False}


@dataclass(frozen=True)
class CrewOptions:
    """What a user says of who simulates: so many processes of this machine, or a Dask cluster and how to be let in."""

    workers: Workers = None
    cluster: Annotated[str | None, option("--cluster", metavar="ADDRESS")] = None
    tls_ca_file: Annotated[Path | None, option("--tls-ca-file", **_PEM)] = None
    tls_cert: Annotated[Path | None, option("--tls-cert", **_PEM)] = None
    tls_key: Annotated[Path | None, option("--tls-key", **_PEM)] = None

    def remote(self) -> "Crew | None":
        """The workers of the cluster, where one is named."""
        from sim.runs.executors import Certificates, dask

        certificates = Certificates(self.tls_ca_file, self.tls_cert, self.tls_key)
        return dask(self.cluster, certificates) if self.cluster else None

    def crew(self) -> "Crew":
        """The workers of the cluster, or processes of this machine, one for each core unless a number is given."""
        from sim.runs.executors import here, processes

        cores = self.workers or os.cpu_count() or 1
        return self.remote() or (here() if cores == 1 else processes(cores))


HERE = CrewOptions()
"""Processes of this machine, one for each core."""


def with_crew(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `CrewOptions` where its parameter ``crew`` stands."""
    parameters = inspect.signature(command).parameters
    chosen = inspect.signature(CrewOptions).parameters

    @wraps(command)
    def run(**options: Any) -> None:
        command(crew=CrewOptions(**{name: options.pop(name) for name in chosen}), **options)

    places = {name: chosen if name == "crew" else {name: parameter} for name, parameter in parameters.items()}
    shown = [parameter for group in places.values() for parameter in group.values()]
    run.__dict__["__signature__"] = inspect.Signature(shown)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return run
