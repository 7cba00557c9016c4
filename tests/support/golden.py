"""The golden receipts: good and bad records with the verdict that every verifier must give.

    python -m tests.support.golden --write

Rules:

1. What is expected is written down here by hand, never taken from a verifier. It depends on the
   *input*: the fingerprint that is given, and whether the history of the owner's keys is.
2. Keys, ids, times and texts are fixed, so the JSON files are the same on each run. A PDF is
   not (its seal and its times are new each time), so one that is there already is kept.
3. Everything was made a year ago: no verdict depends on today.
4. The keys are public and belong to nobody: never accept one outside of a test.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.sealing import with_token
from ownerapp.domain.choice import fold
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import PersonId, RecordId
from ownerapp.domain.notice import Notice
from ownerapp.domain.record import AsOf, RecordContent, RecordedChoice, receipt_document
from ownerapp.domain.record_code import record_code
from ownerapp.domain.term import Term, term_end
from ownerapp.domain.trust import NoticeTrust, TrustLevel
from ownerapp.packs.parse import parse_pack
from ownerapp.presentation.record_paper import record_paper
from ownerapp.resources import resource_path
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner
from ownerapp.signing.data_integrity import add_proof, proof_options
from ownerapp.signing.did_key import verification_method
from ownerapp.signing.key_history import make_history, make_succession
from tests.support import golden_pages as pages
from tests.support import papers, records
from tests.support.golden_stamps import SERVER, asked_stamps

FOLDER = resource_path("golden")
EXPECTED_NAME = "expected.json"
HISTORY_NAME = "keys.json"
KEYS = {
    "owner": records.SEED,
    "other": records.OTHER_SEED,
    "rotated": bytes(range(2, 34)),
    "after-loss": bytes(range(3, 35)),
}
"""The seeds of the keys that sign, by the name under which they stand in ``expected.json``."""

MADE_AT = records.MADE_AT - timedelta(days=364)
WITH_HISTORY = "+history"
INPUTS = ("none", *KEYS, f"owner{WITH_HISTORY}", f"rotated{WITH_HISTORY}", f"other{WITH_HISTORY}")
"""The key that is given, alone or with the history of the owner's keys."""

_IN_HISTORY = ("owner", "rotated")
_AGO = records.MADE_AT - MADE_AT
_ROTATED_AT = MADE_AT + timedelta(days=7)
_LATER = _ROTATED_AT + timedelta(days=1)
_GIVEN, _REFUSED = EventKind.CONSENT_GIVEN, EventKind.CONSENT_REFUSED
_ANSWERS = (
    records.Answer((_GIVEN,), Term.OPEN),
    records.Answer((_REFUSED,)),
    records.Answer((_GIVEN, EventKind.CONSENT_WITHDRAWN), Term.YEAR_1),
    records.Answer(()),
)
_ENDED = (records.Answer((_GIVEN,), Term.DAYS_7), *_ANSWERS[1:])
_SIGNER, _SEALER = DataIntegritySigner(), C2spLogSealer()


@dataclass(frozen=True, kw_only=True)
class Golden:
    """One file, and what every verifier must say of it.

    ``failed`` and ``unknown`` are checks with their reasons whatever is given; ``signer`` is
    the key with which it is valid where nothing fails. ``can_ask`` says whether the verifier
    gets as far as the question whose key it is; ``after_its_key`` that the key was no longer
    in use, which only the history tells.
    """

    name: str
    what: str
    data: bytes
    signer: str = "owner"
    failed: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    can_ask: bool = True
    after_its_key: bool = False
    page_of: str = ""
    """Whose seal is on a page without a record, ``owner`` or ``other``; it is valid where the
    history ties that seal to the key that is given."""

    def expected(self, given: str) -> dict[str, Any]:
        """Return the verdict and the checks that do not hold for one of ``INPUTS``."""
        failed, unknown = dict(self.failed), dict(self.unknown)
        key = given.removesuffix(WITH_HISTORY)
        is_tied = given != key and key in _IN_HISTORY
        trusted = _IN_HISTORY if is_tied else (key,)
        if self.page_of and not (is_tied and self.page_of == "owner"):
            unknown["pdf-seal-key"] = "not-accepted"
        elif self.page_of and self.after_its_key:
            failed["pdf-seal-key"] = "not-in-use-then"
        elif self.can_ask and self.signer not in trusted:
            unknown["key"] = "not-accepted"
        elif self.can_ask and is_tied and self.after_its_key:
            failed["key"] = "not-in-use-then"
        verdict = "not valid" if failed else "cannot tell" if unknown else "valid"
        return {"verdict": verdict, "failed": failed, "unknown": unknown}


