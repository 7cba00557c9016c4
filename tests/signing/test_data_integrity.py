"""Data Integrity proofs: the W3C vectors below the issuer rule, our rules above it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.json_value import JsonValue
from ownerapp.signing import ed25519
from ownerapp.signing.base58 import base58_decode
from ownerapp.signing.canonical import canonical_bytes, strict_json
from ownerapp.signing.data_integrity import (
    add_proof,
    does_proof_hold,
    proof_options,
    sign_document,
    signing_input,
    verify_document,
)
from ownerapp.signing.did_key import did_key, verification_method

SEED = bytes(range(32))
PUBLIC = ed25519.public_of(SEED)
DID = did_key(PUBLIC)
OTHER_SEED = bytes(range(1, 33))
CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://consent.example/ns/test/v1")
CREATED = "2026-11-20T12:00:05Z"


def _document(**more: Any) -> dict[str, Any]:
    return {"@context": list(CONTEXTS), "issuer": DID, "credentialSubject": {"a": [1]}, **more}


def _signed(**more: Any) -> dict[str, Any]:
    return sign_document(_document(**more), private_key=SEED, created=CREATED)


class TestW3cVectors:
    @pytest.fixture
    def folder(self, vectors: Path) -> Path:
        return vectors / "vc-di-eddsa-jcs"

    @pytest.fixture
    def private(self, folder: Path) -> bytes:
        pair = json.loads((folder / "keyPair.json").read_bytes())
        multikey = base58_decode(pair["privateKeyMultibase"].removeprefix("z"), length=34)
        assert multikey[:2] == b"\x80\x26"
        return multikey[2:]

    def test_the_signed_document_is_reproduced_byte_for_byte(
        self, folder: Path, private: bytes
    ) -> None:
        document: Any = strict_json((folder / "unsigned.json").read_bytes())
        expected: Any = strict_json((folder / "signedJCS.json").read_bytes())
        method = verification_method(did_key(ed25519.public_of(private)))
        options = proof_options(document, method=method, created=expected["proof"]["created"])

        signed = add_proof(document, options, private_key=private)

        assert json.dumps(signed) == json.dumps(expected)
        assert canonical_bytes(document).decode() == (folder / "canonDocJCS.txt").read_text()
        assert canonical_bytes(options).decode() == (folder / "proofCanonJCS.txt").read_text()
        assert signing_input(document, options).hex() == (
            (folder / "combinedHashJCS.txt").read_text().strip()
        )

    def test_the_published_proof_holds_and_a_changed_copy_does_not(
        self, folder: Path, private: bytes
    ) -> None:
        signed: Any = strict_json((folder / "signedJCS.json").read_bytes())
        public = ed25519.public_of(private)

        assert does_proof_hold(signed, signed["proof"], public_key=public)
        signed["credentialSubject"]["alumniOf"] = "Another school"
        assert not does_proof_hold(signed, signed["proof"], public_key=public)

    def test_the_published_issuer_is_refused_by_our_issuer_rule(self, folder: Path) -> None:
        signed: Any = strict_json((folder / "signedJCS.json").read_bytes())

        with pytest.raises(CheckFailedError) as caught:
            verify_document(signed, contexts=signed["@context"])

        assert (caught.value.check, caught.value.reason) == ("issuer", "issuer-not-a-key")


def test_a_document_may_have_more_context_after_the_proofs_below_our_rules() -> None:
    document = _document()
    options = proof_options(document, method=verification_method(DID), created=CREATED)
    signed = add_proof(document, options, private_key=SEED)
    proof: Any = signed["proof"]

    def holds(context: JsonValue) -> bool:
        return does_proof_hold({**signed, "@context": context}, proof, public_key=PUBLIC)

    assert holds([*CONTEXTS, "https://more.example"])
    assert not holds(["https://more.example", *CONTEXTS])
    assert not holds(CONTEXTS[0])


def test_a_document_without_context_is_signed_without_one() -> None:
    document = {"issuer": DID}
    options = proof_options(document, method=verification_method(DID), created=CREATED)
    signed = add_proof(document, options, private_key=SEED)

    assert "@context" not in options
    assert does_proof_hold(signed, options | signed["proof"], public_key=PUBLIC)  # type: ignore[operator]


def test_the_proof_hash_comes_first() -> None:
    document = _document()
    options = proof_options(document, method=verification_method(DID), created=CREATED)

    both = signing_input({**document, "proof": "ignored"}, {**options, "proofValue": "ignored"})

    assert both[:32] == sha256(canonical_bytes(options)).digest()
    assert both[32:] == sha256(canonical_bytes(document)).digest()


def test_a_signed_document_names_its_issuers_key() -> None:
    assert verify_document(_signed(), contexts=CONTEXTS) == PUBLIC


def test_the_same_document_has_the_same_signature_for_ever() -> None:
    # Golden: a change of this value means that older records no longer verify.
    assert _signed()["proof"]["proofValue"] == (
        "zKNTwRZ7zjsDfSQCCe4xGffwXBV5jDgQMwseqaJrSPuEC21zahURHn8wgTWeMdT5g4j5UGtNeJYvQkNRbzEGSjJN"
    )


JSON_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.dictionaries(JSON_TEXT, JSON_TEXT | st.integers(-1000, 1000) | st.none()))
def test_whatever_is_signed_verifies_and_does_not_after_a_change(members: dict[str, Any]) -> None:
    signed = _signed(credentialSubject=members)

    assert verify_document(signed, contexts=CONTEXTS) == PUBLIC
    changed = copy.deepcopy(signed)
    changed["credentialSubject"]["one more"] = True
    with pytest.raises(CheckFailedError) as caught:
        verify_document(changed, contexts=CONTEXTS)
    assert caught.value.check == "signature"


def test_a_document_is_not_signed_for_another_issuer() -> None:
    with pytest.raises(CheckFailedError) as caught:
        sign_document(_document(), private_key=OTHER_SEED, created=CREATED)

    assert (caught.value.check, caught.value.reason) == ("issuer", "not-the-issuer")


def test_a_document_is_not_signed_twice() -> None:
    with pytest.raises(CheckFailedError) as caught:
        sign_document(_signed(), private_key=SEED, created=CREATED)

    assert (caught.value.check, caught.value.reason) == ("suite", "proof-present")


def _by_another_key(document: dict[str, Any]) -> dict[str, Any]:
    """The attack: a good proof of the attacker's own key under the issuer's name."""
    document.pop("proof")
    method = verification_method(did_key(ed25519.public_of(OTHER_SEED)))
    options = proof_options(document, method=method, created=CREATED)
    return add_proof(document, options, private_key=OTHER_SEED)


def _under_the_issuers_method(document: dict[str, Any]) -> dict[str, Any]:
    """The attack: the attacker's signature, but the issuer's verification method."""
    document.pop("proof")
    options = proof_options(document, method=verification_method(DID), created=CREATED)
    return add_proof(document, options, private_key=OTHER_SEED)


def _foreign_issuer(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "issuer": did_key(ed25519.public_of(OTHER_SEED))}


def _set(path: str, value: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(document: dict[str, Any]) -> dict[str, Any]:
        *parents, last = path.split("/")
        target = document
        for name in parents:
            target = target[name]
        target[last] = value
        return document

    return change


def _without_proof(document: dict[str, Any]) -> dict[str, Any]:
    document.pop("proof")
    return document


@pytest.mark.parametrize(
    ("attack", "check", "reason"),
    [
        (_without_proof, "suite", "proof-missing"),
        (_set("proof", []), "suite", "proof-not-single"),
        (_set("proof/type", "Ed25519Signature2020"), "suite", "other-cryptosuite"),
        (_set("proof/cryptosuite", "ecdsa-jcs-2019"), "suite", "other-cryptosuite"),
        (_set("proof/cryptosuite", ["eddsa-jcs-2022"]), "suite", "other-cryptosuite"),
        (_set("proof/proofPurpose", "authentication"), "suite", "other-purpose"),
        (_set("proof/expires", "2020-01-01T00:00:00Z"), "suite", "unknown-proof-member"),
        (_set("@context", [CONTEXTS[0]]), "suite", "other-context"),
        (_set("@context", CONTEXTS[0]), "suite", "other-context"),
        (_set("@context", [CONTEXTS[0], {"a": "b"}]), "suite", "other-context"),
        (_set("proof/@context", [CONTEXTS[0]]), "suite", "other-context"),
        (_by_another_key, "issuer", "proof-by-another-key"),
        (_foreign_issuer, "issuer", "proof-by-another-key"),
        (_set("issuer", "https://maker.example"), "issuer", "issuer-not-a-key"),
        (_set("issuer", {"id": DID}), "issuer", "issuer-not-a-key"),
        (_set("proof/verificationMethod", DID), "issuer", "proof-by-another-key"),
        (_under_the_issuers_method, "signature", "signature-does-not-hold"),
        (_set("proof/created", "2026-11-20T12:00:06Z"), "signature", "signature-does-not-hold"),
        (_set("proof/proofValue", "z"), "signature", "signature-does-not-hold"),
        (_set("proof/proofValue", "u" + "1" * 86), "signature", "signature-does-not-hold"),
        (_set("proof/proofValue", 1), "signature", "signature-does-not-hold"),
        (_set("credentialSubject/b", None), "signature", "signature-does-not-hold"),
    ],
)
def test_an_attack_is_named_by_its_check(
    attack: Callable[[dict[str, Any]], dict[str, Any]], check: str, reason: str
) -> None:
    with pytest.raises(CheckFailedError) as caught:
        verify_document(attack(_signed()), contexts=CONTEXTS)

    assert (caught.value.check, caught.value.reason) == (check, reason)


def test_swapped_contexts_are_refused_even_when_they_agree_with_each_other() -> None:
    document = _document()
    document["@context"] = list(reversed(CONTEXTS))
    signed = sign_document(document, private_key=SEED, created=CREATED)

    with pytest.raises(CheckFailedError) as caught:
        verify_document(signed, contexts=CONTEXTS)

    assert (caught.value.check, caught.value.reason) == ("suite", "other-context")
