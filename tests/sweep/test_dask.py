"""A Dask cluster leaves the same tables, also when one of its workers dies."""

import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError, OtherCodeError
from sim.runs.executors import LOCAL, Certificates, dask, here
from sim.studies.sweep import Status, load_design, run_sweep, start

distributed = pytest.importorskip("distributed", reason="Dask is an optional extra")
Write = Callable[..., Path]


@pytest.fixture
def cluster() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sockets and processes of the library's own
        with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as two:
            yield two


def test_a_cluster_that_loses_a_worker_leaves_the_same_bytes(design_file: Write, tmp_path: Path, cluster: Any) -> None:
    design = load_design(design_file())
    run_sweep(start(design, tmp_path / "here", resume=False), here())
    killed: list[int] = []

    def kill_one(_: Status) -> None:
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    status = run_sweep(start(design, tmp_path / "dask", resume=False), dask(cluster.scheduler_address), kill_one)
    assert status == (12, 12, 0)
    assert killed
    for table in (tmp_path / "here/tables").iterdir():
        assert table.read_bytes() == (tmp_path / "dask/tables" / table.name).read_bytes()


OTHER_CODE = """
import sim.sources
sim.sources.AT_START = {path: known[::-1] for path, known in sim.sources.AT_START.items()}
sim.sources._CHECKED.update(__import__("sys").modules)
sim.sources.edited = lambda: None
"""


def other_code() -> None:
    """Make a worker one that was started from a copy with edited files."""
    exec(OTHER_CODE)
    from sim.engine import fingerprint

    fingerprint._fingerprint.cache_clear()


def older() -> None:
    """Make a worker one of a version that compared nothing and told nothing."""
    from sim.runs import task

    vars(task).update(join=lambda code: None, fingerprint=lambda: "")


@pytest.mark.parametrize("theirs", [other_code, older])
def test_a_worker_with_other_code_is_refused_and_none_of_its_runs_is_kept(
    design_file: Write, tmp_path: Path, cluster: Any, theirs: Callable[[], None]
) -> None:
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        client.run(theirs)
    sweep = start(load_design(design_file()), tmp_path, resume=False)
    with pytest.raises(OtherCodeError, match="another version of the model"):
        run_sweep(sweep, dask(cluster.scheduler_address))
    assert sweep.status() == (12, 0, 0)


@pytest.fixture
def pem(tmp_path: Path) -> Callable[[str], Certificates]:
    """Make an authority, and a certificate that it signed."""

    def make(name: str) -> Certificates:
        def openssl(*words: str) -> None:
            subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)

        key = ("-newkey", "rsa:2048", "-nodes", "-subj")
        openssl("req", "-x509", *key, f"/CN={name}-authority", "-keyout", f"{name}-ca.key", "-out", f"{name}-ca.pem")
        openssl("req", *key, f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.csr")
        signed = ("-CA", f"{name}-ca.pem", "-CAkey", f"{name}-ca.key", "-CAcreateserial")
        openssl("x509", "-req", "-in", f"{name}.csr", *signed, "-out", f"{name}.pem")
        return Certificates(*(tmp_path / f"{name}{end}" for end in ("-ca.pem", ".pem", ".key")))

    return make


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes certificates")
def test_a_secured_cluster_lets_in_only_those_whose_certificate_its_authority_signed(
    pem: Callable[[str], Certificates], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ours, theirs = pem("ours"), pem("theirs")
    files = {"tls_ca_file": ours.authority}
    files |= {
        f"tls_{who}_{what}": file
        for who in ("client", "scheduler", "worker")
        for what, file in (("cert", ours.own), ("key", ours.key))
    }
    security = distributed.Security(require_encryption=True, **{name: str(file) for name, file in files.items()})
    monkeypatch.setattr("sim.runs.executors.PATIENCE_S", 3.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(1, threads_per_worker=1, dashboard_address=None, security=security) as one:
            address = one.scheduler_address
            assert address.startswith("tls://")
            assert dask(address, ours).map(int, ["7"]) == [7]
            for others in (theirs, None):
                with pytest.raises(InputError, match="no Dask scheduler answers"):
                    dask(address, others)
    assert "not encrypted" not in caplog.text


HERE = "localhost"
WRONG = ("garbage", "", "foo://x:1", f"http://{HERE}:8786", "tcp://127.0.0.1:9", "tls://127.0.0.1:9")


def test_a_wrong_address_is_one_sentence_and_soon_and_nothing_comes_later() -> None:
    script = f"""
import sim.runs.executors
sim.runs.executors.PATIENCE_S = 1.0
for address in {WRONG!r}:
    try:
        sim.runs.executors.dask(address)
    except sim.errors.InputError as error:
        print(error)
"""
    words = [sys.executable, "-c", script]
    done = subprocess.run(words, capture_output=True, text=True, timeout=100, check=True)
    assert done.stderr == ""
    said = done.stdout.splitlines()
    assert len(said) == len(WRONG)
    assert all("no Dask scheduler answers" in one and one.endswith("check --cluster") for one in said)


def test_an_open_scheduler_elsewhere_is_told_of() -> None:
    assert not LOCAL.search("tcp://10.0.0.1:8786")
    assert all(LOCAL.search(one) for one in ("tcp://127.0.0.1:1", f"tcp://{HERE}:1", "tcp://[::1]:1"))


def test_an_address_where_nothing_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.runs.executors.PATIENCE_S", 0.5)
    with pytest.raises(InputError, match=r"no Dask scheduler.*127\.0\.0\.1:9.*--cluster"):
        dask("tcp://127.0.0.1:9")
