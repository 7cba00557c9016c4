"""``ownerapp verify`` on records that somebody changed; verdicts as records.md section 7."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.event import parse_rfc3339
from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner
from ownerapp.signing.data_integrity import add_proof, proof_options
from ownerapp.signing.did_key import did_key, verification_method
from ownerapp.signing.ed25519 import public_of
from tests.support.bare_store import bare_connection
from tests.support.programs import Program, add_car, new_program, store_key

EXITS = {"valid": 0, "not valid": 1, "cannot tell": 1}
OTHER_SEED = bytes(range(7, 39))
RNG_SEED = 2026


def verdict(program: Program, data: bytes | Path, *words: str) -> tuple[str, set[str]]:
    """Return the verdict and the checks that fail."""
    path = program.home / "handed over" if isinstance(data, bytes) else data
    if isinstance(data, bytes):
        path.write_bytes(data)
    done = program.run("verify", str(path), *words, "--json", expect=None)
    report = done.value()
    assert done.code == EXITS[report["verdict"]]
    failed = {item["check"] for item in report["checks"] if item["outcome"] == "failed"}
    assert (report["verdict"] == "not valid") == bool(failed)
    return report["verdict"], failed


def flipped(data: bytes, position: int) -> bytes:
    return data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]


def positions(data: bytes, count: int) -> list[int]:
    return random.Random(RNG_SEED).sample(range(len(data)), count)  # noqa: S311 - a sample of places


def canonical(document: Any) -> bytes:
    return C2spLogSealer().canonical(document)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Another person's computer, with an exported record."""
    made = new_program(tmp_path_factory.mktemp("other") / "home")
    add_car(made, notice="eu-reference-ev")
    made.run("choices", "set", "calendar", "off")
    made.run("export", "--to", str(made.exports_dir))
    return made


class TestAnUntouchedRecord:
    def test_it_is_valid_here_also_laid_out_in_another_way(
        self, filled: Program, record_path: Path
    ) -> None:
        assert verdict(filled, record_path) == ("valid", set())
        pretty = json.dumps(json.loads(record_path.read_bytes()), indent=3).encode()
        assert verdict(filled, pretty) == ("valid", set())

    @pytest.mark.parametrize("language", ["en", "zh_Hans"])
    def test_the_last_line_is_the_same_in_every_language(
        self, filled: Program, other: Program, record_path: Path, language: str
    ) -> None:
        foreign = next(other.exports_dir.glob("*.json"))
        changed = filled.home / "changed"
        changed.write_bytes(record_path.read_bytes().replace(b"Refused", b"Given"))
        for path, expected in (
            (record_path, "valid"), (changed, "not valid"), (foreign, "cannot tell"),
        ):  # fmt: skip
            done = filled.run("--lang", language, "verify", str(path), expect=EXITS[expected])
            assert done.last_line == expected
            assert done.out.splitlines().count(expected) == 1
            assert len(done.out.splitlines()) > 8
            assert done.err == ""

    def test_without_a_store_nobody_can_tell(self, program: Program, other: Program) -> None:
        for path in other.exports_dir.iterdir():
            assert verdict(program, path)[0] == "cannot tell"
        assert not (program.data_dir / "store.db").exists()


class TestAnotherPersonsRecord:
    def test_it_cannot_be_told_until_its_key_is_given(
        self, filled: Program, other: Program
    ) -> None:
        paths = sorted(other.exports_dir.iterdir())
        assert [path.suffix for path in paths] == [".json", ".pdf"]
        facts = filled.run("verify", str(paths[0]), "--json", expect=1).value()["facts"]
        fingerprint = facts["fingerprint"]
        for path in paths:
            assert verdict(filled, path) == ("cannot tell", set())
            assert verdict(filled, path, "--key", fingerprint) == ("valid", set())
        for same in (fingerprint.replace(" ", ""), fingerprint.upper()):
            assert verdict(filled, paths[0], "--key", same)[0] == "valid"
        for wrong in ("", "0" * 32, fingerprint[:-1]):
            assert verdict(filled, paths[0], "--key", wrong)[0] == "cannot tell"

    def test_a_given_key_saves_no_record_that_was_changed(
        self, filled: Program, other: Program
    ) -> None:
        path = next(other.exports_dir.glob("*.json"))
        facts = filled.run("verify", str(path), "--json", expect=1).value()["facts"]
        changed = path.read_bytes().replace(b"dpv:ConsentRefused", b"dpv:ConsentGiven")
        assert changed != path.read_bytes()
        assert verdict(filled, changed, "--key", facts["fingerprint"])[0] == "not valid"