# --------------------------------------------------------------------------------- making


def golden_json() -> Iterator[Golden]:
    """Yield every JSON receipt."""
    plain = _document()
    valid = signed(plain)
    yield Golden(name="valid.json", what="a record that nobody changed", data=valid)
    yield Golden(
        name="changed-bit.json",
        what="one bit changed in a text of a signed record",
        data=valid.replace(b"Charging records", b"Charging recordr", 1),
        failed={"signature": "signature-does-not-hold"},
        can_ask=False,
    )
    yield Golden(
        name="unknown-key.json",
        what="a record signed with a key that the owner's fingerprint does not name",
        data=signed(_document(signer="other"), signer="other"),
        signer="other",
    )
    yield Golden(
        name="another-key-than-the-issuer.json",
        what="a record of the owner's that another key signed",
        data=_signed_by_another(plain),
        failed={"issuer": "proof-by-another-key"},
        can_ask=False,
    )
    yield Golden(
        name="consent-ended.json",
        what="a record whose only yes has ended since; exports do not expire",
        data=signed(_document(_ENDED)),
    )
    yield Golden(
        name="clock-set-back.json",
        what="a yes that was withdrawn an hour before it was given: the clock was set back",
        data=signed(_set_back(_document())),
        unknown={"states": "times-out-of-order"},
    )
    yield Golden(
        name="unknown-version.json",
        what="a record of a version of tomorrow",
        data=signed(_next_version(_document())),
        unknown={"format": "version-unknown"},
    )
    yield Golden(
        name="duplicate-keys.json",
        what="a record with one member twice, the second of them its own",
        data=valid.replace(b'"validFrom":', b'"validFrom":"2020-01-01T00:00:00Z","validFrom":'),
        failed={"readable": "duplicate-key"},
        can_ask=False,
    )
    yield Golden(
        name="stripped-proof.json",
        what="a record whose proof was taken off",
        data=_SEALER.canonical(plain),
        failed={"format": "schema", "suite": "proof-missing"},
        can_ask=False,
    )
    yield Golden(
        name="other-persons-record.json",
        what="a record of another person on another computer",
        data=signed(_of_another_person(), signer="other"),
        signer="other",
    )
    yield Golden(
        name="key-rotated.json",
        what="a record made with the owner's new key, which the history of keys ties to the old",
        data=signed(_document(signer="rotated", at=_LATER), signer="rotated", at=_LATER),
        signer="rotated",
    )
    yield Golden(
        name="old-key-after-rotation.json",
        what="a record made with the owner's old key after it was changed for the new one",
        data=signed(_document(at=_LATER), at=_LATER),
        after_its_key=True,
    )
    yield Golden(
        name="key-lost.json",
        what="a record made after the owner's key was lost: another key, and a new history "
        "that starts again",
        data=signed(_after_the_loss(), signer="after-loss"),
        signer="after-loss",
    )
    yield Golden(
        name="of-one-day.json",
        what="a record about a day before the one on which it was made: how the choices stood "
        "when that day ended",
        data=signed(receipt_document(_of_one_day())),
    )
    yield Golden(
        name="after-its-day.json",
        what="a record about a day with an answer that was given after it, signed by the owner",
        data=signed(_about_day(_document(), days_before=2)),
        failed={"states": "after-the-day"},
    )
    yield Golden(
        name="day-not-over.json",
        what="a record about a day that had not ended when it was made, signed by the owner",
        data=signed(_about_day(_document(), days_before=-2)),
        failed={"states": "day-not-over"},
    )
    yield Golden(
        name="hidden-member.json",
        what="a record with a member that the format does not have, signed by the owner",
        data=signed(_with_hidden_member(_document())),
        failed={"format": "schema"},
    )
    yield Golden(
        name="other-text.json",
        what="a record in which a shown text has another hash, signed by the owner",
        data=signed(_with_other_text(_document())),
        failed={"texts": "other-text"},
    )


