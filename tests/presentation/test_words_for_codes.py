"""Every code has a word of its own, in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from ownerapp.domain import notice_codes as codes
from ownerapp.domain.choice import Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.notice import Origin, Regime
from ownerapp.domain.term import Term
from ownerapp.presentation import telling_words, words
from tests.support import records

TABLES: tuple[tuple[Callable[..., str], Iterable[object]], ...] = (
    (words.term_title, Term),
    (words.turn_on_words, Term),
    (words.status_word, Status),
    (words.evidence_word, EvidenceLevel),
    (words.country_stop, Regime),
    (words.outside_stop, Regime),
    (telling_words.scope_sentence, codes.Scope),
    (telling_words.company_word, codes.PartyRole),
    (telling_words.trigger_word, codes.Trigger),
    (telling_words.indicator_word, codes.Indicator),
    (telling_words.level_word, codes.NoticeLevel),
    (telling_words.channel_word, codes.Channel),
    (telling_words.consent_word, codes.ConsentKind),
    (telling_words.default_word, codes.DefaultState),
    (telling_words.reset_word, codes.DefaultReset),
    (telling_words.stop_mode_word, codes.StopMode),
    (telling_words.site_word, codes.StorageSite),
    (telling_words.approval_word, codes.ApprovalStatus),
    (telling_words.device_access_word, codes.DeviceAccess),
    (telling_words.importance_word, codes.Importance),
    (telling_words.system_word, codes.System),
    (telling_words.tag_word, codes.Tag),
    (telling_words.ccpa_word, codes.CcpaCategory),
    (telling_words.guide_word, ("turn-off", "turn-on", "check", "delete", "something new")),
    (
        telling_words.sensor_place_word,
        (
            "exterior", "cabin", "driving", "energy", "infotainment", "diagnostics", "off_car",
            "something new",
        ),
    ),
)  # fmt: skip


@pytest.mark.rule("EU-D-06")
@pytest.mark.parametrize(
    ("word_of", "listed"), TABLES, ids=lambda item: getattr(item, "__name__", "")
)
def test_no_two_codes_share_a_word(
    word_of: Callable[..., str], listed: Iterable[object], language: str
) -> None:
    found = [word_of(code) for code in listed]

    assert all(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("regime", Regime)
def test_leaving_has_words_for_every_regime(regime: Regime, language: str) -> None:
    assert words.leaves_words(regime)


def test_only_an_issuers_own_notice_needs_no_sentence_about_its_origin(language: str) -> None:
    notice = records.shipped_notice()
    said = {origin: words.origin_sentence(replace(notice, origin=origin)) for origin in Origin}

    assert said[Origin.ISSUER] == ""
    assert len({said[Origin.REFERENCE], said[Origin.COMPILED], ""}) == 3


def test_of_a_compiled_notice_only_the_sources_are_said_to_leave_out_a_fact(language: str) -> None:
    notice = records.shipped_notice()
    said = {origin: words.not_stated(replace(notice, origin=origin)) for origin in Origin}

    assert said[Origin.ISSUER] == said[Origin.REFERENCE]
    assert len(set(said.values())) == 2
    if language == "en":
        assert said[Origin.COMPILED] == "Not stated in the sources of this notice"
        assert "maker" not in said[Origin.COMPILED]


def test_a_compiled_notice_is_never_said_to_be_in_force(language: str) -> None:
    notice = records.shipped_notice()
    compiled = replace(notice, origin=Origin.COMPILED)

    assert words.date_label(notice) != words.date_label(compiled)
    assert words.dated_version(notice) != words.dated_version(compiled)
    assert notice.version in words.dated_version(compiled)
    if language == "en":
        assert words.date_label(compiled) == "Compiled on"
        assert words.dated_version(compiled) == "Version 1.0, compiled on 1 Nov 2026"
        assert words.dated_version(notice) == "Version 1.0, in force from 1 Nov 2026"


def test_words_never_promise_more_than_this_program_knows() -> None:
    said = " ".join(
        [
            *(words.evidence_word(level) for level in EvidenceLevel),
            *(words.status_word(status) for status in Status),
        ]
    ).casefold()

    assert not {"guaranteed", "secure", "proven", "blocked", "deleted"} & set(said.split())
