"""Every word that a user sees, in English and Chinese."""

from sim.language.catalog import (
    LANGUAGES,
    default_language,
    has_text,
    learn,
    speaking,
    text,
    told,
    told_unit,
    unit_text,
)

__all__ = ["LANGUAGES", "default_language", "has_text", "learn", "speaking", "text", "told", "told_unit", "unit_text"]
