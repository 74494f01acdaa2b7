"""Every word that a user sees, in English and Chinese."""

from sim.language.catalog import LANGUAGES, default_language, has_text, learn, text

__all__ = ["LANGUAGES", "default_language", "has_text", "learn", "text"]
