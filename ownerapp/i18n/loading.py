"""Find and read the compiled catalogue of a language.

1. An installed wheel carries compiled ``.mo`` files only; they are read as they are.
2. A checkout carries ``.po`` files. The first use compiles one with Babel and keeps the
   result beside it, with the same time stamp: equal stamps mean that it is fresh.
3. Where the folder cannot be written, the catalogue is compiled in memory each time.
4. A damaged catalogue is reported in the log, and the language shows English.
"""

from __future__ import annotations

import gettext
import io
import logging
import os
import struct
from collections.abc import Callable
from pathlib import Path

DOMAIN = "ownerapp"

_log = logging.getLogger(__name__)

# What gettext raises on a file that is no catalogue or is cut short.
_DAMAGED = (OSError, ValueError, LookupError, struct.error, RecursionError)


def catalog_folder(translations_dir: Path, tag: str) -> Path:
    """Return the folder of the catalogue of one language."""
    return translations_dir / tag / "LC_MESSAGES"


def languages_with_catalog(translations_dir: Path) -> tuple[str, ...]:
    """Return the tags that have a catalogue, sorted."""
    return tuple(
        sorted(
            {
                path.parent.parent.name
                for ending in ("mo", "po")
                for path in translations_dir.glob(f"*/LC_MESSAGES/{DOMAIN}.{ending}")
            }
        )
    )


def load(translations_dir: Path, tag: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; an empty one when there is none or it is bad."""
    folder = catalog_folder(translations_dir, tag)
    po_path, mo_path = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
    if not po_path.is_file():
        if not mo_path.is_file():
            return gettext.NullTranslations()
        return _usable(lambda: _read(mo_path.read_bytes()), tag)
    if _stamp(mo_path) == _stamp(po_path):
        try:
            return _read(mo_path.read_bytes())
        except _DAMAGED:
            _log.info("stale compiled catalogue: %s", tag)
    return _usable(lambda: _read(_compile(po_path, mo_path, tag)), tag)


def _usable(read: Callable[[], gettext.GNUTranslations], tag: str) -> gettext.NullTranslations:
    try:
        return read()
    except _DAMAGED as error:
        _log.warning("unusable catalogue: %s (%s)", tag, type(error).__name__)
        return gettext.NullTranslations()


def _read(compiled: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compiled))


def _stamp(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _compile(po_path: Path, mo_path: Path, tag: str) -> bytes:
    # Only a checkout that changed comes here, so only it pays for the import.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    stamp = _stamp(po_path)
    try:
        with po_path.open("rb") as file:
            catalog = read_po(file, locale=tag, abort_invalid=True)
    except PoFileError as error:
        raise ValueError from error
    target = io.BytesIO()
    write_mo(target, catalog)
    compiled = target.getvalue()
    if stamp is not None:
        _keep(compiled, mo_path, stamp)
    return compiled


def _keep(compiled: bytes, mo_path: Path, stamp: int) -> None:
    """Write the compiled catalogue beside its source, whole or not at all (rule 3)."""
    import tempfile  # noqa: PLC0415 - loads random and hashlib, which a start does not need

    try:
        number, name = tempfile.mkstemp(prefix=".", suffix=".mo", dir=mo_path.parent)
    except OSError:
        return
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(compiled)
        os.utime(temporary, ns=(stamp, stamp))
        temporary.replace(mo_path)
    except OSError:
        temporary.unlink(missing_ok=True)
