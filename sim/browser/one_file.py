"""What pages of one file have in common: a policy that names their script and style by hashes, and data in little room."""

import base64
import gzip
import hashlib

STYLE_HASH = "HASH-OF-STYLE"
"""What stands in a page's policy until its style is known."""


def hashed(text: str) -> str:
    """How a policy names the one script that may run, or the one style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def with_style_named(page: str) -> str:
    """The page with the hash of its style, the glyphs in it among them, in its policy."""
    style = page.partition("<style>")[2].partition("</style>")[0]
    return page.replace(STYLE_HASH, hashed(style), 1)


def compressed(content: bytes) -> str:
    """Bytes as text that the page's script unpacks."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