class TestAChangedRecord:
    def test_one_changed_bit_anywhere_makes_it_not_valid(
        self, filled: Program, record_path: Path
    ) -> None:
        data = record_path.read_bytes()
        for position in positions(data, 8):
            assert verdict(filled, flipped(data, position))[0] == "not valid", position

    def test_an_answer_turned_round_is_named_as_changed(
        self, filled: Program, record_path: Path
    ) -> None:
        data = record_path.read_bytes()
        changed = data.replace(b'"car:term":"3m"', b'"car:term":"1y"')
        assert changed != data
        assert verdict(filled, changed) == ("not valid", {"signature"})

    @pytest.mark.parametrize("end", [b"}", b"\0", b"{}", b"%PDF-1.7"])
    def test_something_added_at_the_end_makes_it_unreadable(
        self, filled: Program, record_path: Path, end: bytes
    ) -> None:
        # A magic number far from the start is not believed either.
        assert verdict(filled, record_path.read_bytes() + end) == ("not valid", {"readable"})

    def test_the_same_key_twice_makes_it_unreadable_whichever_comes_first(
        self, filled: Program, record_path: Path
    ) -> None:
        data = record_path.read_bytes()
        for twice in (
            data[:-1] + b',"issuer":"did:key:zOther"}',
            b'{"issuer":"did:key:zOther",' + data[1:],
        ):
            assert verdict(filled, twice) == ("not valid", {"readable"})

    def test_a_record_without_its_proof_is_not_valid(
        self, filled: Program, record_path: Path
    ) -> None:
        document = json.loads(record_path.read_bytes())
        document.pop("proof")
        assert verdict(filled, canonical(document))[0] == "not valid"

    def test_another_key_than_the_issuers_is_named(
        self, filled: Program, record_path: Path
    ) -> None:
        document = json.loads(record_path.read_bytes())
        proof = document.pop("proof")
        other_did = did_key(public_of(OTHER_SEED))
        signed = add_proof(
            document,
            proof_options(
                document,
                method=verification_method(other_did),
                created=proof["created"],
            ),
            private_key=OTHER_SEED,
        )
        outcome, failed = verdict(filled, canonical(signed))
        assert outcome == "not valid"
        assert "issuer" in failed

    def test_a_record_issued_anew_by_another_key_claims_our_history_in_vain(
        self, filled: Program, record_path: Path
    ) -> None:
        document = json.loads(record_path.read_bytes())
        text = canonical({key: item for key, item in document.items() if key != "proof"})
        other_did = did_key(public_of(OTHER_SEED))
        document = json.loads(text.replace(document["issuer"].encode(), other_did.encode()))
        signed = sign(document, OTHER_SEED)
        assert verdict(filled, signed) == ("not valid", {"log"})

    def test_a_version_of_tomorrow_cannot_be_told(self, filled: Program, record_path: Path) -> None:
        # Signed by our own key, as a newer program on this computer would have done.
        with bare_connection(filled.data_dir / "store.db", store_key(filled)) as connection:
            (seed,) = connection.execute(
                "SELECT private FROM keys WHERE kind = 'ed25519'"
            ).fetchone()
        document = json.loads(record_path.read_bytes())
        document.pop("proof")
        document["@context"][1] = document["@context"][1].replace("/v1", "/v2")
        assert verdict(filled, sign(document, bytes(seed)))[0] == "cannot tell"

    @pytest.mark.parametrize(
        "data",
        [b"hello", b"[]", b"{}", b"null", b'{"type": ["VerifiableCredential"]}', b"\xff" * 64,
         b"[" * 100_000, b'{"a":' * 50_000],
        ids=["words", "list", "object", "null", "other", "binary", "deep-list", "deep-object"],
    )  # fmt: skip
    def test_what_is_no_record_at_all_is_not_valid(self, filled: Program, data: bytes) -> None:
        assert verdict(filled, data)[0] == "not valid"


