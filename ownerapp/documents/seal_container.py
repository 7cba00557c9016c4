"""The one CMS container that a seal may have: built when a seal is made and when it is read."""

from __future__ import annotations

from asn1crypto import cms, x509


def seal_container(
    certificate: x509.Certificate, signer_info: cms.SignerInfo, token: bytes = b""
) -> bytes:
    """Return the container that these signed attributes, certificate and token make.

    Args:
        certificate: Of the document key.
        signer_info: Only its signed attributes and its signature are taken, byte for byte.
        token: Of a time stamp, kept byte for byte; empty for a seal without one.
    """
    algorithm = cms.DigestAlgorithm({"algorithm": "sha256"})
    # Not the signer's name that stands there: names that differ in case only are equal.
    signer = cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier("issuer_and_serial_number", signer),
        "digest_algorithm": algorithm,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signed_attrs": signer_info["signed_attrs"],
        "signature": signer_info["signature"],
    }
    if token:
        stamp = {"type": "signature_time_stamp_token", "values": [cms.ContentInfo.load(token)]}
        info["unsigned_attrs"] = [cms.CMSAttribute(stamp)]
    signed = {
        "version": "v1",
        "digest_algorithms": [algorithm],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [info],
    }
    container = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})
    return bytes(container.dump())
