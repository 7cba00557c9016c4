"""What a command is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import TextIO

from ownerapp.cli.arguments import expanded
from ownerapp.cli.output import harmless, harmless_json, table
from ownerapp.domain.ids import Language
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.notice import Notice
from ownerapp.domain.values import dataclass
from ownerapp.presentation.desk import Desk
from ownerapp.presentation.voice import notice_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The desk, the options, the language, and where to print.

    ``ask`` is None when nobody is at a terminal to answer.
    """

    desk: Desk
    options: SimpleNamespace
    json: bool
    language: str
    out: TextIO
    err: TextIO
    ask: Callable[[str], str] | None
    open_store: Callable[[], None]
    author_passphrase: Callable[[], str | None]
    """Asks for the passphrase of the authors' vault, where there is one; else None."""
    new_passphrase: Callable[[], str | None]
    """Asks for the passphrase of a new store, where there is no keyring; else None."""
    present_passphrase: Callable[[], str | None]
    """Opens the store and returns the passphrase that did; None where it has none."""
    chosen_passphrase: Callable[[], str]
    """Asks for another passphrase, twice."""

    def typed_passphrase(self) -> str:
        """Return the new passphrase: out of the file that ``--new-file`` names, or asked for."""
        source: str | None = self.options.new_file
        return self.desk.passphrase_in(expanded(source)) if source else self.chosen_passphrase()

    def say(self, text: str = "") -> None:
        """Print one line of text."""
        print(harmless(text), file=self.out)

    def show(self, text: str) -> None:
        """Print one line that a person must have seen, beside the JSON where that is asked."""
        print(harmless(text), file=self.err if self.json else self.out)

    def show_all(self) -> None:
        """Bring what was printed so far to its reader; raises when nobody can have seen it."""
        (self.err if self.json else self.out).flush()

    def agrees(self, question: str) -> bool:
        """Ask a question at the terminal; only a clear yes is one, and no terminal is none."""
        if self.ask is None:
            return False
        try:
            said = self.ask(question)
        except EOFError:
            return False
        return said.strip().casefold() in {"y", "yes"}

    def say_json(self, value: JsonValue) -> None:
        """Print a value for programs."""
        print(harmless_json(json.dumps(value, ensure_ascii=False, indent=2)), file=self.out)

    def say_table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print rows in columns that fit their texts."""
        for line in table(headings, rows):
            self.say(line)

    def notice_language(self, notice: Notice) -> Language:
        """Return the language in which this notice's texts are shown."""
        return notice_language(notice, self.language)
