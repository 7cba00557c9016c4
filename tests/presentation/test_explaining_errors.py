"""Every deliberate error in words: what happened, and what to do next."""

from __future__ import annotations

import re

import pytest

from ownerapp.domain import errors as e
from ownerapp.presentation.explain import EXIT_CODES, exit_code, explain, field_name
from tests.support.error_samples import BRANCHES, CONCRETE, NUMBER, TYPED, sample

UNFILLED = re.compile(r"\{[a-z_]+\}")
VARIANTS: tuple[e.OwnerAppError, ...] = (
    *(
        sample(e.TextNotAllowedError, field=field, reason=reason, codepoint="U+202E")
        for field in ("name", "owner", "plate", "vin")
        for reason in ("too-long", "control", "bidi", "undrawable")
    ),
    *(
        sample(e.NoticeFileError, reason=reason, where=where)
        for reason in (
            "not-json", "not-utf8", "duplicate-key", "wrong-type", "too-large", "too-deep",
            "too-many", "text-too-long", "bad-reference", "bad-value",
        )
        for where in ("", "$.practices[3].title")
    ),
    *(sample(e.TypesetFailedError, reason=r) for r in ("undrawable", "worker", "template")),
    sample(e.TextIncompleteError, complete=()),
    sample(e.TermNeededError, offered=()),
    sample(e.TermNotOfferedError, offered=()),
    sample(e.OptionInvalidError, allowed=()),
    sample(e.CarMissingError, car=""),
    sample(e.StoreBusyError, holder=""),
)  # fmt: skip


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.code)
def test_every_error_has_words_of_its_own_with_a_next_step(
    kind: type[e.OwnerAppError], language: str
) -> None:
    explanation = explain(sample(kind))

    assert explanation.title
    assert explanation.next_step
    assert explanation != explain(e.OwnerAppError())
    assert not UNFILLED.search(explanation.text())
    if language == "en":
        assert kind.code not in explanation.text().split()
        assert explanation.text().endswith(".")
        assert "!" not in explanation.text()


@pytest.mark.parametrize("error", VARIANTS, ids=lambda error: error.code)
def test_every_reason_has_a_sentence(error: e.OwnerAppError, language: str) -> None:
    explanation = explain(error)

    assert explanation.title
    assert explanation.next_step
    assert not UNFILLED.search(explanation.text())


def test_errors_are_told_apart_by_their_titles() -> None:
    titles = {kind.code: explain(sample(kind)).title for kind in CONCRETE}
    # For a person a newer store and a newer file beside it are one thing.
    del titles["newer-file"]

    assert len(set(titles.values())) == len(titles)


def test_a_title_names_what_the_person_typed_or_asked_for() -> None:
    for kind in (e.DateInvalidError, e.NoticeMissingError, e.PracticeMissingError):
        assert TYPED in explain(sample(kind)).title
    assert str(NUMBER) in explain(sample(e.PassphraseTooShortError)).body


@pytest.mark.parametrize("kind", [e.OwnerAppError, *BRANCHES])
def test_an_error_without_words_of_its_own_still_says_something(
    kind: type[e.OwnerAppError], language: str
) -> None:
    explanation = explain(kind())

    assert explanation.title
    assert explanation.next_step
    assert kind.code in explanation.body or language != "en"


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.code)
def test_the_exit_code_follows_the_branch(kind: type[e.OwnerAppError]) -> None:
    codes = {
        e.InputError: 2,
        e.RefusedError: 2,
        e.MissingError: 2,
        e.VerificationError: 1,
        e.UnavailableError: 3,
        e.IncompatibleError: 3,
    }

    assert dict(EXIT_CODES) == codes
    (branch,) = (branch for branch in BRANCHES if issubclass(kind, branch))
    assert exit_code(sample(kind)) == codes[branch]


def test_an_error_of_no_branch_is_the_surroundings_failing() -> None:
    assert exit_code(e.OwnerAppError()) == 3


def test_every_field_of_the_car_form_has_a_name(language: str) -> None:
    names = {field_name(field) for field in ("name", "owner", "plate", "vin")}

    assert len(names) == 4
    assert field_name("other") == "other"


@pytest.mark.parametrize("kind", [e.TermNeededError, e.TermNotOfferedError])
def test_where_no_length_is_offered_no_empty_list_is_read_out(kind: type[e.OwnerAppError]) -> None:
    said = explain(sample(kind, offered=())).text()

    assert said == (
        "The notice offers no length for which this could be on. So a yes cannot be recorded. It "
        "is as it was. You can record a no."
    )
