"""The program itself on stores that something else changed: each state, its words, its code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.bare_store import bare_connection
from tests.support.keyring_session import KeyringSession
from tests.support.programs import Program, add_car

SET = ("choices", "set", "cabin-camera-clips")
ENTRIES = 4


def test_each_way_to_change_a_history_is_named_with_the_next_step(
    with_keyring: Program, own_keyring_session: KeyringSession
) -> None:
    program, session = with_keyring, own_keyring_session
    add_car(program)
    store, home = program.data_dir / "store.db", program.home
    shutil.copyfile(store, home / "older.db")
    program.run(*SET, "on", "--for", "7d")
    program.run(*SET, "off")
    shutil.copyfile(store, home / "whole.db")
    service = f"ownerapp:{json.loads((program.data_dir / 'store.json').read_bytes())['id']}"
    key = bytes.fromhex(session.secrets(service)["db-key"])

    @contextmanager
    def changing() -> Iterator[Any]:
        """Reach into the whole store as another program with the key would."""
        shutil.copyfile(home / "whole.db", store)
        with bare_connection(store, key) as connection:
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            yield connection

    said: dict[str, str] = {}

    def check(state: str, *, code: int) -> str:
        """Look at what the program says and how it ends; it says it in words of its own."""
        words = program.run("--lang", "en", "log", "check", expect=code).out.strip()
        found = program.run("log", "check", "--json", expect=code).value()
        assert found["state"] == state
        said[state] = words
        return words

    assert f"{ENTRIES} entries" in check("intact", code=0)

    shutil.copyfile(home / "older.db", store)
    assert "Put the newer copy back" in check("rolled-back", code=1)

    with changing() as connection:
        connection.execute("DELETE FROM events WHERE seq >= 2")
    assert "backup" in check("cut", code=1)

    with changing() as connection:
        connection.execute(
            "UPDATE events SET body = CAST(replace(body, 'given', 'Given') AS BLOB) WHERE seq = 2"
        )
    assert "entry 3" in check("rewritten", code=1)

    shutil.copyfile(home / "whole.db", store)
    session.forget(service, "log-head")
    assert "next answer anchors it again" in check("anchor-lost", code=1)

    in_a_file = program.with_environment(OWNERAPP_PASSPHRASE_FILE=str(home / "passphrase"))
    shutil.rmtree(program.data_dir)
    add_car(in_a_file)
    words = in_a_file.run("--lang", "en", "log", "check").out
    assert in_a_file.run("log", "check", "--json").value()["state"] == "not-anchored"
    said["not-anchored"] = words.strip()

    assert len({words.partition(".")[0] for words in said.values()}) == len(said) == 6