def golden_pdf(worker: PdfWorker) -> Iterator[Golden]:
    """Yield every PDF, made anew."""
    content = _content()
    document = _sign(receipt_document(content))
    receipt = _SEALER.canonical(document)
    digest = _SEALER.sha256(receipt)
    paper = record_paper(
        content,
        document,
        digest,
        code=_SIGNER.code(record_code(content, digest), key=records.record_key()),
        language="en",
        zone=ZoneInfo(records.ZONE),
    )
    key = papers.document_key()
    sealed = worker.make(paper, receipt, seal=key)
    with asked_stamps() as stamps:
        stamped = worker.make(
            paper, receipt, seal=key, stamp=lambda seal: stamps.ask(SERVER, seal).token
        )
        other = stamps.ask(SERVER, b"another seal").token
    swapped = signed(_document(_ENDED))
    yield Golden(name="valid.pdf", what="a sealed PDF that carries valid.json", data=sealed)
    yield Golden(
        name="swapped-attachment.pdf",
        what="valid.pdf with a later revision in which another record of the owner's is attached",
        data=with_other_attachment(sealed, swapped),
        failed={"pdf-whole-file": "bytes-after", "pdf-attachment": "changed"},
        can_ask=False,
    )
    yield Golden(
        name="appended-bytes.pdf",
        what="valid.pdf with a comment added behind its end",
        data=sealed + b"\n% added\n",
        failed={"pdf-whole-file": "bytes-after"},
    )
    yield Golden(
        name="stamped.pdf",
        what="a sealed PDF that carries valid.json, with a time stamp over its seal",
        data=stamped,
    )
    yield Golden(
        name="stamp-of-another-seal.pdf",
        what="stamped.pdf with the time stamp of another seal in place of its own",
        data=with_token(stamped, other),
        failed={"pdf-time-stamp": "other-bytes"},
    )


def golden_pages(worker: PdfWorker) -> Iterator[Golden]:
    """Yield every page that was sealed without a record, made anew."""
    notice = _notice()
    sealed = pages.sealed_page(worker, notice, MADE_AT)
    yield Golden(
        name="page.pdf",
        what="the certificate of a hand-over: a page sealed by the owner, which carries no record",
        data=sealed,
        page_of="owner",
        can_ask=False,
    )
    yield Golden(
        name="page-unknown-key.pdf",
        what="the same page, sealed with a key that the history of the owner's keys does not name",
        data=pages.sealed_page(worker, notice, MADE_AT, papers.document_key()),
        page_of="other",
        can_ask=False,
    )
    yield Golden(
        name="page-after-its-key.pdf",
        what="a page sealed with the owner's old key after it was changed for the new one",
        data=pages.sealed_page(worker, notice, _LATER),
        page_of="owner",
        after_its_key=True,
        can_ask=False,
    )
    yield Golden(
        name="page-changed-bit.pdf",
        what="page.pdf with one bit of the page changed",
        data=pages.with_a_changed_bit(sealed),
        failed={"pdf-seal": "digest", "pdf-attachment": "missing"},
        can_ask=False,
    )
    yield Golden(
        name="page-appended-bytes.pdf",
        what="page.pdf with a comment added behind its end",
        data=sealed + b"\n% added\n",
        failed={"pdf-whole-file": "bytes-after"},
        page_of="owner",
        can_ask=False,
    )
    yield Golden(
        name="page-without-seal.pdf",
        what="a page with neither a seal nor a record",
        data=worker.make_small(pages.certificate_paper(notice, MADE_AT)),
        failed={"pdf-seal": "no-seal", "pdf-attachment": "missing"},
        can_ask=False,
    )


