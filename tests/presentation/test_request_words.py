"""The words for requests: every code has some, in every language, and a mail link holds them."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ownerapp.compliance.requests import RequestFinding
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import Language
from ownerapp.domain.rights import (
    KeptRequest,
    LetterPart,
    RecipientRole,
    ReplyKind,
    RequestState,
    RightAsked,
    Sending,
    Way,
)
from ownerapp.domain.text import Text
from ownerapp.i18n import set_language
from ownerapp.presentation.request_history import request_sentence
from ownerapp.presentation.request_words import (
    finding_sentence,
    letter_text,
    mail_link,
    reply_word,
    right_hint,
    right_title,
    role_word,
    sent_sentence,
    start_sentence,
    state_look,
    state_word,
    way_word,
)
from ownerapp.presentation.rights_desk import safe_name
from ownerapp.services.letter_writing import Address
from tests.support.desks import NOON
from tests.support.kept_requests import kept_request

LANGUAGES = ("en", "zh_Hans", "en-XA", "ar-XB")
_FACTS = dict.fromkeys(("due", "answered", "acknowledged", "told", "until", "limit"), "2026-11-20")


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_request_has_words_in_every_language(language: str) -> None:
    set_language(language)
    said = [right_title(right) for right in RightAsked]
    said += [right_hint(right) for right in RightAsked]
    said += [state_word(state) for state in RequestState]
    said += [way_word(way) for way in Way]
    said += [reply_word(kind) for kind in ReplyKind]
    said += [role_word(role) for role in RecipientRole]
    assert all(said)
    assert len({right_title(right) for right in RightAsked}) == len(RightAsked)
    assert all(state_look(state)[0] for state in RequestState)
    set_language("en")


def test_each_way_of_sending_says_whose_word_it_is() -> None:
    for way in Way:
        request = kept_request(sent=Sending(on=date(2026, 11, 20), by=way))
        assert sent_sentence(request).startswith("You said that you ")
        assert "20 Nov 2026" in sent_sentence(request)
    assert sent_sentence(kept_request()) == ""


def test_a_day_of_arrival_that_nobody_stated_is_not_filled_in() -> None:
    sending = Sending(on=date(2026, 11, 20), by=Way.POST)
    assert "That day is not known" in start_sentence(kept_request(sent=sending))
    known = kept_request(sent=sending, arrived_on=date(2026, 11, 23))
    assert start_sentence(known) == "It arrived on 23 Nov 2026, as you said."


def test_a_finding_without_words_of_its_own_is_not_passed_over() -> None:
    said = finding_sentence(RequestFinding(rule="X-99", code="something-new", facts={}))
    assert "X-99" in said
    assert "something-new" in said
    for code in ("overdue", "answered-late", "no-reason", "no-court", "extended-too-far"):
        assert "X-1" not in finding_sentence(RequestFinding(rule="X-1", code=code, facts=_FACTS))


def _letter(subject: str, paragraph: str) -> LetterPart:
    return LetterPart(
        language=Language("en"),
        subject=subject,
        recipient=("Example Motors",),
        paragraphs=(paragraph,),
        signature=("Yours faithfully",),
    )


def test_a_mail_link_carries_the_letter_and_nothing_breaks_out_of_it() -> None:
    address = Address(
        role=RecipientRole.RIGHTS_CONTACT,
        name=Text(),
        address=Text(),
        email="a@example.com?cc=other@example.com&x",
    )
    hostile = "One & two ? three = four #five\nbcc: me@example.com %0d%0a"
    link = mail_link(address, (_letter("Subject & more", hostile),))
    parts = urlsplit(link)
    assert unquote(parts.path) == address.email
    fields = parse_qs(parts.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    assert fields["subject"] == ["Subject & more"]
    assert hostile.replace("\n", "\r\n") in fields["body"][0]
    assert mail_link(Address(role=address.role, name=Text(), address=Text()), ()) == ""


def test_a_letter_as_text_holds_all_of_it() -> None:
    text = letter_text((_letter("One", "First."), _letter("Two", "Second.")))
    for words in ("Example Motors", "One", "First.", "Two", "Second.", "Yours faithfully"):
        assert words in text


@pytest.mark.parametrize(
    ("kind", "step", "words"),
    [
        (EventKind.REQUEST_MADE, "drafted", "It was not sent by that"),
        (EventKind.REQUEST_MADE, "sent", "You said that you sent a letter"),
        (EventKind.REQUEST_ANSWERED, "refused", "the company refuses"),
        (EventKind.REQUEST_MADE, "of another program", "A request was made"),
        (EventKind.REQUEST_ANSWERED, None, "A request was answered"),
    ],
)
def test_the_history_says_no_more_than_what_was_said(
    kind: EventKind, step: str | None, words: str
) -> None:
    event = Event(
        seq=0, at=NOON, monotonic_ms=0, kind=kind, nonce="", detail={"step": step} if step else {}
    )
    assert words in request_sentence(event)


def test_a_request_that_is_kept_is_not_one_of_the_law_before_it_was_sent() -> None:
    draft: KeptRequest = kept_request()
    assert draft.as_request() is None
    assert draft.clock_from is None


@given(name=st.text(max_size=200))
@example(name="../../etc/passwd")
@example(name="..")
@example(name="answer\u202epdf.exe")
@example(name="C:\\Users\\me\\answer.pdf")
def test_the_name_of_a_reply_leads_nowhere_else_in_a_bundle(name: str) -> None:
    kept = safe_name(name)
    assert kept
    assert len(kept) <= 80
    assert re.fullmatch(r"[A-Za-z0-9_\-][A-Za-z0-9_.\-]*", kept)
