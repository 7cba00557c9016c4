"""A person with a keyring: made, locked, emptied, put back, and gone. The keyring is real."""

from __future__ import annotations

import json
import shutil

from ownerapp.bootstrap import make_desk
from ownerapp.domain.event import Method
from tests.support.keyring_session import KeyringSession, UseSession
from tests.support.programs import NAME, PASSPHRASE, Program, add_car

SET = ("choices", "set", "cabin-camera-clips")


def service(program: Program) -> str:
    store_id = json.loads((program.data_dir / "store.json").read_bytes())["id"]
    return f"ownerapp:{store_id}"


def fails(program: Program, *words: str, error: str) -> str:
    done = program.run("--lang", "en", *words, "--json", expect=3)
    assert done.out == ""
    assert done.error()["error"] == error
    return str(done.error()["message"])


def test_a_new_store_keeps_its_key_and_its_head_in_the_keyring_and_asks_nobody(
    with_keyring: Program, own_keyring_session: KeyringSession
) -> None:
    add_car(with_keyring)
    with_keyring.run(*SET, "on", "--for", "7d")
    secrets = own_keyring_session.secrets(service(with_keyring))
    assert set(secrets) == {"db-key", "log-head"}
    assert len(bytes.fromhex(secrets["db-key"])) == 32
    assert secrets["log-head"].startswith("3:")
    assert not (with_keyring.data_dir / "vault.json").exists()
    report = with_keyring.run("log", "check", "--json").value()
    assert (report["state"], report["entries"], report["anchored_entries"]) == ("intact", 3, 3)


def test_a_passphrase_file_makes_a_vault_even_beside_a_keyring(
    with_keyring: Program,
) -> None:
    program = with_keyring.with_environment(
        OWNERAPP_PASSPHRASE_FILE=str(with_keyring.home / "passphrase")
    )
    add_car(program)
    assert (program.data_dir / "vault.json").exists()
    # The store remembers its kind: the keyring alone does not open it.
    fails(with_keyring, "car", "list", error="passphrase-needed")
    assert "not anchored" in program.run("--lang", "en", "log", "check").out


def test_a_locked_keyring_is_said_and_after_unlocking_everything_is_there(
    with_keyring: Program, own_keyring_session: KeyringSession
) -> None:
    add_car(with_keyring)
    own_keyring_session.lock()
    message = fails(with_keyring, "choices", "list", error="keyring-locked")
    assert "Unlock the keyring" in message
    fails(with_keyring, *SET, "off", error="keyring-locked")
    own_keyring_session.unlock()
    (car,) = with_keyring.run("car", "list", "--json").value()
    assert car["name"] == NAME


def test_a_locked_keyring_is_never_answered_with_a_store_in_a_file(
    with_keyring: Program, own_keyring_session: KeyringSession
) -> None:
    own_keyring_session.lock()
    fails(with_keyring, "car", "list", error="keyring-locked")
    assert not (with_keyring.data_dir / "store.json").exists()
    assert not (with_keyring.data_dir / "vault.json").exists()


def test_a_lock_asks_every_command_for_its_passphrase_and_shows_nothing_without(
    with_keyring: Program, own_keyring_session: KeyringSession, use_keyring_session: UseSession
) -> None:
    add_car(with_keyring)
    use_keyring_session(own_keyring_session)
    desk = make_desk(with_keyring.data_dir, Method.DESKTOP)
    desk.open()
    desk.set_lock(PASSPHRASE)
    desk.close()
    secrets = own_keyring_session.secrets(service(with_keyring))
    assert set(secrets) == {"db-key", "log-head"}
    assert secrets["db-key"].startswith("locked:")

    message = fails(with_keyring, "car", "list", error="store-locked")
    assert NAME not in message
    file = with_keyring.home / "words"
    file.write_text(PASSPHRASE, encoding="utf-8")
    knowing = with_keyring.with_environment(OWNERAPP_PASSPHRASE_FILE=str(file))
    (car,) = knowing.run("car", "list", "--json").value()
    assert car["name"] == NAME
    file.write_text("not the right one", encoding="utf-8")
    assert "wrong-passphrase" in knowing.run("car", "list", "--json", expect=2).err


def test_an_emptied_keyring_is_named_and_the_store_is_left_as_it_is(
    with_keyring: Program, own_keyring_session: KeyringSession
) -> None:
    add_car(with_keyring)
    before = (with_keyring.data_dir / "store.db").read_bytes()
    own_keyring_session.empty()
    message = fails(with_keyring, "car", "list", error="store-key-missing")
    assert "still here" in message
    fails(with_keyring, "car", "add", "--notice", "eu-reference-ev", "--name", "Two",
          error="store-key-missing")  # fmt: skip
    assert (with_keyring.data_dir / "store.db").read_bytes() == before
    assert own_keyring_session.secrets(service(with_keyring)) == {}


def test_a_session_without_a_keyring_cannot_open_it_and_says_so(with_keyring: Program) -> None:
    add_car(with_keyring)
    for gone in (
        {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={with_keyring.home}/no-bus"},
    ):
        without = with_keyring.with_environment(**gone)
        message = fails(without, "car", "list", error="keyring-missing")
        assert "unchanged" in message


def test_an_older_database_put_back_is_noticed_at_the_next_start_and_named(
    with_keyring: Program,
) -> None:
    add_car(with_keyring)
    store, older = with_keyring.data_dir / "store.db", with_keyring.home / "older.db"
    shutil.copyfile(store, older)
    with_keyring.run(*SET, "on", "--for", "7d")
    shutil.copyfile(older, store)

    listing = with_keyring.run("--lang", "en", "choices", "list")
    assert listing.err.startswith("An older copy of the history was put back.")
    assert "3 entries; 1 are here" in listing.err
    check = with_keyring.run("log", "check", "--json", expect=1).value()
    assert (check["state"], check["entries"], check["anchored_entries"]) == ("rolled-back", 1, 3)
    refused = with_keyring.run(*SET, "off", "--json", expect=2)
    assert "history-broken" in refused.err

    with_keyring.run("log", "continue")
    assert with_keyring.run("log", "check", "--json").value()["state"] == "intact"
    last = with_keyring.run("history", "--json").value()[-1]
    assert (last["kind"], last["detail"]["reason"]) == ("log.reanchored", "rolled-back")


def test_a_record_made_before_an_older_database_was_put_back_is_missed_in_its_history(
    with_keyring: Program,
) -> None:
    add_car(with_keyring)
    store, older = with_keyring.data_dir / "store.db", with_keyring.home / "older.db"
    shutil.copyfile(store, older)
    with_keyring.run("export", "--to", str(with_keyring.exports_dir), "--format", "json")
    (path,) = with_keyring.exports_dir.iterdir()
    assert with_keyring.run("verify", str(path)).last_line == "valid"
    shutil.copyfile(older, store)
    done = with_keyring.run("verify", str(path), "--json", expect=1).value()
    failed = {item["check"] for item in done["checks"] if item["outcome"] == "failed"}
    assert failed == {"log"}
