"""The recovery kit: the code opens what the store sealed without it, and nothing else does."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import (
    BackupDamagedError,
    NewerFileError,
    OwnerAppError,
    RecoveryCodeMistypedError,
    RecoveryCodeWrongError,
)
from ownerapp.domain.recovery_code import code_of, secret_of
from ownerapp.system.argon2_seal import Argon2Cost, SealHeader
from ownerapp.system.recovery import CodeRecovery

QUICK = Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1)
RECOVERY = CodeRecovery(QUICK)
KIT = RECOVERY.new_kit()
CONTENTS = {"key": "ab" * 32, "head": "3:" + "cd" * 32}
HEAD = RECOVERY.seal(KIT.kept, CONTENTS)


def test_the_code_opens_what_was_sealed_without_it() -> None:
    assert RECOVERY.unseal(HEAD, KIT.code, path="b") == CONTENTS
    again = CodeRecovery().seal(KIT.kept, CONTENTS)
    assert again != HEAD
    assert CodeRecovery().unseal(again, KIT.code.lower().replace("-", " "), path="b") == CONTENTS


def test_what_the_store_keeps_and_what_is_sealed_show_neither_code_nor_contents() -> None:
    for data in (KIT.kept.encode(), HEAD):
        for secret in (
            KIT.code,
            KIT.code.replace("-", ""),
            secret_of(KIT.code),
            *CONTENTS.values(),
        ):
            assert secret.encode() not in data
    assert KIT.code not in repr(KIT)
    assert KIT.kept not in repr(KIT)


def test_two_kits_have_other_codes_and_other_names() -> None:
    kits = [RECOVERY.new_kit() for _round in range(4)]
    assert len({kit.code for kit in kits}) == len({kit.kept for kit in kits}) == 4
    for kit in kits:
        head = RECOVERY.seal(kit.kept, {})
        assert RECOVERY.kit_name(kit.kept) == RECOVERY.kit_of(head, path="b") == kit.name


def test_another_code_is_wrong_and_the_kit_is_named() -> None:
    for code in (RECOVERY.new_kit().code, code_of(0)):
        with pytest.raises(RecoveryCodeWrongError) as caught:
            RECOVERY.unseal(HEAD, code, path="b")
        assert caught.value.kit == KIT.name


def test_a_mistyped_code_is_told_before_any_work() -> None:
    with pytest.raises(RecoveryCodeMistypedError):
        RECOVERY.unseal(b"no head at all", "mistyped", path="b")


def changed(**values: object) -> bytes:
    return json.dumps({**json.loads(HEAD), **values}).encode()


def header(**values: object) -> bytes:
    return changed(header={**json.loads(HEAD)["header"], **values})


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"{}",
        b"[]",
        HEAD[:-1],
        HEAD + HEAD,
        changed(surplus=""),
        changed(header=None),
        changed(nonce=""),
        changed(nonce=7),
        changed(sealed="?"),
        header(v=0),
        header(v="1"),
        header(v=True),
        header(kdf="scrypt"),
        header(salt=""),
        header(surplus=1),
        # A reader that trusts these would allocate or work without end.
        header(m=2**40),
        header(m=1),
        header(t=10**9),
        header(p=10**6),
        header(t=True),
    ],
)
def test_a_head_that_is_none_is_damaged(head: bytes) -> None:
    with pytest.raises(BackupDamagedError) as caught:
        RECOVERY.unseal(head, KIT.code, path="b")
    assert (caught.value.path, caught.value.reason) == ("b", "changed")
    with pytest.raises(BackupDamagedError):
        RECOVERY.kit_of(head, path="b")


def test_a_newer_head_is_named_as_such() -> None:
    with pytest.raises(NewerFileError):
        RECOVERY.unseal(header(v=2, new=True), KIT.code, path="b")


@pytest.mark.parametrize("cost", [{"t": 2}, {"p": 2}, {"m": 19 * 1024 + 1}])
def test_the_cost_that_a_head_states_cannot_be_changed(cost: dict[str, int]) -> None:
    with pytest.raises(RecoveryCodeWrongError):
        RECOVERY.unseal(header(**cost), KIT.code, path="b")


@settings(deadline=None)
@given(st.integers(0, len(HEAD) - 1), st.integers(0, 255))
def test_no_changed_byte_opens_to_anything_else(at: int, byte: int) -> None:
    data = bytearray(HEAD)
    data[at] = byte
    try:
        assert RECOVERY.unseal(bytes(data), KIT.code, path="b") == CONTENTS
    except OwnerAppError as error:
        assert isinstance(  # noqa: PT017 - either is right, nothing else is
            error, BackupDamagedError | RecoveryCodeWrongError | NewerFileError
        )


@pytest.mark.parametrize(
    "kept",
    ["", "{}", KIT.kept.replace("argon2id", "argon2d"), KIT.code],
    # The kit is another one in each process; the names of the tests are the same in all.
    ids=["empty", "no-words", "other-hash", "code"],
)
def test_a_store_that_keeps_no_kit_is_a_mistake_of_ours(kept: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        RECOVERY.seal(kept, {})


def test_the_usual_cost_is_that_of_rfc_9106() -> None:
    cost = SealHeader.new().cost
    assert (cost.memory_kib, cost.passes, cost.lanes) == (64 * 1024, 3, 4)
