"""``ownerapp notice list`` and ``ownerapp notice show``."""

from __future__ import annotations

from ownerapp.cli.context import Context
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.notice import Notice, Practice
from ownerapp.i18n import _, pgettext
from ownerapp.presentation import words
from ownerapp.presentation.notice_page import notice_lines


def list_notices(context: Context) -> int:
    """List the shipped and the imported notices."""
    listed = context.desk.notices.all()
    if context.json:
        context.say_json(
            [
                _notice_value(context, loaded.notice) | {"trust": loaded.trust.level.value}
                for loaded in listed
            ]
        )
        return 0
    context.say_table(
        [_("Id"), pgettext("column", "Version"), _("Optional"), _("Always on"), _("Title")],
        [
            [
                notice.pack_id,
                notice.version,
                str(len(notice.optional())),
                str(len(notice.required())),
                notice.title.best(context.notice_language(notice), notice.native_language)[1],
            ]
            for notice in (loaded.notice for loaded in listed)
        ],
    )
    return 0


def show(context: Context) -> int:
    """Print a whole notice as readable text."""
    notice = context.desk.notices.load(context.options.notice).notice
    language = context.notice_language(notice)
    if context.json:
        value = _notice_value(context, notice)
        value["practices"] = [_practice_value(context, notice, item) for item in notice.practices]
        context.say_json(value)
        return 0
    for line in notice_lines(notice, language):
        context.say(line)
    return 0


def _notice_value(context: Context, notice: Notice) -> dict[str, JsonValue]:
    language = context.notice_language(notice)
    return {
        "id": notice.pack_id,
        "version": notice.version,
        "effective_from": notice.effective_from.isoformat(),
        "regime": notice.regime.value,
        "origin": notice.origin.value,
        "origin_sentence": words.origin_sentence(notice),
        "languages": list(notice.languages),
        "title": notice.title.best(language, notice.native_language)[1],
        "optional": len(notice.optional()),
        "required": len(notice.required()),
        "sha256": notice.hash,
    }


def _practice_value(context: Context, notice: Notice, practice: Practice) -> JsonValue:
    language = context.notice_language(notice)
    texts = practice.yes_texts()
    return {
        "practice": practice.id,
        "group": practice.group,
        "required": practice.required,
        "sensitive": practice.sensitive,
        "leaves_country": practice.leaves_country,
        "terms": [term.value for term in notice.offered_terms(practice)],
        "texts": {
            name: text.best(language, notice.native_language)[1] or None
            for name, text in texts.items()
        },
    }
