"""W3C Data Integrity proofs with the cryptosuite ``eddsa-jcs-2022``, and nothing else.

Two layers. The *cryptosuite* follows vc-di-eddsa, section 3.3, for any key and issuer. The
*issuer layer* above it is stricter than the standard and is what this program uses:

1. Suite, proof type and purpose are fixed; the file never chooses an algorithm.
2. ``@context`` holds addresses only and is the same list in document and proof.
3. The verification method is the one of the issuer's own did:key, so a proof by any other
   key is not valid, however good its signature.
4. One proof, an object; a set or chain of proofs is another format.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from ownerapp.domain.json_value import JsonObject, JsonValue
from ownerapp.domain.verdict import Check
from ownerapp.signing import ed25519
from ownerapp.signing.base58 import base58_decode, base58_encode
from ownerapp.signing.canonical import canonical_bytes
from ownerapp.signing.did_key import did_key, public_key_of, verification_method
from ownerapp.signing.failure import failed

PROOF_TYPE = "DataIntegrityProof"
CRYPTOSUITE = "eddsa-jcs-2022"
PROOF_PURPOSE = "assertionMethod"
PROOF_MEMBERS = frozenset(
    {
        "type",
        "cryptosuite",
        "created",
        "verificationMethod",
        "proofPurpose",
        "@context",
        "proofValue",
    }
)
_MULTIBASE_BASE58 = "z"

# ------------------------------------------------------------------------- cryptosuite


def proof_options(document: JsonObject, *, method: str, created: str) -> dict[str, JsonValue]:
    """Return the proof of a document without its value."""
    options: dict[str, JsonValue] = {
        "type": PROOF_TYPE,
        "cryptosuite": CRYPTOSUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": PROOF_PURPOSE,
    }
    if "@context" in document:
        options["@context"] = document["@context"]
    return options


def signing_input(document: JsonObject, options: JsonObject) -> bytes:
    """Return the 64 bytes that are signed: the proof's hash first, then the document's.

    Both are taken without what is not signed: the document's proof, the proof's value.

    Raises:
        CheckFailedError: One of them has no canonical form.
    """
    bare = {name: value for name, value in options.items() if name != "proofValue"}
    plain = {name: value for name, value in document.items() if name != "proof"}
    return sha256(canonical_bytes(bare)).digest() + sha256(canonical_bytes(plain)).digest()


def add_proof(
    document: JsonObject, options: JsonObject, *, private_key: bytes
) -> dict[str, JsonValue]:
    """Return the document with its proof.

    Raises:
        CheckFailedError: The document has no canonical form.
    """
    signature = ed25519.sign(private_key, signing_input(document, options))
    value = _MULTIBASE_BASE58 + base58_encode(signature)
    return {**document, "proof": {**options, "proofValue": value}}


def does_proof_hold(document: JsonObject, proof: JsonObject, *, public_key: bytes) -> bool:
    """Tell whether a proof is this key's over this document.

    Where the proof has a context, the document's must start with it and is then taken to
    be it (vc-di-eddsa, section 3.3.2).
    """
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith(_MULTIBASE_BASE58):
        return False
    try:
        signature = base58_decode(
            value.removeprefix(_MULTIBASE_BASE58), length=ed25519.SIGNATURE_BYTES
        )
    except ValueError:
        return False
    if "@context" in proof:
        context = proof["@context"]
        if not _starts_with(document.get("@context"), context):
            return False
        document = {**document, "@context": context}
    return ed25519.holds(public_key, signing_input(document, proof), signature)


def _starts_with(context: JsonValue, start: JsonValue) -> bool:
    whole, part = _entries(context), _entries(start)
    return whole[: len(part)] == part


def _entries(context: JsonValue) -> list[JsonValue]:
    if isinstance(context, Sequence) and not isinstance(context, str):
        return list(context)
    return [context]


# ------------------------------------------------------------------------- issuer layer


def sign_document(
    document: JsonObject, *, private_key: bytes, created: str
) -> dict[str, JsonValue]:
    """Return a document with the proof of its issuer's key.

    Raises:
        CheckFailedError: The issuer is another key, it has a proof already, or it has no
            canonical form.
    """
    did = did_key(ed25519.public_of(private_key))
    if document.get("issuer") != did:
        raise failed(Check.ISSUER, "not-the-issuer")
    if "proof" in document:
        raise failed(Check.SUITE, "proof-present")
    options = proof_options(document, method=verification_method(did), created=created)
    return add_proof(document, options, private_key=private_key)


def check_suite(document: JsonObject, *, contexts: Sequence[str] | None) -> dict[str, JsonValue]:
    """Return the proof of a document when it is of the one kind that is allowed here.

    Args:
        document: The signed document.
        contexts: The context both must have; None to ask only that both have the same.

    Raises:
        CheckFailedError: It is of another kind.
    """
    proof = document.get("proof")
    if proof is None:
        raise failed(Check.SUITE, "proof-missing")
    if not isinstance(proof, dict):
        raise failed(Check.SUITE, "proof-not-single")
    if proof.get("type") != PROOF_TYPE or proof.get("cryptosuite") != CRYPTOSUITE:
        raise failed(Check.SUITE, "other-cryptosuite")
    if proof.get("proofPurpose") != PROOF_PURPOSE:
        raise failed(Check.SUITE, "other-purpose")
    if not PROOF_MEMBERS.issuperset(proof):
        raise failed(Check.SUITE, "unknown-proof-member")
    context = document.get("@context")
    if not isinstance(context, list) or not all(isinstance(item, str) for item in context):
        raise failed(Check.SUITE, "other-context")
    if proof.get("@context") != context:
        raise failed(Check.SUITE, "other-context")
    if contexts is not None and context != list(contexts):
        raise failed(Check.SUITE, "other-context")
    return proof


def check_issuer(document: JsonObject, proof: JsonObject) -> bytes:
    """Return the issuer's public key when the proof claims to be made with it.

    Raises:
        CheckFailedError: The issuer is no did:key, or the proof names another key.
    """
    issuer = document.get("issuer")
    if not isinstance(issuer, str):
        raise failed(Check.ISSUER, "issuer-not-a-key")
    try:
        public = public_key_of(issuer)
    except ValueError as error:
        raise failed(Check.ISSUER, "issuer-not-a-key") from error
    if proof.get("verificationMethod") != verification_method(issuer):
        raise failed(Check.ISSUER, "proof-by-another-key")
    return public


def check_signature(document: JsonObject, proof: JsonObject, public: bytes) -> None:
    """Check that the proof is the key's over exactly this document.

    Raises:
        CheckFailedError: It is not.
    """
    if not does_proof_hold(document, proof, public_key=public):
        raise failed(Check.SIGNATURE, "signature-does-not-hold")


def verify_document(document: JsonObject, *, contexts: Sequence[str]) -> bytes:
    """Return the public key of the issuer that signed a document.

    Raises:
        CheckFailedError: The first rule that does not hold.
    """
    proof = check_suite(document, contexts=contexts)
    public = check_issuer(document, proof)
    check_signature(document, proof, public)
    return public
