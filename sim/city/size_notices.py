"""What a size shows of a city that lists its communities."""

from sim.city.figures import Profile
from sim.city.layout import DISTRICT
from sim.language import Language, text


def size_texts(profile: Profile, size: str, lang: Language) -> list[str]:
    """Tell what a size shows of a city that lists its communities, where it does not show them all."""
    communities = len(profile.communities)
    if size == "city" or communities <= (DISTRICT if size == "district" else 0):
        return []
    words = {"communities": communities, "own": f"{profile.city.residents:,}", "drawn": DISTRICT}
    return [text(f"cli.notice.shown.{size}", lang, **words)]
