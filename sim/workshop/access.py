"""Who may come in: the room's code, tokens, origins, sizes and rates."""

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What codes are made of: nothing that is mistaken for something else."""
CODE, RETURN, NAME = 6, 8, 24
"""Letters of a room's code, of the code by which a person comes back, and of a name at most."""
SECRET = ".secret"
FACILITATOR, BOARD = "facilitator", "board"
MOST_ADDRESSES = 10_000


def new_code() -> str:
    """A code for a room."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


@dataclass(frozen=True)
class Keys:
    """Signs who somebody is. All tokens come from one secret, which lies beside the journal and is in no event."""

    secret: bytes

    @classmethod
    def of(cls, folder: Path) -> "Keys":
        """The keys of a room's folder; made where there are none."""
        file = folder / SECRET
        if not file.exists():
            file.touch(mode=0o600)
            file.write_bytes(secrets.token_bytes(32))
        return cls(file.read_bytes())

    def token(self, who: str) -> str:
        """What a browser keeps to be known as somebody."""
        return f"{who}.{self._sign('token ' + who)[:43]}"

    def who(self, token: str) -> str | None:
        """Whose token it is; None where nobody's."""
        who = token.partition(".")[0]
        return who if hmac.compare_digest(token.encode(), self.token(who).encode()) else None

    def link(self, who: str) -> str:
        """The secret part of a link, for the facilitator and the board."""
        return self._sign("link " + who)[:24]

    def is_link(self, who: str, *, given: str) -> bool:
        """Whether a link is the right one."""
        return hmac.compare_digest(given.encode(), self.link(who).encode())

    def return_code(self, person: str) -> str:
        """The code by which a person comes back from another device."""
        digest = hmac.new(self.secret, f"return {person}".encode(), hashlib.sha256).digest()
        return "".join(LETTERS[one % len(LETTERS)] for one in digest[:RETURN])

    def _sign(self, what: str) -> str:
        return hmac.new(self.secret, what.encode(), hashlib.sha256).hexdigest()


@dataclass
class Bucket:
    """Lets ``rate`` things a second pass, and ``burst`` at once."""

    rate: float
    burst: float
    left: float = field(default=0.0)
    at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.left = self.burst

    def passes(self, cost: float = 1.0) -> bool:
        """Whether one more may pass now."""
        now = time.monotonic()
        self.left, self.at = min(self.burst, self.left + (now - self.at) * self.rate), now
        if self.left < cost:
            return False
        self.left -= cost
        return True


@dataclass
class Buckets:
    """A bucket for each address; the ones longest unused are forgotten."""

    rate: float
    burst: float
    known: "OrderedDict[str, Bucket]" = field(default_factory=OrderedDict)

    def passes(self, address: str) -> bool:
        """Whether one more from an address may pass now."""
        bucket = self.known.pop(address, None) or Bucket(self.rate, self.burst)
        self.known[address] = bucket
        if len(self.known) > MOST_ADDRESSES:
            self.known.popitem(last=False)
        return bucket.passes()


def name_of(given: object) -> str | None:
    """A name as it may be shown: one line without control characters; None where nothing is left of it."""
    if not isinstance(given, str):
        return None
    shown = "".join(one for one in given[: 10 * NAME] if one.isprintable())
    return " ".join(shown.split())[:NAME].strip() or None
