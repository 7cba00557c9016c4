"""A person at a terminal: passphrases are asked for without an echo, a yes is asked for once."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.support.programs import CTRL_C, PASSPHRASE, Program


def has_terminals() -> bool:
    """Say whether this system hands out terminals; a bare container may have no /dev/pts."""
    if sys.platform == "win32":
        return False
    try:
        ours, theirs = os.openpty()
    except OSError:
        return False
    os.close(ours)
    os.close(theirs)
    return True


pytestmark = pytest.mark.skipif(
    not has_terminals(), reason="this system hands out no POSIX terminals (no /dev/pts)"
)

TYPED = PASSPHRASE + "\n"
ASKED = "Turn on for 7 days? [y/N] "
SET = ("--lang", "en", "choices", "set", "calendar", "on", "--for", "7d")


@pytest.fixture
def without_file(program: Program) -> Program:
    return program.with_environment(OWNERAPP_PASSPHRASE_FILE=None)


def status(program: Program) -> str:
    listed = program.run("choices", "list", "--json").value()
    return next(str(item["status"]) for item in listed if item["practice"] == "calendar")


class TestANewPassphrase:
    WORDS = ("--lang", "en", "car", "add", "--notice", "cn-reference-ev", "--name", "Blue")

    def test_it_is_asked_twice_never_echoed_and_opens_the_store_from_then_on(
        self, without_file: Program, program: Program
    ) -> None:
        done = without_file.at_terminal(
            *self.WORDS, answers=[("New passphrase: ", TYPED), ("The same again: ", TYPED)]
        )
        assert done.code == 0
        assert "There is no keyring here" in done.out
        assert PASSPHRASE not in done.out
        assert len(program.run("car", "list", "--json").value()) == 1

        again = without_file.at_terminal(
            "--lang", "en", "car", "list", answers=[("Passphrase: ", TYPED)]
        )
        assert again.code == 0
        assert "Blue" in again.out

    def test_two_that_differ_are_asked_for_again(self, without_file: Program) -> None:
        done = without_file.at_terminal(
            *self.WORDS,
            answers=[
                ("New passphrase: ", TYPED),
                ("The same again: ", "another one\n"),
                ("New passphrase: ", TYPED),
                ("The same again: ", TYPED),
            ],
        )
        assert done.code == 0
        assert "These two are not the same." in done.out

    @pytest.mark.parametrize("typed", ["short\n", "\n"])
    def test_one_that_is_too_short_makes_nothing(self, without_file: Program, typed: str) -> None:
        done = without_file.at_terminal(
            *self.WORDS, answers=[("New passphrase: ", typed), ("The same again: ", typed)]
        )
        assert done.code == 2
        assert "at least 8 characters" in done.out
        assert not (without_file.data_dir / "store.json").exists()

    def test_the_end_of_input_is_no_passphrase(self, without_file: Program) -> None:
        done = without_file.at_terminal(*self.WORDS, answers=[("New passphrase: ", "\x04")])
        assert done.code == 3
        assert not (without_file.data_dir / "store.json").exists()


def test_a_wrong_passphrase_is_2_and_not_asked_again(filled: Program) -> None:
    asked = filled.with_environment(OWNERAPP_PASSPHRASE_FILE=None)
    done = asked.at_terminal(
        "--lang", "en", "choices", "list", answers=[("Passphrase: ", "not this one\n")]
    )
    assert done.code == 2
    assert "does not open your data" in done.out
    assert "not this one" not in done.out


class TestTheQuestionAfterTheText:
    @pytest.mark.rule("EU-C-03")
    @pytest.mark.parametrize("typed", ["n\n", "\n", "yeah\n", "\x04"])
    def test_everything_but_a_yes_saves_nothing(self, filled: Program, typed: str) -> None:
        before = (filled.data_dir / "store.db").read_bytes()
        done = filled.at_terminal(*SET, answers=[(ASKED, typed)])
        assert done.code == 0
        assert "Nothing was saved. It is as it was." in done.out
        assert status(filled) == "undecided"
        assert (filled.data_dir / "store.db").read_bytes() == before

    @pytest.mark.parametrize("typed", ["y\n", " YES \n"])
    def test_a_yes_saves_it_after_its_whole_text_was_shown(
        self, filled: Program, typed: str
    ) -> None:
        done = filled.at_terminal(*SET, answers=[(ASKED, typed)])
        assert done.code == 0
        question = done.out.index(ASKED)
        for label in ("Why it is needed: ", "What it means for you: ", "How to stop: "):
            assert done.out.index(label) < question
        assert status(filled) == "given"
        assert filled.run("history", "--json").value()[-1]["method"] == "cli"

    @pytest.mark.skipif(shutil.which("setsid") is None, reason="setsid is not installed")
    def test_ctrl_c_saves_nothing_and_ends_quietly(self, filled: Program) -> None:
        done = filled.at_terminal(*SET, answers=[(ASKED, CTRL_C)])
        assert done.code == 130
        assert status(filled) == "undecided"

    @pytest.mark.rule("EU-G-16")
    def test_a_withdrawal_is_one_step_fewer_than_a_yes(self, filled: Program) -> None:
        done = filled.at_terminal(
            "--lang", "en", "choices", "set", "cabin-camera-clips", "off", answers=[]
        )
        assert done.code == 0
        assert "[y/N]" not in done.out
        assert filled.run("history", "--json").value()[-1]["kind"] == "consent.withdrawn"


def test_the_passphrase_of_the_file_wins_and_nobody_is_asked(filled: Program) -> None:
    assert Path(filled.environment["OWNERAPP_PASSPHRASE_FILE"]).exists()
    done = filled.at_terminal("choices", "list", answers=[])
    assert done.code == 0
    assert "assphrase" not in done.out
