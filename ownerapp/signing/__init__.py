"""Canonical JSON, keys in use, Data Integrity proofs, the Merkle log, codes, verification.

May import: ``services.ports``, ``domain``, cryptography, rfc8785, cbor2. Must never read a
clock or a file: bytes and a reference time go in, a verdict or an error comes out.
"""
