"""PDFs with a record attached.

Three ways in: a file as it is; one without a seal whose table of objects is made anew, so that
objects can change their length; and, for an input that begins like DER, a sealed file with this
as the container of its seal. ``python -m tests.fuzz.targets.pdf`` writes the sealed seeds anew.
"""

# pyHanko's own value types carry no annotations.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import random
import re
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path

from tests.fuzz.mutations import mutated_bytes
from tests.fuzz.target import Target
from tests.fuzz.targets.verifying import verified

FOLDER = Path(__file__).resolve().parents[1] / "seeds"
_MAGIC, _DER = b"%PDF-", b"\x30"
_OBJECT = re.compile(rb"(?:^|(?<=[\r\n]))(\d{1,6}) 0 obj\b")
_TRAILER = re.compile(rb"trailer\s*(<<.*?>>)", re.DOTALL)
_END = re.compile(rb"(?:^|(?<=[\r\n]))xref\b")
_GAP = re.compile(rb"(?<=/Contents <)[0-9A-Fa-f]+(?=>)")
_MOST_OBJECTS = 200
_WORDS = (
    b"/Type", b"/Catalog", b"/Names", b"/EmbeddedFiles", b"/Kids", b"/Limits", b"/AF", b"/EF",
    b"/F", b"/UF", b"/AFRelationship/Source", b"(consent-receipt.json)", b"/Filespec", b"/Length",
    b"/EmbeddedFile", b"/Filter/FlateDecode", b"/Filter/ASCIIHexDecode", b"/Filter/LZWDecode",
    b"/Filter/ASCII85Decode", b"/Filter/RunLengthDecode", b"/Filter/JBIG2Decode", b"/Filter/Crypt",
    b"/DecodeParms<</Predictor 15/Columns 4294967295>>", b"/DecodeParms<</Predictor 2>>",
    b"/Encrypt", b"/Root", b"/Size", b"/Prev", b"/XRefStm", b"/ObjStm", b"/XRef", b"/W[1 2 1]",
    b"/Index[0 99]", b"/First", b"/N", b"/Extends", b"/AcroForm", b"/Fields", b"/FT/Sig", b"/V",
    b"/T(ConsentApp)", b"/SubFilter/ETSI.CAdES.detached", b"/ByteRange[0 ", b"/Contents<", b"null",
    b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"stream\r\n", b"\nendstream", b"endobj\n",
    b" 0 obj", b" 0 R", b"0 0 R", b"1 0 R", b"2 0 R", b"3 0 R", b"4 0 R", b"5 0 R", b"6 0 R",
    b"xref\n0 ", b"trailer", b"startxref\n0\n%%EOF", b"%%EOF", b"#00", b"\\777", b"true", b"-1",
    b"99999999999999999999", b"0.0000001", b"\xfe\xff", b"\x30\x80", b"\x30\x84\xff\xff\xff\xff",
    b"\x02\x01\x01", b"\x05\x00", b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", b"\xa0\x82",
    b"\x31\x0f", b"\x17\x0d", b"\x24\x80",
)  # fmt: skip


def read(data: bytes, _folder: Path) -> str:
    """Check a PDF in the ways of this module."""
    if data.startswith(_DER):
        return f"seal {verified(with_container(data))}"
    if not data.startswith(_MAGIC):
        data = _MAGIC + data
    end = verified(data)
    if b"/ByteRange" in data:
        return end
    return f"{end}; mended {verified(mended(data))}"


def mended(data: bytes) -> bytes:
    """Return a file with a table that says where its objects are, as a careful forger would."""
    found = _TRAILER.findall(data)
    body = data[: end.start()] if (end := _END.search(data)) else data
    places = {int(item[1]): item.start() for item in _OBJECT.finditer(body)}
    lines = [b"%d 1\n%010d 00000 n \n" % item for item in sorted(places.items())[:_MOST_OBJECTS]]
    trailer = found[-1] if found else b"<</Size 99/Root 1 0 R>>"
    table = b"xref\n0 1\n0000000000 65535 f \n" + b"".join(lines) + b"trailer\n" + trailer
    return body + table + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)


def with_container(container: bytes) -> bytes:
    """Return a sealed file in which this stands for the container of the seal."""
    sealed = _sealed()
    gap = _GAP.search(sealed)
    if gap is None:
        raise AssertionError
    digits = container.hex().upper().encode("ascii")[: len(gap[0])]
    return sealed[: gap.start()] + digits.ljust(len(gap[0]), b"0") + sealed[gap.end() :]


