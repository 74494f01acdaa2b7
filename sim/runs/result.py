"""What one run leaves behind."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SmallFloats = npt.NDArray[np.float32]


@dataclass(frozen=True, repr=False)
class Run:
    """One simulated city under one scenario and one seed.

    ``city`` maps an outcome's name to its value a month, float64 of shape (months,); ``communities`` maps it to float32
    of shape (months, communities). A value that does not exist (a cost per case where no case was resolved) is NaN.
    ``groups`` maps the outcomes that groups of residents have to float32 of shape (months, ``sim.model.groups.COLUMNS``).
    ``money`` maps a flow's name (``revenue``, ``contracts``, ``committee_wages``...) to fen paid per month, int64 of
    shape (months,). ``place`` is the city's name or file. ``fingerprint`` is that of the code that the
    process which simulated had in memory.
    """

    scenario: str
    size: str
    engine: str
    seed: int
    start: str
    months: int
    residents: int
    city: Mapping[str, Floats]
    communities: Mapping[str, SmallFloats]
    money: Mapping[str, npt.NDArray[np.int64]]
    groups: Mapping[str, SmallFloats] = field(default_factory=dict)
    setup_s: float = 0.0
    stepping_s: float = 0.0
    place: str = "ningbo"
    fingerprint: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the city's outcomes in the order of their names, float64: the page in a browser shows it too."""
        found = hashlib.sha256()
        for name in sorted(self.city):
            values = self.city[name]
            found.update(np.where(np.isnan(values), np.nan, values).astype("<f8").tobytes())
        return found.hexdigest()

    def __repr__(self) -> str:
        of = f"{self.scenario!r}, seed {self.seed}, {self.months} months from {self.start}"
        return f"Run({of}, {self.residents:,} residents of {self.place})"
