"""Groups of options that commands share: who simulates, and how a command answers."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.cli.options import Json, Lang, With, Workers, language, option, take
from sim.language import Language

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
        from sim.runs.executors import hired

        return hired(self.remote(), self.workers)


HERE = CrewOptions()
"""Processes of this machine, one for each core."""


@dataclass(frozen=True)
class AnswerOptions:
    """How a command answers: what is added to the model before, in which language, and whether as JSON."""

    own: With = None
    lang: Lang = None
    as_json: Json = False

    def language(self) -> Language:
        """Return the language to speak, once the extensions were added."""
        chosen = language(self.lang)
        take(self.own)
        return chosen


ANSWER = AnswerOptions()
"""In the user's language, as text."""


def ungrouped(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a group where a parameter has one as its default."""
    parameters = inspect.signature(command).parameters
    groups = {
        name: type(parameter.default)
        for name, parameter in parameters.items()
        if isinstance(parameter.default, CrewOptions | AnswerOptions)
    }
    members = {name: inspect.signature(group).parameters for name, group in groups.items()}

    @wraps(command)
    def run(**options: Any) -> None:
        made = {name: group(**{one: options.pop(one) for one in members[name]}) for name, group in groups.items()}
        command(**options, **made)

    places = [members.get(name, {name: parameter}) for name, parameter in parameters.items()]
    shown = [parameter for place in places for parameter in place.values()]
    run.__dict__["__signature__"] = inspect.Signature(shown)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return run
