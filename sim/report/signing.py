"""Signatures of a manifest by OpenSSH (``ssh-keygen -Y``): whose the results are, which no hash can say."""

import subprocess
from pathlib import Path

from sim.errors import InputError
from sim.language import Language, text
from sim.runs.folder import MANIFEST

ENDING = ".sig"
_PURPOSE = "shequ"
"""A signature made for something else is none of a bundle."""


def sign(folder: Path, *, key: Path, lang: Language) -> Path:
    """Sign a folder's manifest with a private key of OpenSSH, and return the signature's file.

    Raises
    ------
    InputError
        If ssh-keygen is missing or refuses the key; the text is its own.
    """
    signature = folder / f"{MANIFEST}{ENDING}"
    signature.unlink(missing_ok=True)
    done = _asked(["sign", "-n", _PURPOSE, "-f", str(key.absolute()), str((folder / MANIFEST).absolute())], None, lang)
    if done.returncode:
        raise InputError(text("verify.cannot_sign", lang, file=key, reason=_last(done)))
    return signature


def signed(folder: Path, signers: Path | None, lang: Language) -> tuple[bool, str]:
    """Whether nothing is wrong with a folder's signature, and a sentence on who signed, as far as that can be told.

    ``signers`` is a file of those who may sign, as ssh-keygen reads it: a name and a public key a line.
    """
    signature = folder / f"{MANIFEST}{ENDING}"
    if signature.is_symlink() or not signature.is_file():
        return signers is None, text("verify.unsigned", lang)
    content, given = (folder / MANIFEST).read_bytes(), ["-n", _PURPOSE, "-s", str(signature.absolute())]
    if signers is None:
        done = _asked(["check-novalidate", *given], content, lang)
        key = done.stdout.decode("utf8", "replace").strip().rpartition(" ")[2]
        return (True, text("verify.signed_by_key", lang, name=key)) if not done.returncode else _wrong(lang)
    who = _asked(["find-principals", "-s", str(signature.absolute()), "-f", str(signers.absolute())], None, lang)
    names = who.stdout.decode("utf8", "replace").split("\n")[0].strip()
    if who.returncode or not names:
        return False, text("verify.signed_by_stranger", lang, file=signers)
    done = _asked(["verify", *given, "-f", str(signers.absolute()), "-I", names], content, lang)
    return (True, text("verify.signed_by", lang, name=names)) if not done.returncode else _wrong(lang)


def _wrong(lang: Language) -> tuple[bool, str]:
    return False, text("verify.wrong_signature", lang, file=f"{MANIFEST}{ENDING}")


def _asked(arguments: list[str], content: bytes | None, lang: Language) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(["ssh-keygen", "-Y", *arguments], input=content or b"", capture_output=True, check=False)
    except FileNotFoundError:
        raise InputError(text("verify.no_ssh_keygen", lang)) from None


def _last(done: "subprocess.CompletedProcess[bytes]") -> str:
    lines = done.stderr.decode("utf8", "replace").strip().splitlines()
    return lines[-1] if lines else str(done.returncode)
