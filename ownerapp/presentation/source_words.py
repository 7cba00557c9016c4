"""Says what a statement of a notice is about, and from where it was taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ownerapp.domain.notice import Notice, Practice, Source
from ownerapp.domain.notice_codes import Reading, Scope
from ownerapp.domain.notice_facts import Statement
from ownerapp.i18n import _
from ownerapp.i18n.formatting import format_date, format_list
from ownerapp.presentation.field_words import field_label, field_order
from ownerapp.presentation.joining import labelled, sentences
from ownerapp.presentation.notice_rows import BETWEEN
from ownerapp.presentation.telling_words import scope_sentence
from ownerapp.presentation.voice import Voice

_ENDS = ".。"
_SHORT = 2


def source_sentence(source: Source, voice: Voice) -> str:
    """Return where a statement was read, and when; a report on a text is called one."""
    title = voice.words(source.title).rstrip(_ENDS)
    is_report = source.reading is Reading.SUMMARY
    if source.retrieved is None:
        if is_report:
            # Translators: {title} is the title of a web page that reports on a statement.
            return _("Source: a report, {title}.", title=title)
        # Translators: {title} is the title of a web page or a document.
        return _("Source: {title}.", title=title)
    date = format_date(source.retrieved)
    if is_report:
        # Translators: {title} is the title of a web page that reports on a statement, {date} a
        # date.
        return _("Source: a report, {title}, read on {date}.", title=title, date=date)
    # Translators: {title} is the title of a web page or a document, {date} a date.
    return _("Source: {title}, read on {date}.", title=title, date=date)


def practice_foot(notice: Notice, practice: Practice, voice: Voice) -> tuple[str, ...]:
    """Return what a practice's statements are about and their sources, a line for each kind."""
    return tuple(_foot(notice, voice, practice.scope, practice.sources, practice.statements))


def notice_foot(notice: Notice, voice: Voice) -> tuple[str, ...]:
    """Return the same for what is stated about the notice as a whole."""
    lines = _foot(notice, voice, notice.scope, notice.statement_sources, notice.statements)
    return tuple(lines)


def has_one_source(notice: Notice) -> bool:
    """Tell whether everything comes from one source, which is then named only once."""
    return len(notice.sources) == 1


def _foot(
    notice: Notice,
    voice: Voice,
    scope: Scope,
    sources: Sequence[str],
    statements: Sequence[Statement],
) -> Iterator[str]:
    yield sentences(scope_sentence(scope), *_said(notice, voice, sources))
    for statement in statements:
        if has_one_source(notice) and statement.scope is scope:
            continue
        named = sorted(statement.fields, key=field_order)
        labels = list(dict.fromkeys(field_label(field) for field in named))
        said = sentences(scope_sentence(statement.scope), *_said(notice, voice, statement.sources))
        # Some labels have commas of their own: a long list of them would be no list any more.
        is_short = len(labels) <= _SHORT
        yield labelled(format_list(labels) if is_short else BETWEEN.join(labels), said)


def _said(notice: Notice, voice: Voice, sources: Sequence[str]) -> Iterator[str]:
    if has_one_source(notice):
        return
    for source in map(notice.source, sources):
        if source is not None:
            yield source_sentence(source, voice)
