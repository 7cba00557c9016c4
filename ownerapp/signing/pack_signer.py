"""The ``NoticeSigner`` port: keys of authors and the proofs of their packs."""

from __future__ import annotations

from datetime import datetime

from typing_extensions import override

from ownerapp.domain.trust import PackSignature
from ownerapp.services.ports.notices import KeyFace, NoticeSigner
from ownerapp.signing import ed25519
from ownerapp.signing.did_key import did_key, fingerprint
from ownerapp.signing.pack_proof import check_pack, sign_pack


class PackSigner(NoticeSigner):
    """Signs packs with ``eddsa-jcs-2022``."""

    @override
    def make_private_key(self) -> bytes:
        """Return a new Ed25519 private key, 32 raw bytes."""
        private, _public = ed25519.generate()
        return private

    @override
    def face(self, private: bytes) -> KeyFace:
        """Return the public face of a private key."""
        public = ed25519.public_of(private)
        return KeyFace(did=did_key(public), fingerprint=fingerprint(public))

    @override
    def sign(self, pack: bytes, *, private: bytes, created: datetime) -> bytes:
        """Return a pack with a new proof in place of an old one; its text is written anew.

        Raises:
            NoticeFileError: The bytes have no canonical form.
        """
        return sign_pack(pack, private_key=private, created=created)

    @override
    def check(self, pack: bytes) -> PackSignature:
        """Return what the proof of a pack is worth; never raises for what the bytes hold."""
        return check_pack(pack)
