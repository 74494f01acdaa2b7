"""Text from outside, made harmless: no control character of it reaches a terminal, a table or a page."""

import re

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but for new lines and tabs, turns of the direction of writing, and bytes that are no text."""


def hidden(text: str) -> bool:
    """Whether a text has characters that are obeyed and not shown; new lines and tabs are none of them."""
    return _HIDDEN.search(text) is not None


def visible(text: str) -> str:
    """Return a text with such characters written out as in JSON (``\\u001b``)."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
