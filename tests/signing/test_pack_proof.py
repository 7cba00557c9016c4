"""The proof of a notice pack: what it covers, and every way in which it stops to hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import NoticeFileError
from ownerapp.domain.trust import PackSignature, SignatureState
from ownerapp.packs import limits
from ownerapp.packs.parse import parse_pack
from ownerapp.resources import resource_path
from ownerapp.signing import ed25519, pack_proof
from ownerapp.signing.data_integrity import add_proof, proof_options
from ownerapp.signing.did_key import did_key, fingerprint, verification_method
from ownerapp.signing.pack_proof import check_pack, sign_pack
from ownerapp.signing.pack_signer import PackSigner

SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
PUBLIC = ed25519.public_of(SEED)
AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SHIPPED = resource_path("notices", "eu-reference-ev.json").read_bytes()
SMALL: dict[str, Any] = {
    "notice_pack": "1.0",
    "id": "a-pack",
    "title": {"en": "Notice", "zh-Hans": "告知书"},
    "x_of_a_later_version": [1, 0.1, True, None, {"b": "2", "a": "1"}],
    "sensors": [{"x": 0.5, "y": -0.25, "aim": 90.0}],
}
Change = Callable[[dict[str, Any]], None]


def pack(value: object = SMALL) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def signed(value: object = SMALL, *, seed: bytes = SEED, at: datetime = AT) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sign_pack(pack(value), private_key=seed, created=at))
    return found


def state(value: object) -> SignatureState:
    return check_pack(pack(value)).state


def honest(**members: Any) -> dict[str, Any]:
    """Return a pack with an honest proof that has other members than ours have."""
    options = proof_options(
        SMALL, method=verification_method(did_key(PUBLIC)), created="2026-11-20T12:00:00Z"
    )
    return add_proof(SMALL, options | members, private_key=SEED)


def test_a_signed_pack_is_good_and_names_its_key_and_time() -> None:
    assert check_pack(pack(signed())) == PackSignature(
        state=SignatureState.GOOD,
        fingerprint=fingerprint(PUBLIC),
        did=did_key(PUBLIC),
        created=AT,
    )


def test_a_pack_without_a_proof_is_not_signed() -> None:
    assert check_pack(pack()) == PackSignature(state=SignatureState.NONE)
    assert state({**SMALL, "proof": None}) is SignatureState.NONE


def test_signing_keeps_every_field_and_their_order_and_writes_readable_text() -> None:
    text = sign_pack(pack(), private_key=SEED, created=AT).decode("utf-8")
    value = json.loads(text)

    assert list(value) == [*SMALL, "proof"]
    assert {name: item for name, item in value.items() if name != "proof"} == SMALL
    assert list(value["x_of_a_later_version"][4]) == ["b", "a"]
    assert "告知书" in text
    assert text.startswith('{\n  "notice_pack": "1.0",\n')
    assert text.endswith("}\n")


def test_signing_the_same_again_gives_the_same_bytes() -> None:
    once = sign_pack(pack(), private_key=SEED, created=AT)

    assert sign_pack(once, private_key=SEED, created=AT) == once


def test_signing_again_replaces_the_proof_of_before() -> None:
    first = sign_pack(pack(), private_key=SEED, created=AT)
    second = sign_pack(first, private_key=OTHER, created=AT + timedelta(days=1))

    assert check_pack(second).did == did_key(ed25519.public_of(OTHER))
    assert check_pack(second).created == AT + timedelta(days=1)
    assert second.count(b"proofValue") == 1


def test_a_shipped_pack_can_be_signed_and_is_still_the_same_notice_but_for_its_hash() -> None:
    data = sign_pack(SHIPPED, private_key=SEED, created=AT)
    before, after = parse_pack(SHIPPED), parse_pack(data)

    assert check_pack(data).state is SignatureState.GOOD
    assert after.hash != before.hash
    assert after.practices == before.practices


def test_line_breaks_and_the_order_of_fields_are_free() -> None:
    value = signed()
    turned = dict(reversed(value.items()))

    assert state(turned) is SignatureState.GOOD
    assert check_pack(json.dumps(value, indent=7).encode()).state is SignatureState.GOOD
    assert check_pack(json.dumps(value, ensure_ascii=True).encode()).state is SignatureState.GOOD


def test_numbers_are_compared_by_value_as_rfc_8785_has_it() -> None:
    text = pack(signed()).decode()
    assert '"aim": 90.0' in text

    for other in ("90", "9e1", "90.000"):
        changed = text.replace('"aim": 90.0', f'"aim": {other}')
        assert check_pack(changed.encode()).state is SignatureState.GOOD
    assert check_pack(text.replace("90.0", "90.00001").encode()).state is SignatureState.BROKEN


def set_at(*path: str | int, value: Any) -> Change:
    def change(tree: dict[str, Any]) -> None:
        here: Any = tree
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = value

    return change


def drop(*path: str) -> Change:
    def change(tree: dict[str, Any]) -> None:
        here: Any = tree
        for step in path[:-1]:
            here = here[step]
        del here[path[-1]]

    return change


def swap_proof(tree: dict[str, Any]) -> None:
    tree["proof"] = signed({**SMALL, "id": "another-pack"})["proof"]


def claim_another_key(tree: dict[str, Any]) -> None:
    tree["proof"]["verificationMethod"] = verification_method(did_key(ed25519.public_of(OTHER)))


def claim_another_fragment(tree: dict[str, Any]) -> None:
    method = tree["proof"]["verificationMethod"]
    tree["proof"]["verificationMethod"] = method.partition("#")[0] + "#key-1"


def two_proofs(tree: dict[str, Any]) -> None:
    tree["proof"] = [tree["proof"], signed(seed=OTHER)["proof"]]


BROKEN, UNSUPPORTED, NONE = SignatureState.BROKEN, SignatureState.UNSUPPORTED, SignatureState.NONE


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (set_at("title", "en", value="Notice."), BROKEN),
        (set_at("x_of_a_later_version", 2, value=False), BROKEN),
        (set_at("x_of_a_later_version", 2, value=1), BROKEN),
        (set_at("added", value="x"), BROKEN),
        (set_at("title", "de", value="Hinweis"), BROKEN),
        (drop("x_of_a_later_version"), BROKEN),
        (set_at("@context", value=["https://example.org/other"]), BROKEN),
        (swap_proof, BROKEN),
        (claim_another_key, BROKEN),
        (claim_another_fragment, BROKEN),
        (set_at("proof", "created", value="2026-11-19T12:00:00Z"), BROKEN),
        (set_at("proof", "proofPurpose", value="authentication"), BROKEN),
        (set_at("proof", "expires", value="2030-01-01T00:00:00Z"), BROKEN),
        (set_at("proof", "@context", value=["https://example.org/other"]), BROKEN),
        (set_at("proof", "proofValue", value="z"), BROKEN),
        (set_at("proof", "proofValue", value=1), BROKEN),
        (drop("proof", "proofValue"), BROKEN),
        (drop("proof", "created"), BROKEN),
        (drop("proof"), NONE),
        (set_at("proof", value={}), UNSUPPORTED),
        (set_at("proof", value="signed"), UNSUPPORTED),
        (set_at("proof", value=[]), UNSUPPORTED),
        (two_proofs, UNSUPPORTED),
        (set_at("proof", "cryptosuite", value="ecdsa-jcs-2019"), UNSUPPORTED),
        (set_at("proof", "type", value="Ed25519Signature2020"), UNSUPPORTED),
        (set_at("proof", "verificationMethod", value="did:web:example.org#key"), UNSUPPORTED),
        (set_at("proof", "verificationMethod", value=7), UNSUPPORTED),
        (drop("proof", "verificationMethod"), UNSUPPORTED),
    ],
)
def test_what_was_changed_afterwards_is_not_good(change: Change, found: SignatureState) -> None:
    tree = signed()
    change(tree)

    assert check_pack(pack(tree)) == PackSignature(state=found)


@pytest.mark.parametrize(
    "members",
    [
        {"expires": "2030-01-01T00:00:00Z"},
        {"domain": "example.org"},
        {"previousProof": "urn:uuid:1"},
        {"proofPurpose": "authentication"},
        {"created": "yesterday"},
        {"created": "2026-11-20T12:00:00"},
        {"created": 5},
    ],
)
def test_an_honest_proof_that_says_more_than_we_understand_is_unsupported(
    members: dict[str, Any],
) -> None:
    assert state(honest()) is SignatureState.GOOD
    assert state(honest(**members)) is SignatureState.UNSUPPORTED


def test_a_context_is_signed_with_the_pack_and_stands_in_both_places() -> None:
    value = signed({"@context": [1], **SMALL})
    assert state(value) is SignatureState.GOOD
    assert value["proof"]["@context"] == [1]

    assert state({**value, "@context": [True]}) is SignatureState.BROKEN
    assert state({**value, "@context": [1, 2]}) is SignatureState.BROKEN


def test_a_proof_that_stands_twice_is_no_signature() -> None:
    text = pack(signed())
    twice = text[:-1] + b', "proof": ' + pack(signed(seed=OTHER)["proof"]) + b"}"

    assert check_pack(twice).state is SignatureState.UNSUPPORTED
    with pytest.raises(NoticeFileError, match="notice-file") as caught:
        parse_pack(twice)
    assert caught.value.reason == "duplicate-key"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[]", "wrong-type"),
        (b"", "not-json"),
        (b"\xff", "not-utf8"),
        (b'{"a": 1, "a": 2}', "duplicate-key"),
        (b'{"a": 9007199254740993}', "bad-value"),
        (b'{"a": 1e999}', "bad-value"),
        (b'{"a": NaN}', "bad-value"),
        (b'{"a": "\\ud800"}', "bad-value"),
        (b'{"a": ' + b"[" * 20 + b"]" * 20 + b"}", "too-deep"),
        (b" " * (limits.FILE_BYTES + 1), "too-large"),
    ],
)
def test_what_has_no_canonical_form_is_neither_signed_nor_good(data: bytes, reason: str) -> None:
    with pytest.raises(NoticeFileError) as caught:
        sign_pack(data, private_key=SEED, created=AT)
    assert caught.value.reason == reason
    assert check_pack(data) == PackSignature(state=SignatureState.NONE)
    assert check_pack(data + b'"proof"').state is SignatureState.UNSUPPORTED


def test_the_bounds_are_those_of_the_pack_format() -> None:
    assert (pack_proof.PACK_BYTES, pack_proof.PACK_DEPTH) == (limits.FILE_BYTES, limits.DEPTH)


def test_the_time_is_written_in_utc_and_whole_seconds() -> None:
    value = signed(at=datetime.fromisoformat("2026-11-20T20:00:00.999+08:00"))

    assert value["proof"]["created"] == "2026-11-20T12:00:00Z"


def test_the_signer_makes_a_new_key_each_time_and_shows_only_its_face() -> None:
    signer = PackSigner()
    first, second = signer.make_private_key(), signer.make_private_key()

    assert first != second
    assert len(first) == 32
    data = signer.sign(SHIPPED, private=first, created=AT)
    found, face = signer.check(data), signer.face(first)
    assert (found.did, found.fingerprint) == (face.did, face.fingerprint)
    assert first.hex().encode() not in data


# ------------------------------------------------------------------------- any input


SIGNED = sign_pack(pack(), private_key=SEED, created=AT)


@given(st.integers(0, len(SIGNED) * 8 - 1))
@settings(max_examples=400)
def test_no_single_bit_of_a_signed_pack_can_be_turned(bit: int) -> None:
    data = bytearray(SIGNED)
    data[bit // 8] ^= 1 << bit % 8

    assert check_pack(bytes(data)).state is not SignatureState.GOOD


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-(2.0**53) + 1, 2.0**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
)
TREES = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(
        lambda name: name not in {"proof", "@context"}
    ),
    st.recursive(
        LEAVES,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    max_size=4,
)


@given(TREES)
def test_any_object_can_be_signed_and_holds(tree: dict[str, Any]) -> None:
    data = sign_pack(pack(tree), private_key=SEED, created=AT)

    assert check_pack(data).state is SignatureState.GOOD
    bare = {name: item for name, item in json.loads(data).items() if name != "proof"}
    assert rfc8785.dumps(bare) == rfc8785.dumps(tree)


@given(TREES, TREES)
def test_a_proof_of_one_object_is_good_for_no_other(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    moved = {**other, "proof": signed(one)["proof"]}
    is_same = rfc8785.dumps(one) == rfc8785.dumps(other)

    assert (state(moved) is SignatureState.GOOD) == is_same


@given(st.binary(max_size=60) | TREES.map(pack))
def test_nothing_in_the_bytes_makes_a_check_raise(data: bytes) -> None:
    assert check_pack(data).state is not SignatureState.GOOD


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "type",
                "cryptosuite",
                "created",
                "verificationMethod",
                "proofPurpose",
                "@context",
                "proofValue",
            ]
        ),
        LEAVES | st.just("z" + "1" * 64) | st.just(verification_method(did_key(PUBLIC))),
    )
)
def test_no_proof_made_of_pieces_is_good(members: dict[str, Any]) -> None:
    proof = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", **members}

    assert state({**SMALL, "proof": proof}) is not SignatureState.GOOD
