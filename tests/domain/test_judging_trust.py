"""The rules of trust: who stands behind the bytes of a notice, and what follows from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ownerapp.domain.ids import PackId
from ownerapp.domain.trust import (
    AcceptedKey,
    Before,
    NoticeTrust,
    PackSignature,
    SignatureState,
    TrustLevel,
    author_of,
    judge,
    shipped_trust,
)
from tests.support import records

NOTICE = records.shipped_notice()
OURS, THEIRS = "did:key:z6MkOurs", "did:key:z6MkTheirs"
NOTHING, OTHER_KEY, SHIPPED = Before.NOTHING, Before.OTHER_KEY, Before.SHIPPED
ACCEPTED, NOT_ACCEPTED = TrustLevel.SIGNED_ACCEPTED, TrustLevel.SIGNED_NOT_ACCEPTED


def key(did: str, pack: str = NOTICE.pack_id, issuer: str = "Example Motors") -> AcceptedKey:
    return AcceptedKey(
        did=did,
        fingerprint=f"fingerprint of {did}",
        issuer=issuer,
        pack_id=PackId(pack),
        accepted_at=records.ASKED_AT,
    )


def signature(state: SignatureState = SignatureState.GOOD, did: str = OURS) -> PackSignature:
    if state is not SignatureState.GOOD:
        return PackSignature(state=state)
    return PackSignature(state=state, did=did, fingerprint=f"fingerprint of {did}")


@pytest.mark.parametrize(
    ("accepted", "is_shipped_id", "level", "before"),
    [
        ([], False, NOT_ACCEPTED, NOTHING),
        ([key(OURS)], False, ACCEPTED, NOTHING),
        ([key(OURS, "another-pack")], False, ACCEPTED, NOTHING),
        ([key(THEIRS, "another-pack")], False, NOT_ACCEPTED, NOTHING),
        ([key(THEIRS)], False, NOT_ACCEPTED, OTHER_KEY),
        ([key(THEIRS), key(OURS, "another-pack")], False, NOT_ACCEPTED, OTHER_KEY),
        ([key(THEIRS), key(OURS)], False, ACCEPTED, NOTHING),
        ([], True, NOT_ACCEPTED, SHIPPED),
        ([key(OURS, "another-pack")], True, NOT_ACCEPTED, SHIPPED),
        ([key(OURS)], True, ACCEPTED, NOTHING),
        ([key(THEIRS)], True, NOT_ACCEPTED, OTHER_KEY),
    ],
)
def test_a_good_signature_is_accepted_with_its_key_and_for_a_known_name_only_by_name(
    accepted: list[AcceptedKey], is_shipped_id: bool, level: TrustLevel, before: Before
) -> None:
    trust = judge(NOTICE, signature(), is_shipped_id=is_shipped_id, accepted=accepted)

    assert (trust.level, trust.before) == (level, before)
    assert trust.takes_yes == (level is ACCEPTED)
    assert (trust.did, trust.fingerprint) == (OURS, f"fingerprint of {OURS}")


@pytest.mark.parametrize(
    ("state", "level"),
    [
        (SignatureState.NONE, TrustLevel.UNSIGNED),
        (SignatureState.UNSUPPORTED, TrustLevel.UNSIGNED),
        (SignatureState.BROKEN, TrustLevel.BROKEN),
    ],
)
@pytest.mark.parametrize("accepted", [[], [key(OURS)]])
def test_without_a_signature_that_holds_no_key_helps(
    state: SignatureState, level: TrustLevel, accepted: list[AcceptedKey]
) -> None:
    trust = judge(NOTICE, signature(state), is_shipped_id=False, accepted=accepted)

    assert trust.level is level
    assert (trust.did, trust.fingerprint, trust.accepted_as) == ("", "", "")
    assert trust.before is (OTHER_KEY if accepted else NOTHING)
    assert not trust.takes_yes


@pytest.mark.parametrize("level", TrustLevel)
@pytest.mark.parametrize("allowed", [False, True])
def test_the_setting_lets_only_an_unsigned_notice_through(
    level: TrustLevel, *, allowed: bool
) -> None:
    takes_yes = NoticeTrust(level=level, unsigned_allowed=allowed).takes_yes

    known = level in {TrustLevel.SHIPPED, TrustLevel.SIGNED_ACCEPTED}
    assert takes_yes == (known or (allowed and level is TrustLevel.UNSIGNED))


def test_the_name_beside_a_key_is_the_one_under_which_it_was_accepted() -> None:
    pretending = replace(NOTICE, author=replace(NOTICE.title, by_language={"en": "Other Motors"}))
    accepted = [key(OURS, "another-pack")]
    trust = judge(pretending, signature(), is_shipped_id=False, accepted=accepted)

    assert trust.level is ACCEPTED
    assert trust.accepted_as == "Example Motors"
    assert trust.issuer.by_language == {"en": "Other Motors"}


def test_the_author_is_who_the_notice_says_else_its_issuer_else_nobody() -> None:
    controller = NOTICE.party(NOTICE.controller)
    assert controller is not None
    bare = replace(NOTICE, author=replace(NOTICE.title, by_language={}))

    assert author_of(bare) == controller.name
    assert author_of(replace(bare, author=NOTICE.title)) == NOTICE.title
    assert not author_of(replace(bare, parties=()))


def test_a_shipped_notice_needs_no_signature() -> None:
    trust = shipped_trust(NOTICE)

    assert trust.level is TrustLevel.SHIPPED
    assert trust.takes_yes
    assert (trust.did, trust.fingerprint, trust.before) == ("", "", NOTHING)