def sign(document: dict[str, Any], seed: bytes) -> bytes:
    """Return a document signed anew, at its own time."""
    created = parse_rfc3339(document["validFrom"])
    key = SigningKey(kind=KeyKind.RECORD, private=seed, public=public_of(seed), valid_from=created)
    return canonical(DataIntegritySigner().sign(document, key=key, created=created))


class TestAChangedPdf:
    def test_one_changed_bit_anywhere_makes_it_not_valid(
        self, filled: Program, pdf_path: Path
    ) -> None:
        data = pdf_path.read_bytes()
        for position in positions(data, 4):
            assert verdict(filled, flipped(data, position))[0] == "not valid", position

    def test_bytes_added_after_the_seal_are_named(self, filled: Program, pdf_path: Path) -> None:
        outcome, failed = verdict(filled, pdf_path.read_bytes() + b"\n% more\n")
        assert outcome == "not valid"
        assert "pdf-whole-file" in failed

    def test_a_swapped_attachment_is_not_valid_though_both_records_are_ours(
        self, filled: Program, pdf_path: Path
    ) -> None:
        filled.run("export", "--to", str(filled.home / "second"), "--format", "json")
        (second,) = (filled.home / "second").iterdir()
        assert verdict(filled, second)[0] == "valid"
        swapped = filled.home / "swapped.pdf"
        _qpdf(
            str(pdf_path), "--add-attachment", str(second), "--replace",
            "--key=consent-receipt.json", "--filename=consent-receipt.json", "--", str(swapped),
        )  # fmt: skip
        attached = _qpdf("--show-attachment=consent-receipt.json", str(swapped))
        assert attached == second.read_bytes()
        outcome, failed = verdict(filled, swapped)
        assert outcome == "not valid"
        assert failed & {"pdf-seal", "pdf-attachment"}

    def test_a_pdf_without_its_record_is_not_valid(self, filled: Program, pdf_path: Path) -> None:
        bare = filled.home / "bare.pdf"
        _qpdf(str(pdf_path), "--remove-attachment=consent-receipt.json", str(bare))
        outcome, failed = verdict(filled, bare)
        assert outcome == "not valid"
        assert "pdf-attachment" in failed

    @pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n", b"junk %PDF-1.7\n"])
    def test_what_only_begins_like_a_pdf_is_not_valid(self, filled: Program, data: bytes) -> None:
        assert verdict(filled, data)[0] == "not valid"


def _qpdf(*words: str) -> bytes:
    return subprocess.run(["qpdf", *words], capture_output=True, check=True).stdout


class TestWhatToDoNext:
    def test_a_verdict_that_is_not_valid_is_followed_by_what_to_do(
        self, filled: Program, other: Program, record_path: Path
    ) -> None:
        changed = filled.home / "changed"
        changed.write_bytes(record_path.read_bytes().replace(b"Refused", b"Given"))
        for path, step in (
            (changed, "Ask the one who gave it to you for it again."),
            (next(other.exports_dir.glob("*.json")), "compare the fingerprint of the key"),
        ):
            said = filled.run("verify", str(path), expect=1)
            assert step in said.out.splitlines()[-2]
            told = filled.run("verify", str(path), "--json", expect=1).value()
            assert told["meaning"] == said.out.splitlines()[-2]

    def test_what_is_valid_asks_for_nothing(self, filled: Program, record_path: Path) -> None:
        assert filled.run("verify", str(record_path), "--json").value()["meaning"] == ""
