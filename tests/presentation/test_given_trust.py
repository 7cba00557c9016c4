"""What a person got by another way is compared in clear words, and never above the evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given as having
from hypothesis import strategies as st

from ownerapp.domain.keys import KnownKey
from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, verdict_of
from ownerapp.presentation.given_trust import GivenTrust, given_lines
from ownerapp.presentation.states import Tone
from ownerapp.services.key_words import words_of
from ownerapp.services.verification import VerificationService
from tests.support import golden
from tests.support.desks import Place

EXPECTED = json.loads((golden.FOLDER / golden.EXPECTED_NAME).read_text(encoding="utf-8"))
OWNER, OTHER = str(EXPECTED["keys"]["owner"]), str(EXPECTED["keys"]["other"])
ROTATED = str(EXPECTED["keys"]["rotated"])
KEYS_FILE = str(golden.FOLDER / golden.HISTORY_NAME)


@pytest.fixture
def service(tmp_path: Path) -> VerificationService:
    return VerificationService(Place(data_dir=tmp_path / "data").around())


def said(
    service: VerificationService, name: str, *, fingerprint: str = "", keys: str = ""
) -> list[tuple[Tone, str]]:
    """Check a golden file with what was given, and return the lines about that."""
    given = GivenTrust(fingerprint=fingerprint, keys=keys)
    report = service.verify_file(
        str(golden.FOLDER / name), accepted=given.accepted(), keys=keys or None
    )
    found = service.keys_in(keys) if keys else ()
    return [(line.tone, line.text) for line in given_lines(report, given, found)]


def test_who_gives_nothing_is_told_nothing(service: VerificationService) -> None:
    assert said(service, "valid.json") == []
    assert said(service, "valid.json", fingerprint="  ") == []


@pytest.mark.parametrize(
    "typed", [OWNER, OWNER.upper().replace(" ", ""), " ".join(words_of(OWNER))]
)
def test_the_right_fingerprint_matches_in_digits_and_in_words(
    service: VerificationService, typed: str
) -> None:
    assert said(service, "valid.json", fingerprint=typed) == [
        (
            Tone.CONFIRMED,
            "The fingerprint matches: the key that signed it is the one you gave.",
        )
    ]


def test_another_fingerprint_does_not_match_and_the_signers_is_named(
    service: VerificationService,
) -> None:
    assert said(service, "valid.json", fingerprint=OTHER) == [
        (
            Tone.STOP,
            f"The fingerprint does not match: the key that signed it is {OWNER}.",
        )
    ]


@pytest.mark.parametrize("typed", ["abc", "not a fingerprint", OWNER[:-1], "zoo " * 12])
def test_what_is_no_fingerprint_is_not_called_a_mismatch(
    service: VerificationService, typed: str
) -> None:
    ((tone, text),) = said(service, "valid.json", fingerprint=typed)

    assert tone is Tone.ATTENTION
    assert text.startswith("What you typed is no fingerprint")


def test_of_a_changed_record_nothing_is_said_to_match(service: VerificationService) -> None:
    lines = said(service, "changed-bit.json", fingerprint=OWNER, keys=KEYS_FILE)

    assert lines == [(Tone.ATTENTION, "There is no signature that holds, so nothing was compared.")]


def test_a_keys_file_alone_does_not_tell_whose_keys_they_are(service: VerificationService) -> None:
    ((tone, text),) = said(service, "valid.json", keys=KEYS_FILE)

    assert (tone, text.startswith("The key that signed it is in the keys file.")) == (
        Tone.ATTENTION,
        True,
    )


def test_a_keys_file_ties_a_later_key_to_the_fingerprint(service: VerificationService) -> None:
    lines = said(service, "key-rotated.json", fingerprint=OWNER, keys=KEYS_FILE)

    assert [tone for tone, _text in lines] == [Tone.CONFIRMED, Tone.CONFIRMED]
    assert "ties the key that signed it" in lines[0][1]


def test_without_the_keys_file_a_later_key_does_not_match(service: VerificationService) -> None:
    ((tone, text),) = said(service, "key-rotated.json", fingerprint=OWNER)

    assert (tone, ROTATED in text) == (Tone.STOP, True)


def test_a_record_of_somebody_else_is_not_in_the_keys_file(service: VerificationService) -> None:
    lines = said(service, "other-persons-record.json", fingerprint=OWNER, keys=KEYS_FILE)

    assert [tone for tone, _text in lines] == [Tone.STOP, Tone.STOP]


def part(
    folder: str, fingerprint: str, *, holds: bool = True, is_known: bool = False, tied: str = ""
) -> Report:
    """Return what was found of one record of a bundle."""
    checks = (
        CheckResult(check=Check.SIGNATURE, outcome=Outcome.OK if holds else Outcome.FAILED),
        CheckResult(check=Check.KEY, outcome=Outcome.OK if is_known else Outcome.UNKNOWN),
    )
    return Report(
        verdict=verdict_of(checks),
        checks=checks,
        facts={"kind": "bundle", "fingerprint": fingerprint, "folder": folder},
        tied=(key_of(fingerprint), key_of(tied)) if tied else (),
    )


def key_of(fingerprint: str) -> KnownKey:
    return KnownKey(
        did="did:key:z", public=b"k", fingerprint=fingerprint, valid_from=golden.MADE_AT
    )


def of_bundle(
    *parts: Report, fingerprint: str = OWNER, keys: tuple[KnownKey, ...] | None = None
) -> list[tuple[Tone, str]]:
    facts = {**parts[0].facts, "records": str(len(parts))}
    report = Report(verdict=parts[0].verdict, checks=parts[0].checks, facts=facts, records=parts)
    given = GivenTrust(fingerprint=fingerprint, keys="" if keys is None else "keys.json")
    return [(line.tone, line.text) for line in given_lines(report, given, keys or ())]


class TestABundleOfSeveralRecords:
    def test_each_record_is_compared_and_one_of_another_key_is_named(self) -> None:
        assert of_bundle(part("record-0001", OWNER), part("record-0002", OTHER)) == [
            (
                Tone.STOP,
                (
                    "The fingerprint does not match 1 of 2 records in the zip file: record-0002 "
                    f"was signed by the key {OTHER}."
                ),
            )
        ]

    def test_it_matches_where_every_key_is_the_one_given_or_tied_to_it(self) -> None:
        later = part("record-0002", ROTATED, is_known=True, tied=OWNER)
        ((tone, text),) = of_bundle(part("record-0001", OWNER), later)

        assert tone is Tone.CONFIRMED
        assert text.startswith("The fingerprint matches 2 of 2 records in the zip file:")

    def test_keys_that_tie_one_that_does_not_count_here_match_nothing(self) -> None:
        later = part("record-0002", ROTATED, tied=OWNER)
        ((tone, text),) = of_bundle(part("record-0001", OWNER), later)

        assert (tone, ROTATED in text) == (Tone.STOP, True)

    def test_keys_that_do_not_name_the_one_given_tie_nothing_to_it(self) -> None:
        own = part("record-0001", ROTATED, is_known=True, tied=OTHER)
        ((tone, _text),) = of_bundle(own, own)

        assert tone is Tone.STOP

    def test_a_record_without_a_signature_that_holds_is_never_said_to_match(self) -> None:
        lines = of_bundle(part("record-0001", OWNER), part("record-0002", OWNER, holds=False))

        assert [tone for tone, _text in lines] == [Tone.ATTENTION, Tone.CONFIRMED]
        assert lines[0][1].startswith("1 of 2 records in the zip file has no signature")
        assert lines[1][1].startswith("The fingerprint matches 1 of 2 records")

        assert [tone for tone, _text in of_bundle(part("a", OWNER, holds=False))] == [
            Tone.ATTENTION
        ]

    def test_a_keys_file_matches_only_where_every_key_is_in_it(self) -> None:
        parts = (part("record-0001", OWNER), part("record-0002", OTHER))
        for keys, tone in (
            ((key_of(OWNER), key_of(OTHER)), Tone.ATTENTION),
            ((key_of(OWNER),), Tone.STOP),
        ):
            assert [said[0] for said in of_bundle(*parts, fingerprint="", keys=keys)] == [tone]


def test_a_wrong_fingerprint_does_not_match_though_the_key_is_known_and_in_the_keys_file() -> None:
    known = part("", ROTATED, is_known=True)
    given = GivenTrust(fingerprint="0" * 32, keys="keys.json")
    lines = given_lines(known, given, [key_of(ROTATED)])

    assert lines[0].tone is Tone.STOP


CHECKS = st.builds(CheckResult, check=st.sampled_from(Check), outcome=st.sampled_from(Outcome))


@having(st.lists(CHECKS, max_size=6), st.text(max_size=40), st.booleans())
def test_nothing_matches_without_a_signature_or_seal_that_holds(
    checks: list[CheckResult], typed: str, is_page: bool
) -> None:
    at = golden.MADE_AT
    key = KnownKey(
        did="did:key:z", public=b"k", fingerprint=OWNER, valid_from=at, certificate_sha256="ab"
    )
    facts = {"kind": "page" if is_page else "", "fingerprint": OWNER, "certificate": "ab"}
    report = Report(verdict=verdict_of(checks), checks=checks, facts=facts)
    proof = Check.PDF_SEAL if is_page else Check.SIGNATURE
    holds = next((item.outcome for item in checks if item.check is proof), None) is Outcome.OK
    for text in (typed, OWNER):
        lines = given_lines(report, GivenTrust(fingerprint=text, keys="keys.json"), [key])
        assert holds or all(line.tone is not Tone.CONFIRMED for line in lines)
