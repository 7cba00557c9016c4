"""The technical part of a record on paper: its hashes, its code, and how to check it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo

from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.paper import PaperCode, PaperRow, PaperTable
from ownerapp.domain.record import RecordContent
from ownerapp.i18n import _
from ownerapp.services.key_words import words_of

_FILE = "FILE.pdf"
"""Stands for the name of the file in the commands, which nobody knows yet."""


def technical_table(
    content: RecordContent, signed: JsonObject, digest: str, *, fingerprint: str, zone: tzinfo
) -> PaperTable:
    """Return ids, hashes, key and times of a record; see ``record_paper`` for the arguments."""
    rows = [
        # Translators: a signed file with choices; here the label of its id.
        PaperRow(label=_("Record"), value=content.receipt_id),
        PaperRow(label=_("SHA-256 of the signed record"), value=digest),
        # Translators: the one who made and signed a record.
        PaperRow(label=_("Issuer"), value=content.issuer),
    ]
    if fingerprint:
        rows += [
            # Translators: digits and letters by which a key is known.
            PaperRow(label=_("Fingerprint of the key"), value=fingerprint),
            PaperRow(
                # Translators: the fingerprint as twelve English words.
                label=_("The same in words"),
                value=" ".join(words_of(fingerprint)),
            ),
        ]
    rows += [
        PaperRow(label=_("Place in the history"), value=f"{content.origin} / {content.index}"),
        PaperRow(label=_("SHA-256 of the notice"), value=content.notice.hash),
        PaperRow(label=_("Signature"), value=_text_of(signed, "proof", "cryptosuite")),
        PaperRow(
            # Translators: the label of the time at which the record was made.
            label=_("Made (UTC)"),
            value=content.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        ),
        PaperRow(
            # Translators: the zone of the computer; the value is such as UTC+01:00.
            label=_("Time zone when made"),
            value=_offset(content.created.astimezone(zone)),
        ),
    ]
    return PaperTable(heading=_("Technical details"), rows=tuple(rows))


def checking_table() -> PaperTable:
    """Return how anyone checks the record, with commands to type."""
    attached = "qpdf --show-attachment=consent-receipt.json"
    return PaperTable(
        heading=_("How to check this record"),
        intro=_(
            "No account and no network are needed. Each line says what is checked, and a "
            "command that does it; write the name of the file in the place of {file}.",
            file=_FILE,
        ),
        rows=(
            PaperRow(label=_("Everything"), value=f"ownerapp verify {_FILE}"),
            PaperRow(
                # Translators: the electronic seal (signature) of a PDF file.
                label=_("The seal of this PDF"),
                value=f"pdfsig {_FILE}",
            ),
            PaperRow(
                label=_("The SHA-256 of the signed record"),
                value=f"{attached} {_FILE} | sha256sum",
            ),
            PaperRow(
                # Translators: the QR code, read from a picture of the first page.
                label=_("What the code on the first page says"),
                value="zbarimg -q --raw PAGE.png",
            ),
        ),
    )


def code_on_paper(text: str) -> PaperCode:
    """Return the QR code of the first page with its words."""
    return PaperCode(
        text=text,
        # Translators: stands below a QR code on paper; keep it short.
        caption=_("Scan to check this record"),
        # Translators: stands in small letters below the line above.
        note=_("Have ownerapp check a picture of this page. The code holds no name, plate or VIN."),
        # Translators: what a screen reader says in place of the drawn code.
        description=_("QR code that binds this page to the signed record"),
        about=PaperTable(
            # Translators: the code is a QR code.
            heading=_("The code on the first page"),
            rows=(
                PaperRow(
                    label=_("What it shows"),
                    value=_(
                        "That the key named above signed the SHA-256 of this record and of its "
                        "notice, each choice as on, kept off, ended or not answered, the place "
                        "in the history, and when the record was made."
                    ),
                ),
                PaperRow(
                    label=_("What it does not show"),
                    value=_(
                        "The texts that were shown, the dates of the choices and their ends: only "
                        "the attached record holds them. Anyone who sees this page can read the "
                        "code."
                    ),
                ),
            ),
        ),
    )


def _text_of(value: JsonObject, *path: str) -> str:
    """Return a text inside a JSON object, or nothing."""
    here: object = value
    for name in path:
        here = here.get(name) if isinstance(here, Mapping) else None
    return here if isinstance(here, str) else ""


def _offset(moment: datetime) -> str:
    """Return how far a local time is from UTC, such as UTC+01:00."""
    digits = moment.strftime("%z")
    return f"UTC{digits[:3]}:{digits[3:5]}"
