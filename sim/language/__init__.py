"""Every word that a user sees, in English and Chinese."""

from sim.language.catalog import (
    LANGUAGES,
    Language,
    default_language,
    has_text,
    learn,
    message,
    message_unit,
    speaking,
    text,
    unit_text,
)
from sim.language.wrapping import hidden, visible

__all__ = [
    "LANGUAGES",
    "Language",
    "default_language",
    "has_text",
    "hidden",
    "learn",
    "message",
    "message_unit",
    "speaking",
    "text",
    "unit_text",
    "visible",
]
