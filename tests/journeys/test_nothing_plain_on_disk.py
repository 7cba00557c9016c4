"""After the main job no byte of the data folder says who, which car, what or with which key."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.bootstrap import make_surroundings
from ownerapp.domain.event import Method
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.presentation.desk import Desk
from ownerapp.services.choices import Answer
from ownerapp.services.opening import STORE_KEY_SECRET
from tests.support.bare_store import bare_connection
from tests.support.desks import shipped
from tests.support.keyring_session import KeyringSession
from tests.support.programs import (
    NAME,
    OWNER,
    PASSPHRASE,
    PLATE,
    VIN,
    Program,
    add_car,
    new_program,
    store_key,
)


def spellings(secret: bytes) -> Iterator[bytes]:
    """Yield the forms in which programs leave bytes behind."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    yield base64.b64encode(secret).rstrip(b"=")
    yield base64.urlsafe_b64encode(secret).rstrip(b"=")


def words() -> Iterator[bytes]:
    """Yield what people typed and what the notice says, in the encodings of files."""
    notice = shipped().notice
    texts = [NAME, OWNER, PLATE, VIN, PASSPHRASE, *(item.id for item in notice.practices)]
    texts += [text for item in notice.practices for text in item.title.by_language.values()]
    for text in texts:
        yield text.encode("utf-8")
        yield text.encode("utf-16-le")
        yield text.encode("unicode-escape")


def keys_of(program: Program, key: bytes) -> list[bytes]:
    with bare_connection(program.data_dir / "store.db", key) as connection:
        private = [bytes(row[0]) for row in connection.execute("SELECT private FROM keys")]
    assert len(private) == 2
    return [key, *private]


def found_in(folder: Path, needles: set[bytes]) -> list[tuple[str, bytes]]:
    """Return every needle in any file of a folder, names of files included."""
    hits = []
    for path in sorted(folder.rglob("*")):
        data = path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")
        hits += [(path.name, needle) for needle in needles if needle in data]
    return hits


def do_the_main_job(program: Program) -> None:
    add_car(program)
    program.run("choices", "set", "cabin-camera-clips", "on", "--for", "3m")
    program.run("choices", "set", "driving-behaviour", "off")
    program.run("export", "--to", str(program.exports_dir), "--with-name", "--with-plate",
                "--with-vin")  # fmt: skip
    program.run("log", "check")


@pytest.fixture
def with_vault(tmp_path: Path) -> Program:
    program = new_program(tmp_path / "home")
    do_the_main_job(program)
    return program


def test_the_scan_finds_what_does_lie_open(with_vault: Program) -> None:
    keys = keys_of(with_vault, store_key(with_vault))
    for number, secret in enumerate(
        [PLATE.encode(), VIN.encode("utf-16-le"), keys[0], keys[1].hex().encode(), keys[2]]
    ):
        planted = with_vault.data_dir / "below" / f"planted-{number}"
        planted.parent.mkdir(exist_ok=True)
        planted.write_bytes(b"before" + secret + b"after")
    needles = {*words(), *(form for key in keys for form in spellings(key))}
    hits = {name for name, _needle in found_in(with_vault.data_dir, needles)}
    assert hits == {f"planted-{number}" for number in range(5)}
    # What is found in the export, where it was ticked, is found with the same needles.
    assert VIN.encode() in {needle for _name, needle in found_in(with_vault.exports_dir, needles)}


def test_with_a_vault_file_nothing_lies_open_also_while_the_store_is_open(
    with_vault: Program,
) -> None:
    keys = keys_of(with_vault, store_key(with_vault))
    needles = {*words(), *(form for key in keys for form in spellings(key))}
    assert found_in(with_vault.data_dir, needles) == []

    desk = Desk(
        lambda: make_surroundings(with_vault.data_dir),
        data_dir=str(with_vault.data_dir),
        method=Method.DESKTOP,
    )
    try:
        desk.open(PASSPHRASE)
        (car,) = desk.cars()
        answer = Answer(practice=PracticeId("calendar"), on=False)
        desk.answer(car, [answer], language=Language("en"))
        names = {path.name for path in with_vault.data_dir.iterdir()}
        assert {"store.db", "store.db-wal", "store.db-shm", "store.json", "vault.json"} <= names
        assert (with_vault.data_dir / "store.db-wal").stat().st_size > 0
        with desk.around.lock.hold():
            assert (with_vault.data_dir / "write.lock.pid").exists()
            assert found_in(with_vault.data_dir, needles) == []
    finally:
        desk.close()
    assert found_in(with_vault.data_dir, needles) == []


def test_with_a_keyring_nothing_lies_open_either(
    with_keyring: Program, own_keyring_session: KeyringSession
) -> None:
    do_the_main_job(with_keyring)
    info = (with_keyring.data_dir / "store.json").read_text()
    store_id = info.partition('"id": "')[2].partition('"')[0]
    secrets = own_keyring_session.secrets(f"ownerapp:{store_id}")
    key = bytes.fromhex(secrets[STORE_KEY_SECRET])
    keys = keys_of(with_keyring, key)
    needles = {*words(), *(form for item in keys for form in spellings(item))}
    assert found_in(with_keyring.data_dir, needles) == []


def test_everything_in_the_folder_is_its_owners_alone(with_vault: Program) -> None:
    modes = {path.name: path.stat().st_mode & 0o077 for path in with_vault.data_dir.rglob("*")}
    assert modes
    assert set(modes.values()) == {0}
    assert with_vault.data_dir.stat().st_mode & 0o077 == 0


def test_with_another_key_it_is_noise(with_vault: Program) -> None:
    data = (with_vault.data_dir / "store.db").read_bytes()
    assert not data.startswith(b"SQLite format 3")
    # Every page looks random: a page of text or tables would have far fewer different bytes.
    for start in range(0, len(data), 4096):
        assert len(set(data[start : start + 4096])) > 240
