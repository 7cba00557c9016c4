"""Whose word a notice is, in words: never more than is known, and always what to do next."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.errors import NoticeNotTrustedError
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text
from ownerapp.domain.trust import (
    Before,
    NoticeTrust,
    PackSignature,
    SignatureState,
    TrustLevel,
)
from ownerapp.presentation.asking import with_term
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.explain import explain
from ownerapp.presentation.states import AskState, Tone
from ownerapp.presentation.trust_words import (
    locked_sentence,
    not_taken,
    paper_trust,
    recorded_trust,
    trust_state,
)
from tests.support import records
from tests.support.choice_views import ENGLISH, view

NOTICE = records.shipped_notice()
KEY = "0123 4567 89ab cdef"
GOOD = PackSignature(state=SignatureState.GOOD, fingerprint=KEY, did="did:key:z6MkMadeUp")
SIGNED = {TrustLevel.SIGNED_ACCEPTED, TrustLevel.SIGNED_NOT_ACCEPTED}


def trust_of(
    level: TrustLevel, *, before: Before = Before.NOTHING, allowed: bool = False
) -> NoticeTrust:
    return NoticeTrust(
        level=level,
        signature=GOOD if level in SIGNED else PackSignature(state=SignatureState.NONE),
        issuer=Text({"en": "Example Motors", "zh_Hans": "示例汽车"}),
        before=before,
        unsigned_allowed=allowed,
    )


EVERY = tuple(
    trust_of(level, before=before, allowed=allowed)
    for level, before, allowed in product(TrustLevel, Before, (False, True))
)


@pytest.mark.parametrize(
    ("level", "said", "tone"),
    [
        (TrustLevel.SHIPPED, "Shipped with ownerapp", Tone.NEUTRAL),
        (TrustLevel.SIGNED_ACCEPTED, f"Signed by Example Motors, key {KEY}", Tone.NEUTRAL),
        (
            TrustLevel.SIGNED_NOT_ACCEPTED,
            f"Signed by a key you have not accepted: {KEY}",
            Tone.ATTENTION,
        ),
        (TrustLevel.UNSIGNED, "Not signed by its author", Tone.ATTENTION),
        (
            TrustLevel.BROKEN,
            "The signature does not match: the file was changed after it was signed",
            Tone.STOP,
        ),
    ],
)
def test_every_level_has_its_sentence_and_shape(level: TrustLevel, said: str, tone: Tone) -> None:
    state = trust_state(trust_of(level), NOTICE, ENGLISH)

    assert (state.line.text, state.line.tone) == (said, tone)
    assert state.line.tone is not Tone.CONFIRMED
    assert state.can_accept == (level is TrustLevel.SIGNED_NOT_ACCEPTED)
    assert state.fingerprint == (KEY if level in SIGNED else "")


def test_every_trust_says_what_it_means_and_what_comes_next(language: str) -> None:
    for trust in EVERY:
        state = trust_state(trust, NOTICE, ENGLISH)

        assert state.line.text
        assert state.meaning
        assert bool(state.next_step) == (not trust.takes_yes)
        assert bool(locked_sentence(trust)) == (not trust.takes_yes)


def test_a_name_that_nobody_accepted_stands_beside_no_key() -> None:
    state = trust_state(trust_of(TrustLevel.SIGNED_NOT_ACCEPTED), NOTICE, ENGLISH)

    assert "Example Motors" not in state.line.text + state.meaning + state.next_step


def test_an_accepted_key_has_the_name_under_which_it_was_accepted() -> None:
    trust = replace(trust_of(TrustLevel.SIGNED_ACCEPTED), accepted_as="The maker I know")

    assert "The maker I know" in trust_state(trust, NOTICE, ENGLISH).line.text
    assert "Example Motors" not in trust_state(trust, NOTICE, ENGLISH).line.text


def test_a_signature_that_cannot_be_checked_is_not_called_none() -> None:
    unsupported = replace(
        trust_of(TrustLevel.UNSIGNED), signature=PackSignature(state=SignatureState.UNSUPPORTED)
    )

    assert trust_state(unsupported, NOTICE, ENGLISH).line.text == (
        "Signed in a way that this program cannot check"
    )


@pytest.mark.parametrize(
    ("level", "before", "said"),
    [
        (TrustLevel.SIGNED_NOT_ACCEPTED, Before.OTHER_KEY, "It is another key than before."),
        (TrustLevel.UNSIGNED, Before.OTHER_KEY, "was signed by a key that you accepted."),
        (TrustLevel.BROKEN, Before.OTHER_KEY, "was signed by a key that you accepted."),
        (TrustLevel.SIGNED_NOT_ACCEPTED, Before.SHIPPED, "is shipped with ownerapp"),
        (TrustLevel.UNSIGNED, Before.SHIPPED, "is shipped with ownerapp"),
    ],
)
def test_what_was_known_before_under_this_name_is_said(
    level: TrustLevel, before: Before, said: str
) -> None:
    assert said in trust_state(trust_of(level, before=before), NOTICE, ENGLISH).meaning
    assert said not in trust_state(trust_of(level), NOTICE, ENGLISH).meaning


def test_the_setting_is_named_where_it_is_what_lets_a_yes_through() -> None:
    allowed = trust_state(trust_of(TrustLevel.UNSIGNED, allowed=True), NOTICE, ENGLISH)
    refused = trust_state(trust_of(TrustLevel.UNSIGNED), NOTICE, ENGLISH)

    assert "the record will say so" in allowed.meaning
    assert "Settings" in refused.next_step
    for level in (TrustLevel.SIGNED_NOT_ACCEPTED, TrustLevel.BROKEN):
        assert "Settings" not in trust_state(trust_of(level), NOTICE, ENGLISH).next_step


@pytest.mark.parametrize("level", TrustLevel)
def test_the_refusal_says_the_same_on_the_command_line_and_on_the_question(
    level: TrustLevel,
) -> None:
    error = explain(NoticeNotTrustedError(trust=level.value, fingerprint=KEY))

    assert error == not_taken(level, KEY)
    if not trust_of(level).takes_yes:
        assert locked_sentence(trust_of(level)).startswith(error.title)


def test_a_refusal_of_a_level_that_is_not_known_says_the_careful_thing() -> None:
    error = explain(NoticeNotTrustedError(trust="of-a-later-program"))

    assert error == not_taken(TrustLevel.UNSIGNED, "")


def test_the_record_and_its_paper_have_words_for_every_origin(language: str) -> None:
    words = ("shipped", "signed", "unsigned", "broken")

    assert len({recorded_trust(word, KEY) for word in words} - {""}) == len(words)
    assert len({paper_trust(word, KEY) for word in words}) == len(words)
    assert KEY in recorded_trust("signed", KEY)
    assert KEY in paper_trust("signed", KEY)


# ------------------------------------------------------------------------- the question


def asked(trust: NoticeTrust) -> AskState:
    chosen = replace(view(NOTICE), trust=trust)
    presenter = ChoicesPresenter(chosen, language=ENGLISH, zone=ZoneInfo("Europe/Berlin"))
    return presenter.ask(NOTICE.optional()[0])


@pytest.mark.parametrize("level", TrustLevel)
@pytest.mark.parametrize("allowed", [False, True])
def test_a_question_is_locked_with_its_reason_before_anything_is_pressed(
    level: TrustLevel, *, allowed: bool
) -> None:
    trust = trust_of(level, allowed=allowed)
    ask = asked(trust)

    assert ask.locked == locked_sentence(trust)
    assert bool(ask.locked) == (not trust.takes_yes)
    shown = {line.text for line in with_term(ask, ask.terms[0])}
    assert not ask.locked or ask.locked in shown
    assert {term.term for term in ask.terms} <= set(Term)