def golden_history(
    certificates: tuple[bytes, bytes] = (pages.CERTIFICATE, b"of the second seal"),
) -> bytes:
    """Return the history of the owner's keys: one was changed for another."""
    old, new = (records.record_key(KEYS[name]) for name in _IN_HISTORY)
    old = replace(old, valid_from=records.ASKED_AT - _AGO, valid_until=_ROTATED_AT)
    new = replace(new, valid_from=_ROTATED_AT)
    statement = make_succession(
        origin=records.ORIGIN, old=old, new=new, certificate=certificates[1], until=_ROTATED_AT
    )
    return make_history(
        origin=records.ORIGIN,
        keys=(old, replace(new, statement=statement)),
        certificates=certificates,
        created=_LATER,
    )


def _document(
    answers: Sequence[records.Answer] = _ANSWERS,
    *,
    signer: str = "owner",
    at: datetime = MADE_AT,
) -> dict[str, Any]:
    return receipt_document(replace(_content(answers, signer=signer), created=at))


def _content(
    answers: Sequence[records.Answer] = _ANSWERS, *, signer: str = "owner"
) -> RecordContent:
    made = records.content(
        _notice(),
        answers=tuple(answers),
        seed=KEYS[signer],
        trust=NoticeTrust(level=TrustLevel.UNSIGNED),
    )
    return replace(
        made,
        created=MADE_AT,
        notice_shown_at=made.notice_shown_at - _AGO,
        choices=tuple(_earlier(item) for item in made.choices),
    )


def _earlier(recorded: RecordedChoice) -> RecordedChoice:
    """Return a choice as it was made a year before."""
    events, choice = [], None
    for event in recorded.events:
        moved = _moved(event)
        events.append(moved)
        choice = fold(choice, moved)
    return replace(recorded, events=tuple(events), choice=choice)


def _moved(event: Event) -> Event:
    at = event.at - _AGO
    ends_at = term_end(event.term, at, ZoneInfo(records.ZONE)) if event.term else None
    return replace(event, at=at, ends_at=ends_at)


def _of_another_person() -> dict[str, Any]:
    content = _content(signer="other")
    person = replace(content.person, id=PersonId("9d2f5a36-8c1b-4f0e-a7d4-3b6c5e8f1a20"), name="")
    return receipt_document(
        replace(
            content,
            person=person,
            receipt_id=RecordId("4c7d1e8a-2f3b-4d6c-9e5a-7b8c9d0e1f2a"),
            record_id="6e9f3a0c-4b5d-4f8e-8a7c-9d0e1f2a3b4c",
            origin="local/ownerapp/9d2f5a36",
            index=7,
        )
    )


def _of_one_day() -> RecordContent:
    """Return the record of the day of the answers, made on the next day."""
    content = _content()
    day = (MADE_AT - timedelta(days=1)).date()
    return replace(content, as_of=_as_of(day))


def _as_of(day: date) -> AsOf:
    last = datetime.combine(day, time(23, 59, 59), tzinfo=ZoneInfo(records.ZONE))
    return AsOf(day=day, zone=records.ZONE, at=last.astimezone(UTC))


def _about_day(document: dict[str, Any], *, days_before: int) -> dict[str, Any]:
    as_of = _as_of((MADE_AT - timedelta(days=days_before)).date())
    (record,) = document["credentialSubject"]["dpv:hasRecordOfActivity"]
    record["car:asOf"] = {
        "car:day": as_of.day.isoformat(),
        "car:zone": as_of.zone,
        "car:at": f"{as_of.at:%Y-%m-%dT%H:%M:%SZ}",
    }
    return document


