"""Typst and pyHanko with nothing around them, as a process of its own for ``records``.

Reads one line with the page, then answers each further line with the PDF in base64. Between
two answers it lets go of what Typst keeps, as the program's own worker does: otherwise the
second PDF would be a copy of the first.
"""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import typst
from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ownerapp.documents.compilations import bare_compiler, forget
from ownerapp.documents.typesetting import Typesetter
from ownerapp.resources import resource_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the typesetter is given for one paper."""

    inputs: dict[str, str]
    created: str

    @classmethod
    def of(cls, typesetter: Typesetter, paper_json: str, receipt: bytes) -> Page:
        """Return the page that the program would typeset for a paper."""
        taken: dict[str, Any] = {}

        class Compiler:
            """Takes the inputs, and typesets nothing."""

            def compile(self, **given: Any) -> bytes:
                """Remember what was asked for."""
                taken.update(given)
                return b""

        typesetter._compiler = Compiler()  # type: ignore[assignment]  # noqa: SLF001 - see above
        typesetter.typeset(paper_json, receipt)
        return cls(inputs=dict(taken["sys_inputs"]), created=taken["timestamp"].isoformat())

    def to_value(self) -> dict[str, object]:
        """Return the page as JSON."""
        return {"inputs": self.inputs, "created": self.created}


def main() -> int:
    """Serve until the input ends."""
    request = json.loads(sys.stdin.readline())
    page = Page(**request["page"])
    created = datetime.fromisoformat(page.created).astimezone(UTC)
    certificate = x509.Certificate.load(base64.b64decode(request["certificate"]))
    signer = signers.SimpleSigner(
        signing_cert=certificate,
        signing_key=keys.PrivateKeyInfo.load(base64.b64decode(request["key"])),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    meta = signers.PdfSignatureMetadata(
        field_name="Signature", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    templates = resource_path("templates")
    compiler = typst.Compiler(
        input=str(templates / "record.typ"),
        root=str(templates),
        font_paths=[str(resource_path("fonts"))],
        ignore_system_fonts=True,
    )
    empty = bare_compiler()
    for _line in sys.stdin:
        pdf = compiler.compile(
            format="pdf", sys_inputs=page.inputs, pdf_standards=["a-3a"], timestamp=created
        )
        if not isinstance(pdf, bytes):
            return 1
        output = BytesIO()
        signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), meta, signer=signer, output=output)
        sys.stdout.write(base64.b64encode(output.getvalue()).decode() + "\n")
        sys.stdout.flush()
        forget(empty)
    return 0


if __name__ == "__main__":
    sys.exit(main())
