"""The history of record keys: each step is signed by both keys, and nothing else counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.event import rfc3339
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.signing.canonical import canonical_bytes, sha256_hex
from ownerapp.signing.data_integrity import add_proof, proof_options
from ownerapp.signing.did_key import did_key, fingerprint, verification_method
from ownerapp.signing.ed25519 import public_of
from ownerapp.signing.key_history import (
    KEYS_LIMIT,
    LIMIT_BYTES,
    SignedKeyHistories,
    make_history,
    make_succession,
    read_history,
)

ORIGIN = "local/ownerapp/5f0e0d3c"
NOON = datetime(2026, 11, 20, 12, 0, 0, 250000, tzinfo=UTC)
CERTIFICATES = (b"first certificate", b"second certificate", b"third certificate")


def key(mark: int) -> SigningKey:
    private = bytes([mark]) * 32
    return SigningKey(
        kind=KeyKind.RECORD,
        private=private,
        public=public_of(private),
        valid_from=NOON + timedelta(days=mark),
    )


def chain(count: int = 3) -> list[SigningKey]:
    """Return keys that follow each other; of the old ones the private part is gone."""
    keys: list[SigningKey] = []
    for mark in range(count):
        new = key(mark)
        if keys:
            old = keys.pop()
            statement = make_succession(
                origin=ORIGIN,
                old=replace(old, private=bytes([mark - 1]) * 32),
                new=new,
                certificate=CERTIFICATES[mark],
                until=new.valid_from,
            )
            keys.append(replace(old, private=b"", valid_until=new.valid_from))
            new = replace(new, statement=statement)
        keys.append(new)
    return keys


def history(count: int = 3) -> bytes:
    return make_history(
        origin=ORIGIN,
        keys=chain(count),
        certificates=CERTIFICATES[:count],
        created=NOON + timedelta(days=9),
    )


def signed_again(value: dict[str, Any], mark: int) -> bytes:
    """Return a changed history signed anew by one key, as its holder could."""
    options = proof_options(
        value, method=verification_method(did_key(key(mark).public)), created="2026-11-29T12:00:00Z"
    )
    return canonical_bytes(add_proof(value, options, private_key=key(mark).private))


def reason_of(data: bytes) -> str:
    with pytest.raises(CheckFailedError) as caught:
        read_history(data)
    return caught.value.reason


class TestAnHonestHistory:
    @pytest.mark.parametrize("count", [1, 2, 3])
    def test_it_names_every_key_with_its_time_and_its_certificate(self, count: int) -> None:
        read = SignedKeyHistories().read(history(count))
        assert (read.origin, read.created) == (ORIGIN, NOON + timedelta(days=9))
        assert [item.public for item in read.keys] == [key(mark).public for mark in range(count)]
        for mark, item in enumerate(read.keys):
            assert item.did == did_key(key(mark).public)
            assert item.fingerprint == fingerprint(key(mark).public)
            assert item.certificate_sha256 == sha256_hex(CERTIFICATES[mark])
            assert item.valid_from == NOON + timedelta(days=mark)
            last = mark == count - 1
            assert item.valid_until == (None if last else NOON + timedelta(days=mark + 1))

    def test_it_holds_no_private_key(self) -> None:
        for mark in range(3):
            assert (bytes([mark]) * 32).hex() not in history().decode()
            assert bytes([mark]) * 32 not in history()

    def test_the_spans_of_two_keys_may_overlap_where_a_clock_was_set_back(self) -> None:
        old, new = key(0), replace(key(1), valid_from=NOON - timedelta(days=2))
        until = NOON + timedelta(hours=5)
        statement = make_succession(origin=ORIGIN, old=old, new=new, certificate=b"", until=until)
        keys = [replace(old, valid_until=until), replace(new, statement=statement)]
        data = make_history(origin=ORIGIN, keys=keys, certificates=[b"", b""], created=NOON)
        first, second = read_history(data).keys
        assert second.valid_from < first.valid_from < until == first.valid_until

    def test_line_breaks_and_the_order_of_members_are_free(self) -> None:
        value = json.loads(history())
        data = json.dumps(dict(reversed(value.items())), indent=2).encode()
        assert read_history(data) == read_history(history())


def places(value: JsonValue, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every text and number."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from places(item, (*path, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from places(item, (*path, number))
    else:
        yield path


def changed(path: tuple[str | int, ...], change: Callable[[Any], Any]) -> bytes:
    value = json.loads(history())
    place = value
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = change(place[path[-1]])
    return json.dumps(value).encode()


PLACES = tuple(places(json.loads(history())))


class TestAForgedHistory:
    @pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
    def test_no_value_in_it_can_be_changed(self, path: tuple[str | int, ...]) -> None:
        def bump(item: Any) -> Any:
            if isinstance(item, int):
                return item + 1
            return item[:-1] + ("0" if item[-1] != "0" else "1")

        assert reason_of(changed(path, bump))

    @pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
    @pytest.mark.parametrize("other", [None, 7, [], {}, "", True], ids=repr)
    def test_a_value_of_another_kind_is_refused_and_not_a_mistake(
        self, path: tuple[str | int, ...], other: object
    ) -> None:
        assert reason_of(changed(path, lambda _item: other))

    def test_the_holder_of_the_last_key_cannot_take_a_foreign_key_for_a_predecessor(self) -> None:
        # The thief owns key 5, the victim key 0: "your key is one of mine".
        thief, victim = key(5), key(0)
        made_up = make_succession(
            origin=ORIGIN, old=thief, new=thief, certificate=b"", until=thief.valid_from
        )
        keys = [replace(victim, valid_until=thief.valid_from), replace(thief, statement=made_up)]
        data = make_history(origin=ORIGIN, keys=keys, certificates=[b"", b""], created=NOON)
        assert reason_of(data) == "history-other-succession"

    def test_a_succession_that_only_the_new_key_signed_is_none(self) -> None:
        value = json.loads(history(2))
        proofs = value["keys"][1]["succession"]["proof"]
        proofs[0] = proofs[1]
        assert reason_of(signed_again(bare(value), 1)) == "history-signature"

    def test_a_succession_that_only_the_old_key_signed_is_none(self) -> None:
        value = json.loads(history(2))
        proofs = value["keys"][1]["succession"]["proof"]
        proofs[1] = proofs[0]
        assert reason_of(signed_again(bare(value), 1)) == "history-signature"

    @pytest.mark.parametrize("count", [0, 1, 3])
    def test_a_succession_with_another_number_of_proofs_is_none(self, count: int) -> None:
        value = json.loads(history(2))
        succession = value["keys"][1]["succession"]
        succession["proof"] = (succession["proof"] * 2)[:count]
        assert reason_of(signed_again(bare(value), 1)) == "history-succession-proofs"

    def test_a_key_in_the_middle_cannot_be_left_out(self) -> None:
        value = json.loads(history())
        del value["keys"][1]
        assert reason_of(signed_again(bare(value), 2)) == "history-other-succession"

    def test_a_longer_time_for_an_old_key_is_not_believed(self) -> None:
        value = json.loads(history())
        value["keys"][0]["validUntil"] = rfc3339(NOON + timedelta(days=300))
        assert reason_of(signed_again(bare(value), 2)) == "history-other-succession"

    def test_the_list_is_signed_by_its_last_key_and_no_other(self) -> None:
        value = json.loads(history())
        assert reason_of(signed_again(bare(value), 0)) == "history-signature"
        assert reason_of(signed_again(bare(value), 7)) == "history-signature"
        assert read_history(signed_again(bare(value), 2)).origin == ORIGIN

    def test_a_key_cannot_come_back(self) -> None:
        first, second = key(0), key(1)
        there = make_succession(
            origin=ORIGIN, old=first, new=second, certificate=b"", until=second.valid_from
        )
        again = replace(first, valid_from=second.valid_from)
        back = make_succession(
            origin=ORIGIN, old=second, new=again, certificate=b"", until=second.valid_from
        )
        keys = [
            replace(first, valid_until=second.valid_from),
            replace(second, valid_until=second.valid_from, statement=there),
            replace(again, statement=back),
        ]
        data = make_history(origin=ORIGIN, keys=keys, certificates=[b""] * 3, created=NOON)
        assert reason_of(data) == "history-key-twice"

    @pytest.mark.parametrize("path", [("keys", 0), ("keys", 1, "succession"), ()], ids=str)
    def test_a_member_more_or_less_is_refused(self, path: tuple[str | int, ...]) -> None:
        for more in (True, False):
            value = json.loads(history())
            place = value
            for step in path:
                place = place[step]
            if more:
                place["surplus"] = "1"
            else:
                place.pop("origin" if "origin" in place else "did")
            assert reason_of(json.dumps(value).encode()) == "history-malformed"

    def test_a_newer_version_is_named_as_such(self) -> None:
        assert reason_of(changed(("version",), lambda _one: 2)) == "version-unknown"
        path = ("keys", 1, "succession", "version")
        assert reason_of(changed(path, lambda _one: 2)) == "version-unknown"
        assert reason_of(changed(("version",), lambda _one: True)) == "version-unknown"

    def test_a_history_is_bounded(self) -> None:
        assert reason_of(b" " * (LIMIT_BYTES + 1)) == "too-large"
        value = json.loads(history(1))
        value["keys"] = value["keys"] * (KEYS_LIMIT + 1)
        assert reason_of(json.dumps(value).encode()) == "history-malformed"
        value["keys"] = []
        assert reason_of(json.dumps(value).encode()) == "history-malformed"

    @settings(deadline=None)
    @given(data=st.binary(max_size=200))
    def test_bytes_that_are_none_are_refused_by_our_own_error(self, data: bytes) -> None:
        assert reason_of(data)

    @settings(deadline=None)
    @given(at=st.integers(0, len(history(2)) - 1), byte=st.integers(0, 255))
    def test_no_changed_byte_gives_another_history(self, at: int, byte: int) -> None:
        data = bytearray(history(2))
        data[at] = byte
        try:
            assert read_history(bytes(data)) == read_history(history(2))
        except CheckFailedError as error:
            assert error.reason  # noqa: PT017 - either is right, nothing else is


def bare(value: dict[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in value.items() if name != "proof"}