def _after_the_loss() -> dict[str, Any]:
    return receipt_document(
        replace(_content(signer="after-loss"), origin="local/ownerapp/c01dbeef", index=3)
    )


def _processes(document: dict[str, Any]) -> list[dict[str, Any]]:
    record = document["credentialSubject"]["dpv:hasRecordOfActivity"][0]
    processes: list[dict[str, Any]] = record["dpv:hasProcess"]
    return processes


def _set_back(document: dict[str, Any]) -> dict[str, Any]:
    _asked, given, withdrawn = _processes(document)[2]["dpv:hasConsentStatus"]
    at = datetime.fromisoformat(given["dpv:isIndicatedAtTime"]) - timedelta(hours=1)
    withdrawn["dpv:isIndicatedAtTime"] = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    return document


def _next_version(document: dict[str, Any]) -> dict[str, Any]:
    credentials, vehicle = document["@context"]
    return document | {"@context": [credentials, vehicle.replace("/v1", "/v2")]}


def _with_hidden_member(document: dict[str, Any]) -> dict[str, Any]:
    _processes(document)[0]["car:more"] = "not on any screen"
    return document


def _with_other_text(document: dict[str, Any]) -> dict[str, Any]:
    _processes(document)[0]["car:shownText"][0]["text"] = "Something else"
    return document


def _sign(
    document: dict[str, Any], *, signer: str = "owner", at: datetime = MADE_AT
) -> dict[str, Any]:
    return _SIGNER.sign(document, key=records.record_key(KEYS[signer]), created=at)


def signed(document: dict[str, Any], *, signer: str = "owner", at: datetime = MADE_AT) -> bytes:
    return _SEALER.canonical(_sign(document, signer=signer, at=at))


def _signed_by_another(document: dict[str, Any]) -> bytes:
    method = verification_method(records.known_key(KEYS["other"]).did)
    options = proof_options(document, method=method, created=f"{MADE_AT:%Y-%m-%dT%H:%M:%SZ}")
    return _SEALER.canonical(add_proof(document, options, private_key=KEYS["other"]))


def with_other_attachment(pdf: bytes, receipt: bytes) -> bytes:
    """Return a PDF with a later revision that puts another record in place of the attached one."""
    found = re.search(rb"/EF<</F (\d+) 0 R", pdf)
    before = re.findall(rb"startxref\s+(\d+)", pdf)[-1]
    root, size = (re.findall(rb"/%s (\d+)" % name, pdf)[-1] for name in (b"Root", b"Size"))
    assert found is not None
    number = found[1]
    stream = b"%s 0 obj\n<</Type/EmbeddedFile/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(receipt), receipt,
    )  # fmt: skip
    table = b"xref\n%s 1\n%010d 00000 n \ntrailer\n<</Size %s/Root %s 0 R/Prev %s>>\n" % (
        number, len(pdf), size, root, before,
    )  # fmt: skip
    end = b"startxref\n%d\n%%%%EOF\n" % (len(pdf) + len(stream))
    return pdf + stream + table + end


def _notice() -> Notice:
    """Return a small notice of its own, so that no change of a shipped one changes a receipt."""
    return parse_pack(notice_bytes())


