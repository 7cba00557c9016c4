"""``ownerapp notice diff``: what changed from one notice to another, word by word.

Removed words stand in ``[-...-]``, added ones in ``{+...+}``, as in ``git diff --word-diff``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.cli.context import Context
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_change import NoticeDifference, notes_between
from ownerapp.i18n import _
from ownerapp.i18n.formatting import format_date
from ownerapp.i18n.word_diff import Part, Piece
from ownerapp.presentation.difference_page import DifferencePresenter, plain
from ownerapp.presentation.difference_states import DifferenceRow, DifferenceTable, Line
from ownerapp.presentation.joining import labelled, sentences

_MARKS = {Part.SAME: ("", ""), Part.REMOVED: ("[-", "-]"), Part.ADDED: ("{+", "+}")}


def run(context: Context) -> int:
    """Compare two notices, by id or file; a difference is no failure."""
    difference = context.desk.notices.compare(context.options.old, context.options.new)
    presenter = DifferencePresenter(difference, context.language)
    table = presenter.table()
    if context.json:
        context.say_json(_value(context, difference, table))
        return 0
    for line in _lines(context, difference, table):
        context.say(line)
    return 0


def _lines(context: Context, difference: NoticeDifference, table: DifferenceTable) -> Iterator[str]:
    old, new = difference.old, difference.new
    yield _named(context, old)
    yield _named(context, new)
    for note in notes_between(old, new):
        text = note.text.best(context.notice_language(new), new.native_language)[1]
        # Translators: {text} is what the author of a notice says about a new version.
        yield _("The author of the notice says: {text}", text=text)
    section = ""
    for row in table.rows:
        if row.section != section:
            section = row.section
            yield ""
            yield section
        yield from _row_lines(table, row)
    yield ""
    if not table.rows:
        yield table.nothing
    for line in (table.unchanged, table.hidden):
        if line:
            yield line


def _named(context: Context, notice: Notice) -> str:
    title = notice.title.best(context.notice_language(notice), notice.native_language)[1]
    # Translators: {title} is the title of a notice, {version} its version, {date} the day from
    # which it applies.
    return _(
        "{title}, version {version}, applies from {date}",
        title=title,
        version=notice.version,
        date=format_date(notice.effective_from),
    )


def _row_lines(table: DifferenceTable, row: DifferenceRow) -> Iterator[str]:
    marked = [_marked(line) for line in row.lines]
    if len(marked) == 1:
        yield f"  {labelled(row.name, marked[0])}"
    else:
        yield f"  {row.name}"
        yield from (f"    {line}" for line in marked)
    for version, words in ((table.old_version, row.before), (table.new_version, row.after)):
        if words:
            yield f"    {labelled(version, words)}"
    said = sentences(row.change_words, row.language)
    if said:
        yield f"    {said}"


def _marked(line: Line) -> str:
    return "".join(_marked_piece(piece) for piece in line)


def _marked_piece(piece: Piece) -> str:
    """Return a piece with its marks around the words; spaces at its ends stay outside."""
    words = piece.text.strip()
    if not words or piece.part is Part.SAME:
        return piece.text
    before, after = _MARKS[piece.part]
    return piece.text.replace(words, f"{before}{words}{after}", 1)


def _value(context: Context, difference: NoticeDifference, table: DifferenceTable) -> JsonValue:
    moves: list[JsonValue] = [
        {
            "practice": item.practice,
            "move": item.move.value,
            "old": list(item.old),
            "change": item.change.value if item.change else None,
            "declared": item.declared.value if item.declared else None,
            "ends_consent": item.ends_consent,
            "fields": {change.field: change.change.value for change in item.fields},
        }
        for item in difference.changed
    ]
    return {
        "old": _notice_value(difference.old),
        "new": _notice_value(difference.new),
        "language": context.notice_language(difference.new),
        "practices": moves,
        "notice_fields": {change.field: change.change.value for change in difference.notice_fields},
        "rows": [_row_value(row) for row in table.rows],
        "unchanged": len(table.unchanged_titles),
    }


def _notice_value(notice: Notice) -> dict[str, JsonValue]:
    return {
        "id": notice.pack_id,
        "version": notice.version,
        "effective_from": notice.effective_from.isoformat(),
        "sha256": notice.hash,
    }


def _row_value(row: DifferenceRow) -> dict[str, JsonValue]:
    practice, _slash, field = row.key.partition("/")
    return {
        "practice": practice or None,
        "field": field,
        "section": row.section,
        "name": row.name,
        "change": row.change.value,
        "old": plain(row.old) or None,
        "new": plain(row.new) or None,
        "lines": [
            [{"part": piece.part.value, "text": piece.text} for piece in line] for line in row.lines
        ],
    }
