"""Arms in an ensemble of worlds: the article's claims, each judged over many worlds, and policies weighed."""