def notice_bytes() -> bytes:
    """Return the exact bytes of that notice."""
    practices = [
        _practice("charging-records", "Charging records"),
        _practice("driving-style", "Driving style"),
        _practice("climate-habits", "Climate habits"),
        _practice("tyre-history", "Tyre history"),
    ]
    pack = {
        "notice_pack": "1.0",
        "id": "golden",
        "version": "1.0",
        "effective_from": "2025-11-01",
        "origin": "issuer",
        "regime": "eu",
        "jurisdiction": "EU",
        "native_language": "en",
        "languages": ["en"],
        "title": {"en": "Privacy notice for the golden receipts"},
        "brand": {"en": "Example Motors"},
        "model": {"en": "Example"},
        "applicable_law": ["https://eur-lex.europa.eu/eli/reg/2016/679/oj"],
        "controller": "maker",
        "parties": [
            {"id": "maker", "role": "controller", "name": {"en": "Example Motors"},
             "address": "not-stated"}
        ],
        "rights": [],
        "scope": "model",
        "sources": [
            {"id": "made-up", "title": {"en": "Made up for tests"}, "retrieved": "2025-11-01"}
        ],
        "sensors": [
            {"id": "port", "name": {"en": "Charge port"}, "kind": "port", "group": "energy"}
        ],
        "groups": [{"id": "energy", "title": {"en": "Charging and battery"}}],
        "practices": practices,
    }  # fmt: skip
    return json.dumps(pack).encode()


def _practice(practice_id: str, title: str) -> dict[str, Any]:
    texts = {
        name: {"en": f"{title}: {words}."}
        for name, words in {
            "sentence": "a list is kept so that you can see it",
            "what": "time and amount, no place",
            "why": "to show you the list",
            "where_processed": "on servers in Germany",
            "where_stored": "in Germany",
            "who": "Example Motors and no one else",
            "how_to_stop": "in the car, under Privacy",
            "necessity": "the list is also shown on your phone",
            "effect": "the list shows when you are usually at home",
            "if_off": "you see only the last entry",
            "legal_basis": "your consent (GDPR Article 6(1)(a))",
        }.items()
    }
    return {
        **texts,
        "id": practice_id,
        "group": "energy",
        "mode": "optional",
        "sensitive": False,
        "icon": "bolt",
        "title": {"en": title},
        "question": {"en": f"Allow {title.lower()}?"},
        "retention": {
            "period": "P1Y",
            "text": {"en": "1 year, then deleted."},
            "chip": {"en": "Kept 1 year"},
        },
        "legal_basis_dpv": ["eu-gdpr:A6-1-a"],
        "reach": "country",
        "processing_place": "cloud",
        "purpose_dpv": "dpv:RequestedServiceProvision",
        "processing_dpv": ["dpv:Collect", "dpv:Store"],
        "personal_data": [
            {
                "item": "charging_sessions",
                "name": {"en": title},
                "dpv": "pd:ServiceConsumptionBehaviour",
                "sensitive": False,
            }
        ],
        "storage_countries": ["DE"],
        "processing_countries": ["DE"],
        "recipients": [{"party": "maker"}],
        "terms": ["7d", "3m", "1y", "open"],
        "sensors": ["port"],
        "scope": "model",
        "sources": ["made-up"],
    }


# -------------------------------------------------------------------------------- writing


def expected_text(receipts: Sequence[Golden]) -> str:
    """Return the file that says what is expected of every receipt."""
    keys = {name: records.known_key(seed).fingerprint for name, seed in KEYS.items()}
    value = {
        "about": "What every verifier says of each file when nothing is given, one of these keys, "
        "or one with the history of the owner's keys. The keys are public: never accept one.",
        "keys": keys,
        "history": HISTORY_NAME,
        "receipts": [
            {
                "file": item.name,
                "what": item.what,
                "results": {given: item.expected(given) for given in INPUTS},
            }
            for item in receipts
        ],
    }
    return json.dumps(value, indent=1) + "\n"


def write(folder: Path) -> None:
    """Write every file; PDFs that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    receipts = [*golden_json()]
    for item in receipts:
        (folder / item.name).write_bytes(item.data)
    worker = PdfWorker()
    try:
        for item in (*golden_pdf(worker), *golden_pages(worker)):
            receipts.append(item)
            if not (folder / item.name).exists():
                (folder / item.name).write_bytes(item.data)
    finally:
        worker.close()
    (folder / HISTORY_NAME).write_bytes(golden_history())
    (folder / EXPECTED_NAME).write_text(expected_text(receipts), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.golden")
    parser.add_argument("--write", action="store_true", required=True)
    parser.parse_args(arguments)
    write(FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
