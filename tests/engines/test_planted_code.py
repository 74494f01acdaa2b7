"""Machine code is loaded only where it is this user's own and, to the bit, what was written; anything else is compiled anew."""

import logging
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.engine import cache_folder as folder
from sim.engine.cache_folder import DistrustError, entered, places
from sim.engine.compiled import NUMBA_FILE, compiled_anew
from sim.engine.objects import ENDING, Object, keep, kept, understood, written
from sim.engine.visit_texts import DRIVE
from sim.errors import RunError

ONE = Object("visit_0123", "symbol", ("llvm.trap", "pow"), bytes(range(256)) * 4)
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
owned = pytest.mark.skipif(not folder.OWNED, reason="this system does not tell who owns a file")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, in which nothing was complained of yet."""
    monkeypatch.setenv("SHEQU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(folder, "_TOLD", set())
    return tmp_path / "cache"


@pytest.fixture
def file() -> Path:
    """The file of a function that was kept."""
    keep(ONE)
    (own,) = places()
    return own / f"{ONE.name}{ENDING}"


def refused(caplog: pytest.LogCaptureFixture, why: str) -> None:
    """Check that nothing is read, and that the user is told so once."""
    with caplog.at_level(logging.WARNING):
        assert kept([ONE.name]) == {}
        assert kept([ONE.name]) == {}
    (said,) = caplog.messages
    assert why in said


def test_what_was_kept_is_read_again(file: Path) -> None:
    assert kept([ONE.name, "another"]) == {ONE.name: ONE}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_every_flip_of_a_bit_is_noticed() -> None:
    data = bytearray(written(ONE))
    for bit in range(8 * len(data)):
        data[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ValueError, match="hash"):
            understood(ONE.name, bytes(data))
        data[bit // 8] ^= 1 << bit % 8
    assert understood(ONE.name, bytes(data)) == ONE


@pytest.mark.parametrize("length", [0, 64, 65, 100, -1])
def test_a_file_cut_short_is_not_read(file: Path, caplog: pytest.LogCaptureFixture, length: int) -> None:
    file.write_bytes(file.read_bytes()[:length])
    refused(caplog, "is not what was written there")


def test_code_of_another_function_under_this_name_is_not_read(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.write_bytes(written(Object("another", ONE.symbol, ONE.outside, ONE.code)))
    refused(caplog, "is not what was written there")


@owned
def test_a_link_is_not_followed(file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.move(file, tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    refused(caplog, "is a link")


@owned
def test_a_pipe_does_not_hang(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)
    refused(caplog, "is no ordinary file")


@owned
@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_not_read(file: Path, caplog: pytest.LogCaptureFixture, mode: int) -> None:
    file.chmod(mode)
    refused(caplog, "others may write")


@as_root
def test_a_file_of_another_user_is_not_read_not_even_by_root(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    os.chown(file, 65534, 65534)
    refused(caplog, "belongs to user 65534, not to you (user 0)")


def test_what_is_not_read_is_written_anew(file: Path) -> None:
    file.write_bytes(b"")
    keep(ONE)
    assert kept([ONE.name]) == {ONE.name: ONE}


def _link(own: Path, other: Path) -> None:
    shutil.move(own, other)
    own.symlink_to(other)


def _foreign_link_on_the_way(own: Path, other: Path) -> None:
    _link(own.parent, other)
    os.chown(own.parent, 65534, 65534, follow_symlinks=False)


def _file(own: Path, _: Path) -> None:
    shutil.rmtree(own)
    own.write_text("in the way")


Make = Callable[[Path, Path], object]
FOLDERS: dict[str, tuple[str, Make]] = {
    "foreign": ("belongs to user 65534", lambda own, _: os.chown(own, 65534, 65534)),
    "open": ("others may write", lambda own, _: own.chmod(0o777)),
    "link": ("is a link", _link),
    "foreign link on the way": ("is another user's link", _foreign_link_on_the_way),
    "file": ("", _file),
}


@as_root
@pytest.mark.parametrize("kind", FOLDERS)
def test_instead_of_a_folder_that_is_not_safe_there_is_one_of_this_process(
    file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    why, make = FOLDERS[kind]
    make(file.parent, tmp_path / "other")
    with caplog.at_level(logging.WARNING):
        (private,) = places()
        assert kept([ONE.name]) == {}
    assert any("SHEQU_CACHE" in said and str(file.parent) in said and why in said for said in caplog.messages)
    assert file.parent != private
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert places() == [private]


def test_a_users_own_link_to_a_cache_elsewhere_is_followed(file: Path, tmp_path: Path, cache: Path) -> None:
    shutil.move(cache, tmp_path / "large disk")
    cache.symlink_to(tmp_path / "large disk")
    assert kept([ONE.name]) == {ONE.name: ONE}


@as_root
def test_a_path_that_is_exchanged_while_it_is_opened_is_noticed(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(file.parent, tmp_path / "other")
    usual = os.open

    def exchanged(path: Path, *how: int) -> int:
        monkeypatch.setattr("sim.engine.cache_folder.os.open", usual)
        return usual(tmp_path / "other", *how)

    monkeypatch.setattr("sim.engine.cache_folder.os.open", exchanged)
    with pytest.raises(DistrustError), entered(file.parent):
        pass


def test_a_disk_without_room_stops_no_run(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def full(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.engine.objects.tempfile.mkstemp", full)
    with caplog.at_level(logging.WARNING):
        (made,) = compiled_anew([None])
    assert made.name == DRIVE
    assert any("No space left on device" in said for said in caplog.messages)


def test_numba_takes_no_settings_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    NUMBA_FILE.write_text("opt: 0\n")
    with pytest.raises(RunError, match=r"numba_config\.yaml: numba would take its settings"):
        list(compiled_anew([None]))
