"""Signed tree heads and proofs of place."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.log import Checkpoint
from ownerapp.signing import ed25519
from ownerapp.signing.checkpoint import (
    LogProof,
    check_proof,
    is_checkpoint_good,
    key_id,
    make_checkpoint,
    parse_proof,
    proof_text,
    read_checkpoint,
)
from ownerapp.signing.merkle import inclusion_proof, leaf_hash, root_of

ORIGIN = "local/ownerapp/5f0e0d3c"
SEED = bytes(range(32))
PUBLIC = ed25519.public_of(SEED)
OTHER_SEED = bytes(range(1, 33))
HASHES = [leaf_hash(bytes([index])) for index in range(42)]
ROOT = root_of(HASHES)


def _checkpoint(private: bytes = SEED, origin: str = ORIGIN) -> Checkpoint:
    return make_checkpoint(origin=origin, size=42, root=ROOT, private=private)


def test_a_checkpoint_is_the_note_that_c2sp_describes() -> None:
    text, _, signature = _checkpoint().note.partition("\n\n")
    prefix = f"\u2014 {ORIGIN} "

    assert text == f"{ORIGIN}\n42\n{base64.b64encode(ROOT).decode()}"
    assert signature.startswith(prefix)
    raw = base64.b64decode(signature.removeprefix(prefix))
    assert raw[:4] == key_id(ORIGIN, PUBLIC)
    assert ed25519.holds(PUBLIC, (text + "\n").encode(), raw[4:])
    assert signature.endswith("\n")


def test_the_same_tree_head_has_the_same_note_for_ever() -> None:
    # Golden: a change of this text means that older checkpoints no longer verify.
    assert _checkpoint().note == (
        "local/ownerapp/5f0e0d3c\n"
        "42\n"
        "kRWhnpYinmQv0U62deYbPHD1T97TBqM75vXxZrCqsmk=\n"
        "\n"
        "\u2014 local/ownerapp/5f0e0d3c qx99FG8ybTvGWgab93CMxVGO+OTa7yaUepLScFx2vYo5IAoh"
        "vPNl2tyQ62u6tMkrCKHNpFtxgAmPRffbZtH0H12gcAI=\n"
    )


def test_the_key_id_is_the_one_of_a_published_verifier_key() -> None:
    # The Go checksum database's key, as its documentation prints it.
    name, id_hex, encoded = [
        "sum.golang.org",
        "033de0ae",
        "Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    ]
    key = base64.b64decode(encoded)

    assert key[:1] == b"\x01"
    assert key_id(name, key[1:]).hex() == id_hex


def test_a_kept_checkpoint_is_good_only_for_its_log_key_size_and_root() -> None:
    good = _checkpoint()

    def judge(checkpoint: Checkpoint, origin: str = ORIGIN, key: bytes = PUBLIC) -> bool:
        return is_checkpoint_good(checkpoint, origin=origin, public_keys=[key])

    assert judge(good)
    assert not judge(good, origin="local/ownerapp/00000000")
    assert not judge(good, key=ed25519.public_of(OTHER_SEED))
    assert not judge(Checkpoint(size=41, root=ROOT, note=good.note))
    assert not judge(Checkpoint(size=42, root=bytes(32), note=good.note))
    assert not is_checkpoint_good(good, origin=ORIGIN, public_keys=[])


def test_after_a_key_rotation_a_checkpoint_may_carry_both_lines() -> None:
    first, second = _checkpoint(), _checkpoint(OTHER_SEED)
    both = first.note + second.note.rpartition("\n\n")[2]

    for seed in (SEED, OTHER_SEED):
        read = read_checkpoint(both, origin=ORIGIN, public_keys=[ed25519.public_of(seed)])
        assert (read.size, read.root) == (42, ROOT)


def test_a_line_of_a_known_key_that_does_not_hold_spoils_the_note() -> None:
    note = _checkpoint().note
    broken = base64.b64encode(key_id(ORIGIN, PUBLIC) + bytes(64)).decode()

    with pytest.raises(CheckFailedError) as caught:
        read_checkpoint(f"{note}\u2014 {ORIGIN} {broken}\n", origin=ORIGIN, public_keys=[PUBLIC])

    assert caught.value.reason == "checkpoint-signature"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: note.replace("\n42\n", "\n042\n"),
        lambda note: note.replace("\n42\n", "\n-42\n"),
        lambda note: note.replace("\n42\n", "\n43\n"),
        lambda note: note.replace("\n42\n", "\n\u0664\u0662\n"),
        lambda note: note.replace("\n42\n", "\n42\r\n"),
        lambda note: note.replace("\n\n", "\nextension\n\n"),
        lambda note: note.replace("\n\n", "\n"),
        lambda note: note.partition("\n\n")[0] + "\n\n",
        lambda note: note.rstrip("\n"),
        lambda note: note.replace("\u2014", "-"),
        lambda note: note.replace("=\n\n", "\n\n"),
        # One character on: the same 32 bytes in a second spelling of base64.
        lambda note: note.replace("mk=\n\n", "ml=\n\n"),
        lambda note: note.replace("\nkRWh", "\n"),
        lambda note: note + "x" * 100_000,
        lambda note: note + note.rpartition("\n\n")[2] * 40,
        lambda _note: "",
        lambda _note: "\n\n",
        lambda _note: "\ud800\n\n",
    ],
)
def test_a_spoilt_note_is_our_own_error(spoil: Callable[[str], str]) -> None:
    with pytest.raises(CheckFailedError) as caught:
        read_checkpoint(spoil(_checkpoint().note), origin=ORIGIN, public_keys=[PUBLIC])

    assert caught.value.check == "log"


@given(st.text(max_size=80), st.text(max_size=80))
def test_hostile_notes_and_proofs_give_our_own_error_only(head: str, tail: str) -> None:
    note = f"{ORIGIN}\n{head}\n\n\u2014 {ORIGIN} {tail}\n"
    proof = f"c2sp.org/tlog-proof@v1\n{head}\n\n{tail}"

    with pytest.raises(CheckFailedError):
        read_checkpoint(note, origin=ORIGIN, public_keys=[PUBLIC])
    with contextlib.suppress(CheckFailedError):
        assert proof_text(parse_proof(proof)) == proof


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [("", 0, ROOT), ("two words", 0, ROOT), ("a+b", 0, ROOT), ("a", -1, ROOT), ("a", 1, b"short")],
)
def test_no_checkpoint_is_made_that_nobody_could_read(origin: str, size: int, root: bytes) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        make_checkpoint(origin=origin, size=size, root=root, private=SEED)


def _proof(extra: bytes = b"") -> LogProof:
    return LogProof(
        index=7,
        hashes=inclusion_proof(HASHES, 7),
        checkpoint=_checkpoint().note,
        extra=extra,
    )


@pytest.mark.parametrize("extra", [b"", b'{"kind":"record.exported"}'])
def test_a_proof_reads_back_and_shows_the_place(extra: bytes) -> None:
    text = proof_text(_proof(extra))

    assert text.startswith("c2sp.org/tlog-proof@v1\n" + ("extra " if extra else "index 7\n"))
    proof = parse_proof(text)
    assert proof == _proof(extra)
    checkpoint = check_proof(proof, leaf=HASHES[7], origin=ORIGIN, public_keys=[PUBLIC])
    assert checkpoint.size == 42


def test_a_proof_of_another_entry_is_refused() -> None:
    with pytest.raises(CheckFailedError) as caught:
        check_proof(_proof(), leaf=HASHES[8], origin=ORIGIN, public_keys=[PUBLIC])

    assert caught.value.reason == "not-in-log"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v2\nindex 0\n\nnote",
        "c2sp.org/tlog-proof@v1\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex x\n\nnote",
        "c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 0\n" + "AAAA\n" * 100 + "\nnote",
        "c2sp.org/tlog-proof@v1\nindex 0\nnote",
        "x" * 2_000_000,
    ],
)
def test_a_malformed_proof_is_our_own_error(text: str) -> None:
    with pytest.raises(CheckFailedError) as caught:
        parse_proof(text)

    assert caught.value.check == "log"
