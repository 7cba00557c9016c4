"""Presents the difference of two notices: row by row, word by word, in one language.

Rules:

1. A text is compared within one language: the chosen one; where nothing changed in it or it
   is missing, another that did change, and the row says so. What changed only in languages
   that this reader does not read is counted, not shown.
2. A coded fact without a sentence of its own is said in words, item by item. Where the
   sentence beside it says the same, it is not repeated.
3. What the author calls a change stands there as the author's word, never as ours.
4. Parts whose meaning changed come first, then the others, each in the notice's order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_change import (
    FieldChange,
    NoticeDifference,
    PracticeDifference,
    PracticeMove,
)
from ownerapp.domain.notice_codes import ChangeClass
from ownerapp.domain.practice_fields import FACTS, MEANING_TEXTS
from ownerapp.domain.text import Text
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import language_name
from ownerapp.i18n.word_diff import Part, Piece, same_words, word_diff
from ownerapp.presentation import words
from ownerapp.presentation.difference_states import DifferenceRow, DifferenceTable, Line
from ownerapp.presentation.fact_items import FactReader
from ownerapp.presentation.field_words import field_label
from ownerapp.presentation.joining import labelled, phrases, sentences
from ownerapp.presentation.voice import notice_language

_SAID_BY = {
    "retention.period": "retention.text",
    "retention.end_action": "retention.text",
    "retention.chip": "retention.text",
    "storage_countries": "where_stored",
    "processing_countries": "where_processed",
    "processing_place": "where_processed",
    "basis": "legal_basis",
    "question": "title",
}
"""A field, and the text that says the same where it changed, too (rule 2)."""
_WEIGHTS = list(ChangeClass)


class DifferencePresenter:
    """Makes the table of a difference in one language of the interface.

    Args:
        difference: What changed.
        interface: The language of the interface.
        is_own: It is the notice of a person's car, so that choices hang on it.
    """

    def __init__(
        self, difference: NoticeDifference, interface: str, *, is_own: bool = False
    ) -> None:
        self._difference = difference
        self._is_own = is_own
        self._old, self._new = difference.old, difference.new
        self._is_one = self._old.pack_id == self._new.pack_id
        self._language = notice_language(self._new, interface)
        self._hidden = 0

    def table(self, *, agreed: bool = False) -> DifferenceTable:
        """Return the table.

        Args:
            agreed: The person said yes to something under the old version.
        """
        self._hidden = 0
        rows = list(self._rows())
        # A stable sort keeps the notice's order within one weight (rule 4).
        rows.sort(key=lambda row: _WEIGHTS.index(row.change))
        changed = {row.key.partition("/")[0] for row in rows}
        titles = tuple(
            self.title(practice) for practice in self._new.practices if practice.id not in changed
        )
        # Translators: {version} is the version of a notice, for example 3.0.
        return DifferenceTable(
            old_version=_("Version {version}", version=self._old.version),
            # Translators: the caption of a column, after the version of a notice.
            old_caption=pgettext("caption", "what you agreed to")
            if agreed
            else pgettext("caption", "earlier wording")
            if self._is_one
            else self._said(self._old.title, self._old),
            new_version=_("Version {version}", version=self._new.version),
            # Translators: the caption of a column, after the version of a notice.
            new_caption=pgettext("caption", "new wording")
            if self._is_one
            else self._said(self._new.title, self._new),
            rows=tuple(rows),
            nothing=_("Nothing that you can read in this language has changed."),
            unchanged=ngettext(
                "{count} other part has not changed",
                "{count} other parts have not changed",
                len(titles),
                count=len(titles),
            )
            if titles
            else "",
            unchanged_titles=titles,
            hidden=ngettext(
                "{count} text has changed in other languages only.",
                "{count} texts have changed in other languages only.",
                self._hidden,
                count=self._hidden,
            )
            if self._hidden
            else "",
            # Translators: a legend: how words that are gone look.
            removed_words=_("Removed words"),
            # Translators: a legend: how words that are new look.
            added_words=_("Added words"),
            # Translators: what a screen reader calls the table of changes.
            name=_("What changed"),
            hint=_("Move through the changes with the arrow keys."),
        )

    def title(self, practice: Practice, notice: Notice | None = None) -> str:
        """Return a practice's title in the language of the table."""
        return self._said(practice.title, notice or self._new) or practice.id

    def _said(self, text: Text, notice: Notice) -> str:
        return text.best(self._language, notice.native_language)[1]

    # ------------------------------------------------------------- rows

    def _rows(self) -> Iterator[DifferenceRow]:
        yield from self._controller_row()
        for item in self._difference.practices:
            yield from self._practice_rows(item)
        yield from self._notice_rows()

    def _practice_rows(self, item: PracticeDifference) -> Iterator[DifferenceRow]:
        match item.move:
            case PracticeMove.APPEARED:
                yield self._appeared(item)
                return
            case PracticeMove.VANISHED:
                yield self._vanished(item)
                return
            case PracticeMove.SPLIT | PracticeMove.MERGED:
                yield self._moved(item)
            case PracticeMove.KEPT | PracticeMove.RENAMED:
                pass
        rows = [(change, self._field_row(item, change)) for change in item.fields]
        shown = {change.field for change, row in rows if row is not None}
        for change, row in rows:
            if row is not None and _SAID_BY.get(change.field) not in shown:
                yield row

    def _field_row(self, item: PracticeDifference, change: FieldChange) -> DifferenceRow | None:
        practice = self._new.practice(item.practice)
        if practice is None or change.field == "controller":
            return None
        if change.field in FACTS:
            before = self._old.practice(item.old[0]) if len(item.old) == 1 else None
            olds = [before] if before is not None else self._parts(item)
            return self._fact_row(item, change, olds, practice)
        if item.move is PracticeMove.MERGED and not change.old and not change.new:
            return self._merged_row(item, change, practice)
        return self._text_row(
            f"{item.practice}/{change.field}",
            self.title(practice),
            field_label(change.field),
            change,
            _author_words(change, item.declared),
        )

    def _merged_row(
        self, item: PracticeDifference, change: FieldChange, practice: Practice
    ) -> DifferenceRow:
        """Return the sentences of all parts beside the one that takes their place."""
        before = tuple(self._said(part.sentence, self._old) for part in self._parts(item))
        return DifferenceRow(
            key=f"{item.practice}/{change.field}",
            section=self.title(practice),
            name=field_label(change.field),
            lines=tuple(_items(before, (self._said(practice.sentence, self._new),))),
            change=change.change,
            change_words=_change_words(change.change),
        )

    def _parts(self, item: PracticeDifference) -> list[Practice]:
        found = (self._old.practice(name) for name in item.old)
        return [practice for practice in found if practice is not None]

    def _text_row(
        self, key: str, section: str, name: str, change: FieldChange, author: str
    ) -> DifferenceRow | None:
        found = self._compared(change.old, change.new)
        if found is None:
            self._hidden += 1
            return None
        language, old, new = found
        return DifferenceRow(
            key=key,
            section=section,
            name=name,
            lines=(word_diff(old, new, language),),
            before="" if old else _absent(change.old, self._old),
            after="" if new else _absent(change.new, self._new),
            change=change.change,
            change_words=sentences(_change_words(change.change), author),
            language=self._language_note(language, change),
        )

    def _compared(self, old: Text, new: Text) -> tuple[Language, str, str] | None:
        """Return the language to compare in and both texts (rule 1), or None to show nothing."""
        if not old or not new:
            language = (old or new).best(self._language, self._new.native_language)[0]
            return language, old.get(language) or "", new.get(language) or ""
        natives = (self._new.native_language, self._old.native_language)
        for language in (self._language, *natives):
            before, after = old.get(language), new.get(language)
            if before is not None and after is not None and not same_words(before, after):
                return language, before, after
        if old.get(self._language) is not None and new.get(self._language) is not None:
            return None
        before_language, before = old.best(self._language, natives[1])
        after_language, after = new.best(self._language, natives[0])
        if before_language == after_language and same_words(before, after):
            return None
        return after_language, before, after

    def _language_note(self, language: Language, change: FieldChange) -> str:
        if language == self._language:
            return ""
        # Translators: {language} is the name of a language in that language.
        name = language_name(language)
        if change.new.get(self._language) is None:
            return _("Shown in {language}: there is no text in your language.", language=name)
        return _("Shown in {language}: the text in your language did not change.", language=name)

    def _fact_row(
        self,
        item: PracticeDifference,
        change: FieldChange,
        olds: Sequence[Practice],
        practice: Practice,
    ) -> DifferenceRow:
        before: tuple[str, ...] = ()
        after: tuple[str, ...] = ()
        for in_detail in (False, True):
            old_reader = self._reader(self._old, in_detail=in_detail)
            new_reader = self._reader(self._new, in_detail=in_detail)
            parts = (old_reader.items(change.field, part) for part in olds)
            before = tuple(dict.fromkeys(said for part in parts for said in part))
            after = new_reader.items(change.field, practice)
            if before != after:
                break
        same = _("The words are the same, but a code behind them changed.")
        return DifferenceRow(
            key=f"{item.practice}/{change.field}",
            section=self.title(practice),
            name=field_label(change.field),
            lines=tuple(_items(before, after)),
            before="" if before else _("Not mentioned"),
            after="" if after else _("Not mentioned"),
            change=change.change,
            change_words=sentences(
                _change_words(change.change),
                same if before == after else "",
                _author_words(change, item.declared),
            ),
        )

    def _reader(self, notice: Notice, *, in_detail: bool = False) -> FactReader:
        return FactReader(notice=notice, language=self._language, in_detail=in_detail)

    def _controller_row(self) -> Iterator[DifferenceRow]:
        """Yield one row about the company that answers, instead of one for every practice."""
        if not any(
            change.field == "controller"
            for item in self._difference.practices
            for change in item.fields
        ):
            return
        before = self._reader(self._old).party(self._old.controller)
        after = self._reader(self._new).party(self._new.controller)
        yield DifferenceRow(
            key="/controller",
            section=_("All collections"),
            name=field_label("controller"),
            lines=tuple(_items((before,), (after,))),
            change=ChangeClass.MEANING,
            change_words=_change_words(ChangeClass.MEANING),
        )

    def _appeared(self, item: PracticeDifference) -> DifferenceRow:
        practice = self._new.practice(item.practice)
        said = self._said(practice.sentence, self._new) if practice else ""
        return DifferenceRow(
            key=f"{item.practice}/new",
            section=self.title(practice) if practice else item.practice,
            # Translators: this kind of data was not in the earlier notice.
            name=_("New in this version")
            if self._is_one
            # Translators: two notices are compared; this kind of data is in one of them.
            else _("Only in the second notice"),
            lines=((Piece(Part.ADDED, said),),) if said else (),
            before=self._not_in(self._old),
            change=ChangeClass.MEANING,
            change_words=_("It is off until you turn it on.")
            if self._is_own and practice is not None and practice.optional
            else "",
        )

    def _vanished(self, item: PracticeDifference) -> DifferenceRow:
        practice = self._old.practice(item.practice)
        said = self._said(practice.sentence, self._old) if practice else ""
        return DifferenceRow(
            key=f"{item.practice}/gone",
            section=self.title(practice, self._old) if practice else item.practice,
            # Translators: this kind of data is no longer in the notice.
            name=_("No longer in the notice")
            if self._is_one
            # Translators: two notices are compared; this kind of data is in one of them.
            else _("Only in the first notice"),
            lines=((Piece(Part.REMOVED, said),),) if said else (),
            after=self._not_in(self._new),
            change=ChangeClass.MEANING,
            change_words=_("A yes to it ends. Its history stays.") if self._is_own else "",
        )

    def _not_in(self, notice: Notice) -> str:
        if self._is_one:
            # Translators: {version} is the version of a notice.
            return _("Not in version {version}", version=notice.version)
        return _("Not in this notice")

    def _moved(self, item: PracticeDifference) -> DifferenceRow:
        practice = self._new.practice(item.practice)
        title = self.title(practice) if practice else item.practice
        is_split = item.move is PracticeMove.SPLIT
        before = tuple(self.title(part, self._old) for part in self._parts(item))
        ends = item.ends_consent
        return DifferenceRow(
            key=f"{item.practice}/move",
            section=title,
            name=(
                # Translators: a kind of data was part of a wider one before.
                _("Split off from a wider collection")
                if is_split
                # Translators: several kinds of data became one.
                else _("Put together from several collections")
            ),
            lines=tuple(_items(before, (title,))),
            change=ChangeClass.MEANING if ends else ChangeClass.WORDING,
            change_words=_("Your choice goes on.") if self._is_own and not ends else "",
        )

    def _notice_rows(self) -> Iterator[DifferenceRow]:
        by_practice = any(
            change.field == "controller"
            for item in self._difference.practices
            for change in item.fields
        )
        for change in self._difference.notice_fields:
            if change.field == "controller" and by_practice:
                continue
            row = self._text_row(
                f"/{change.field}", self._section_of(change), self._name_of(change), change, ""
            )
            if row is not None:
                yield row

    def _section_of(self, change: FieldChange) -> str:
        if change.field in {"rights_contact", "controller"}:
            # Translators: a change that concerns every kind of data in the notice.
            return _("All collections")
        if change.field.startswith("rights."):
            return _("Your rights")
        return _("The whole notice")

    def _name_of(self, change: FieldChange) -> str:
        head, _dot, right_id = change.field.partition(".")
        if head != "rights" or not right_id:
            return field_label(change.field)
        for notice in (self._new, self._old):
            right = notice.right(right_id)
            if right is not None:
                return self._said(right.title, notice) or right_id
        return right_id


