"""Finding plausible worlds of a city, for Python and the command."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sim.city.profile import load_profile, usual_size
from sim.ensemble.history_matching import ASKED, Effort, Search
from sim.ensemble.observed import Observation, observed_targets
from sim.ensemble.observing import Observer, Place
from sim.ensemble.shipped import Plausible, write
from sim.ensemble.targets import pattern_targets
from sim.errors import InputError
from sim.language import message
from sim.runs.executors import Crew
from sim.runs.folder import alone_in, check_unsealed

FILE = "worlds.parquet"


def calibrate(
    folder: Path,
    crew: Crew,
    city: str = "ningbo",
    size: str | None = None,
    observed: Sequence[Observation] = (),
    effort: Effort | None = None,
    say: Callable[[str], object] = lambda _: None,
    progress: Callable[[int, int], object] = lambda *_: None,
) -> Plausible:
    """Find sets of the world's numbers that fit the patterns, and what was observed in a city, and write them.

    Parameters
    ----------
    folder
        Where what is computed is kept, and where ``worlds.parquet`` is written; the same call goes on there.
    crew
        Who simulates.
    city, size
        Which city, and how much of it; without ``size`` what a comparison takes.
    observed
        Counts of one's own (see `sim.ensemble.observed`); they are targets beside the patterns.
    effort
        How many worlds are simulated at each step.
    say, progress
        Told in a sentence what was found at each step; told how many runs are done, and of about how many.

    Raises
    ------
    InputError
        If scikit-learn is not installed, the folder holds another search, or no world fits.
    """
    try:
        import sklearn  # noqa: F401, PLC0415  an extra
    except ImportError:
        raise InputError(message("calibrate.no_learning")) from None
    profile = load_profile(city)
    targets = [*pattern_targets(), *observed_targets(observed, profile)]
    place = Place(city, size or usual_size(profile))
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        check_unsealed(folder, ASKED)
        found = Search(Observer(targets, place, folder, crew), effort or Effort(), say, progress).run()
        write(found, folder / FILE)
    return found


def scaled(factor: float, seed: int) -> Effort:
    """So many times the usual effort: more worlds at each step, with as many lucks."""
    usual = Effort(seed=seed)
    counts = ("screened", "fully", "begun")
    return replace(usual, **{name: max(int(getattr(usual, name) * factor), 20) for name in counts})
