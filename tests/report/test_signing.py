"""Signatures of bundles by OpenSSH: whose the results are, and whether they still are what was signed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.report.signing import sign, signed
from sim.runs.files import json_file

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs OpenSSH")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    return tmp_path / "key"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle/manifest.json").write_bytes(json_file({"files": {}}))
    return tmp_path / "bundle"


def signers(key: Path, name: str) -> Path:
    file = key.with_name(f"signers of {name}")
    file.write_text(f"{name} {key.with_suffix('.pub').read_text()}")
    return file


def test_a_bundle_without_a_signature_is_said_to_have_none(folder: Path, key: Path) -> None:
    assert signed(folder, None, "en")[0]
    assert "Not signed" in signed(folder, None, "en")[1]
    assert not signed(folder, signers(key, "me@here"), "en")[0]


def test_who_signed_is_told_once_it_is_said_who_may(folder: Path, key: Path) -> None:
    sign(folder, key=key, lang="en")
    sign(folder, key=key, lang="en")
    valid, told = signed(folder, None, "en")
    assert valid
    assert "SHA256:" in told
    assert signed(folder, signers(key, "me@here"), "en") == (True, "Signed by me@here.")


def test_a_manifest_that_was_changed_after_it_was_signed_is_noticed(folder: Path, key: Path) -> None:
    sign(folder, key=key, lang="en")
    facts = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_bytes(json_file({"files": {"more": "x"}} | {"n": len(facts)}))
    for who in (None, signers(key, "me@here")):
        assert signed(folder, who, "en") == (False, "manifest.json.sig: not a signature of this manifest.")


def test_a_signature_by_somebody_else_does_not_count(folder: Path, key: Path, tmp_path: Path) -> None:
    sign(folder, key=key, lang="en")
    other = tmp_path / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(other)], check=True)
    valid, told = signed(folder, signers(other, "me@here"), "en")
    assert not valid
    assert "signed by nobody whom" in told


@pytest.mark.parametrize("content", [b"", b"x", b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"])
def test_what_is_no_signature_is_told_of(folder: Path, content: bytes) -> None:
    (folder / "manifest.json.sig").write_bytes(content)
    assert not signed(folder, None, "en")[0]


def test_a_key_that_is_none_is_refused_with_what_to_give(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ed25519"):
        sign(folder, key=tmp_path / "nothing", lang="en")