def spoken_row(row: DifferenceRow) -> str:
    """Return a row as a screen reader says it: what is gone and what is new, in words."""
    parts = [
        labelled(row.section, row.name),
        row.change_words,
        _marks(row, Part.REMOVED),
        _marks(row, Part.ADDED),
        # Translators: {words} is the whole text as it reads now.
        _("It reads now: {words}", words=plain(row.new) or row.after),
        row.language,
    ]
    return "\n".join(part for part in parts if part)


def spoken_side(version: str, row: DifferenceRow, part: Part) -> str:
    """Return one side of a row as a screen reader says it.

    Args:
        version: The words for the version of that side.
        row: The row.
        part: What is marked on that side: removed words on the old one, added on the new.
    """
    is_old = part is Part.REMOVED
    said = plain(row.old if is_old else row.new) or (row.before if is_old else row.after)
    return "\n".join(line for line in (labelled(version, said), _marks(row, part)) if line)


def _marks(row: DifferenceRow, part: Part) -> str:
    """Return which words are marked, in words."""
    found = phrases(*_texts(row.lines, part))
    if not found:
        return ""
    if part is Part.REMOVED:
        # Translators: {words} are words that are no longer in a text.
        return _("Removed: {words}", words=found)
    # Translators: {words} are words that are new in a text.
    return _("Added: {words}", words=found)


