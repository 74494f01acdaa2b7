"""Files that are whole or not there, and hold a hash of their own bytes; errors that say what could not be read or written."""

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import DamagedError, RunError
from sim.language import message

UNFINISHED = ".part"
_UMASK = os.umask(0)
os.umask(_UMASK)
SEAL = "hash"
"""The key of the hash in a JSON file, and in each line of a journal."""
_KEY, _BLANK = b"shequ.sha256", b"0" * 64
_MARK = _KEY + b"\x18\x40"
"""What stands before the hash in a Parquet file's footer: its key, and that a text of 64 bytes follows."""
_ENDING, _LONGEST_FOOTER, _CHUNK = 8, 2**27, 2**20


@contextmanager
def atomic(path: Path, lasting: bool = False) -> Iterator[IO[bytes]]:
    """A file that takes its name only when all of it is written, and where it is to be ``lasting`` when it is on the disk.

    Runs do not wait for the disk, which would take as long as a small run: should the power fail, what did not get there
    fails its hash, is set aside, and is computed again.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_UMASK)
        os.replace(temporary, path)
        if lasting:
            fsync(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> Path:
    """Give what was proved to be damaged another name, which says so, and return it."""
    names = (path.with_name(f"{path.name}.damaged{number or ''}") for number in count())
    free = next(name for name in names if not name.exists())
    os.rename(path, free)
    return free


def fsync(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def read_from(file: Path) -> Iterator[None]:
    """Say which file could not be read, and that nothing was done to it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(message("kept.unreadable", file=file, reason=reason)) from error


@contextmanager
def named(folder: Path) -> Iterator[None]:
    """Say which folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(message("sweep.cannot_write", folder=folder, reason=reason)) from error


class UnsealedError(DamagedError):
    """A file without a hash: one of an older version, or one whose mark of a hash is damaged."""


def write_parquet(
    path: Path, schema: pa.Schema, tables: Iterable[pa.Table], facts: Mapping[bytes, str] | None = None, **how: Any
) -> str:
    """Write tables below each other as one Parquet file with facts in its footer, and return the hash that it holds.

    The hash is that of all bytes of the file, with zeros in its own place. Any reader of Parquet reads the file.
    """
    with atomic(path) as file:
        hashed = _Hashed(file)
        with pq.ParquetWriter(hashed, schema, compression="zstd", **how) as writer:
            for table in tables:
                writer.write_table(table)
            writer.add_key_value_metadata({**(facts or {}), _KEY: _BLANK})
        file.seek(hashed.place)
        file.write(hashed.digest.hexdigest().encode())
    return hashed.digest.hexdigest()


class _Hashed(io.RawIOBase):
    """A file that hashes what is written, and remembers where the hash itself belongs."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest, self.size, self.place = file, hashlib.sha256(), 0, -1

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if (at := bytes(data).rfind(_MARK + _BLANK)) >= 0:
            self.place = self.size + at + len(_MARK)
        self.digest.update(data)
        self.size += self.file.write(data)
        return len(data)

    def tell(self) -> int:
        return self.size


def hash_in(path: Path) -> str:
    """The hash that a Parquet file holds, once all its bytes were found to agree with it.

    Raises
    ------
    DamagedError
        If they do not, or the file is missing; `UnsealedError` if it holds no hash.
    RunError
        If it cannot be read.
    """
    with opened(path) as file:
        return _hash_in(file, path)


def whole_parquet(path: Path) -> tuple[str, pq.ParquetFile]:
    """A Parquet file's hash and contents, read at once; errors as for `hash_in`."""
    with opened(path) as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        data = file.read(size)
    found = _hash_in(io.BytesIO(data), path)
    try:
        return found, pq.ParquetFile(pa.BufferReader(data))
    except (OSError, pa.ArrowException) as error:
        raise RunError(message("kept.unknown_form", file=path, version=pa.__version__, reason=error)) from error


def read_json(path: Path) -> tuple[bytes, dict[str, Any] | None]:
    """The bytes of a file that `json_file` made, and its facts; None where it is damaged. Errors as for `hash_in`."""
    with opened(path) as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        data = file.read(size)
    return data, unsealed(data)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading; what is no file of a known size (a pipe, a device) is an error and never waited for."""
    with read_from(path):
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            raise DamagedError(message("kept.missing", file=path), path) from None
        with os.fdopen(handle, "rb") as file:
            yield file


def _hash_in(file: IO[bytes], path: Path) -> str:
    size = file.seek(0, io.SEEK_END)
    file.seek(max(size - _ENDING, 0))
    ending = file.read()
    footer = int.from_bytes(ending[:-4], "little") + _ENDING
    if ending[-4:] != b"PAR1" or footer > min(size, _LONGEST_FOOTER):
        raise DamagedError(message("kept.damaged", file=path), path)
    file.seek(size - footer)
    last = file.read()
    at = last.rfind(_MARK) + len(_MARK)
    if at < len(_MARK):
        raise UnsealedError(message("kept.damaged", file=path), path)
    digest, left = hashlib.sha256(), size - footer
    file.seek(0)
    while left > 0 and (data := file.read(min(left, _CHUNK))):
        digest.update(data)
        left -= len(data)
    digest.update(last[:at] + _BLANK + last[at + len(_BLANK) :])
    if left or digest.hexdigest().encode() != last[at : at + len(_BLANK)]:
        raise DamagedError(message("kept.damaged", file=path), path)
    return digest.hexdigest()


def json_line(facts: Mapping[str, Any]) -> bytes:
    """Facts and their hash as a line of JSON."""
    return json.dumps({**facts, SEAL: _hash(facts)}, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def json_file(facts: Mapping[str, Any]) -> bytes:
    """Facts and their hash as JSON that people can read."""
    return json.dumps({**facts, SEAL: _hash(facts)}, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def unsealed(written: bytes) -> dict[str, Any] | None:
    """The facts, with their hash, that JSON holds as one of the two functions above wrote it; None if it is not so."""
    try:
        facts = json.loads(written)
        own = {name: value for name, value in facts.items() if name != SEAL}
        return facts if written in (json_line(own), json_file(own)) else None
    except (ValueError, AttributeError, RecursionError):
        return None


def _hash(facts: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
