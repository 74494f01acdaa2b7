"""Where in a TOML text each key stands; the standard library's reader does not say."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable

Key = tuple[str | int, ...]
_Item = Callable[[int], object]

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_WORD = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\])*"' r"|'[^']*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}\n#]*")


def key_lines(text: str) -> dict[Key, int]:
    """Map every key path of a valid TOML text to its line, the first being 1.

    Entries of arrays are numbered: ``("events", 0, "date")``. A table that is only implied by a longer header stands
    where it is first named.
    """
    return _Scanner(text).scan()


class _Scanner:
    """Walks over a text that tomllib has accepted, so that a malformed one need not be expected."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.found: dict[Key, int] = {}
        self.sizes: dict[Key, int] = {}

    def scan(self) -> dict[Key, int]:
        table: Key = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self._peek("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self.found

    def _header(self) -> Key:
        many = self._peek("[[")
        self.at += 2 if many else 1
        words = self._words()
        self.at += 2 if many else 1
        parent = self._inside(words[:-1])
        table = self._note(parent, words=words[-1:])
        return self._entry(table) if many else table

    def _inside(self, words: Key) -> Key:
        """Name a header's parents, stepping into the newest entry of an array of tables."""
        path: Key = ()
        for word in words:
            path = self._note(path, words=(word,))
            if path in self.sizes:
                path = (*path, self.sizes[path] - 1)
        return path

    def _entry(self, array: Key) -> Key:
        number = self.sizes.get(array, 0)
        self.sizes[array] = number + 1
        return self._note(array, words=(number,))

    def _pair(self, table: Key) -> None:
        path = self._note(table, words=self._words())
        self.at += 1
        self._skip(_SPACE)
        self._value(path)

    def _words(self) -> Key:
        words = [self._word()]
        while self._peek("."):
            self.at += 1
            words.append(self._word())
        return tuple(words)

    def _word(self) -> str:
        self._skip(_SPACE)
        token = self._skip(_WORD)
        self._skip(_SPACE)
        return next(iter(tomllib.loads(f"{token} = 0")))

    def _value(self, path: Key) -> None:
        if self._peek("["):
            self._items("]", lambda number: self._value(self._note(path, words=(number,))))
        elif self._peek("{"):
            self._items("}", lambda _: self._pair(path))
        elif not self._skip(_STRING):
            self._skip(_BARE)

    def _items(self, closing: str, item: _Item) -> None:
        self.at += 1
        self._skip(_BLANK)
        number = 0
        while not self._peek(closing):
            item(number)
            number += 1
            self._skip(_BLANK)
            if self._peek(","):
                self.at += 1
                self._skip(_BLANK)
        self.at += 1

    def _note(self, parent: Key, *, words: Key) -> Key:
        line = bisect_right(self.breaks, self.at - 1) + 1
        for end in range(1, len(words) + 1):
            self.found.setdefault((*parent, *words[:end]), line)
        return (*parent, *words)

    def _peek(self, token: str) -> bool:
        return self.text.startswith(token, self.at)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group()