def plain(lines: Iterable[Line]) -> str:
    """Return lines of pieces as plain text."""
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def _texts(lines: Iterable[Line], part: Part) -> list[str]:
    found = (piece.text.strip() for line in lines for piece in line if piece.part is part)
    return [text for text in found if text]


def _items(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Yield a line for each item of a list: those that are gone, that stay, and that came."""
    for said in before:
        part = Part.SAME if said in after else Part.REMOVED
        yield (Piece(part, said),)
    for said in after:
        if said not in before:
            yield (Piece(Part.ADDED, said),)


def _absent(text: Text, notice: Notice) -> str:
    return words.not_stated(notice) if text.not_stated else _("Nothing was said about it")


def _change_words(change: ChangeClass) -> str:
    match change:
        case ChangeClass.MEANING:
            return _("The meaning changed.")
        case ChangeClass.WORDING:
            return _("Only the wording changed.")
        case ChangeClass.TRANSLATION:
            return _("Only the translation changed.")


def _author_words(change: FieldChange, declared: ChangeClass | None) -> str:
    """Return what the author calls a change, where that is another word or ours rests on it."""
    rests_on_it = change.change is ChangeClass.WORDING and change.field in MEANING_TEXTS
    if declared is None or (declared is change.change and not rests_on_it):
        return ""
    if rests_on_it and declared is ChangeClass.WORDING:
        return _("That is what the author says.")
    match declared:
        case ChangeClass.MEANING:
            return _("The author calls it a change of meaning.")
        case ChangeClass.WORDING:
            return _("The author calls it wording.")
        case ChangeClass.TRANSLATION:
            return _("The author calls it a translation.")