# ------------------------------------------------------------------------- seeds


@cache
def _sealed(name: str = "sealed.pdf") -> bytes:
    return (FOLDER / name).read_bytes()


def write() -> None:
    """Write the sealed seeds: a seal is another one each time, and findings must come back."""
    for name, pdf in {"sealed.pdf": _plain(), "sealed-packed.pdf": _packed()}.items():
        (FOLDER / name).write_bytes(_with_seal(pdf))
    with tempfile.TemporaryDirectory() as folder:
        (FOLDER / "sealed-stamped.pdf").write_bytes(_with_stamp(_plain(), Path(folder)))


def _with_seal(pdf: bytes, *, stamped: bool = False) -> bytes:
    from datetime import UTC, datetime  # noqa: PLC0415 - only who makes seeds needs it

    from ownerapp.documents.sealing import seal  # noqa: PLC0415 - the same
    from tests.support.papers import document_key  # noqa: PLC0415 - the same

    key = document_key()
    at = datetime(2025, 11, 22, 9, 30, tzinfo=UTC)
    return seal(pdf, private_pkcs8=key.private, certificate=key.certificate, at=at, stamped=stamped)


def _with_stamp(pdf: bytes, folder: Path) -> bytes:
    from ownerapp.documents.sealing import signature_of, with_token  # noqa: PLC0415 - as above
    from ownerapp.signing.time_stamp import Rfc3161TimeStamps  # noqa: PLC0415 - the same
    from tests.support.time_stamps import new_authority  # noqa: PLC0415 - the same

    authority = new_authority(folder)
    stamps = Rfc3161TimeStamps(lambda _server, query: authority.answer(query))
    sealed = _with_seal(pdf, stamped=True)
    token = stamps.ask("http://stamps.example", signature_of(sealed)).token
    return with_token(sealed, token)


def _plain() -> bytes:
    """Return a PDF of one empty page with the smallest record attached, without any filter."""
    from tests.fuzz.targets import records  # noqa: PLC0415 - only who makes seeds needs it

    receipt = records.seeds()[0]
    objects = (
        (
            b"<</Type/Catalog/Pages 2 0 R/AF[4 0 R]/Names"
            b"<</EmbeddedFiles<</Names[(consent-receipt.json)4 0 R]>>>>>>"
        ),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        (
            b"<</Type/Filespec/F(consent-receipt.json)/UF(consent-receipt.json)"
            b"/AFRelationship/Source/EF<</F 5 0 R>>>>"
        ),
        b"<</Type/EmbeddedFile/Length %d>>stream\n%s\nendstream" % (len(receipt), receipt),
    )
    body = b"%PDF-1.7\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, item) for number, item in enumerate(objects, 1)
    )
    return mended(body + b"trailer\n<</Size 6/Root 1 0 R>>\n")


def _packed() -> bytes:
    """Return the same with the objects packed in streams and the table in another."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - only who makes seeds
    from pyhanko.pdf_utils.writer import copy_into_new_writer  # noqa: PLC0415 - the same

    writer = copy_into_new_writer(
        PdfFileReader(BytesIO(_plain())), writer_kwargs={"stream_xrefs": True}
    )
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def seeds() -> list[bytes]:
    """Return small PDFs, plain, packed, sealed and with a later revision, and a seal."""
    from tests.support import golden  # noqa: PLC0415 - only who makes seeds needs it

    plain, sealed = _plain(), _sealed()
    gap = _GAP.search(sealed)
    assert gap is not None
    container = bytes.fromhex(gap[0].decode())
    later = golden.with_other_attachment(sealed, b'{"type":["dpv:ConsentReceipt"]}')
    return [
        plain, _packed(), _sealed("sealed-packed.pdf"), sealed,
        _sealed("sealed-stamped.pdf"), later, sealed + b"\n% added\n",
        container.rstrip(b"\0"), b"%PDF-1.7\n",
    ]  # fmt: skip


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a PDF."""
    return mutated_bytes(data, chance, _WORDS)


TARGET = Target(read=read, seeds=seeds, mutate=mutate, words=_WORDS)

if __name__ == "__main__":
    write()
