"""The commands of those who write, translate and sign notices."""

from __future__ import annotations

import shlex

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.ids import Language
from ownerapp.domain.trust import TrustLevel
from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import language_name
from ownerapp.presentation.joining import labelled, phrases
from ownerapp.presentation.lock_words import copies_words
from ownerapp.presentation.trust_words import trust_state
from ownerapp.services.opening import Need
from ownerapp.services.ports.notices import LoadedNotice


def new(context: Context) -> int:
    """Write a small pack to start from, or the awkward ones for testers."""
    if context.options.nasty:
        paths = context.desk.authors.write_nasty_notices(expanded(context.options.folder))
        if context.json:
            context.say_json({"files": list(paths)})
            return 0
        for written in paths:
            context.say(_("Written: {path}", path=written))
        return 0
    path = context.desk.authors.start_notice(expanded(context.options.folder))
    if context.json:
        context.say_json({"pack": path})
        return 0
    context.say(_("Written: {path}", path=path))
    # Translators: {command} is a command to type.
    context.say(_("Read it with: {command}", command=f"ownerapp notice show {shlex.quote(path)}"))
    context.say(_("Check it with: {command}", command=f"ownerapp notice check {shlex.quote(path)}"))
    return 0


def extract(context: Context) -> int:
    """Write the gettext catalogues of a pack."""
    options = context.options
    paths = context.desk.authors.extract_notice(expanded(options.notice), expanded(options.to))
    if context.json:
        context.say_json({"files": list(paths)})
        return 0
    for path in paths:
        context.say(_("Written: {path}", path=path))
    return 0


def merge(context: Context) -> int:
    """Take the finished translations of a folder into a pack."""
    options = context.options
    merged = context.desk.authors.merge_notice(expanded(options.notice), expanded(options.source))
    if context.json:
        context.say_json(
            [
                {
                    "language": item.language,
                    "taken": item.taken,
                    "missing": item.missing,
                    "outdated": item.outdated,
                }
                for item in merged
            ]
        )
        return 0
    for item in merged:
        name = language_name(Language(item.language.replace("-", "_")))
        context.say(
            labelled(
                name,
                phrases(
                    ngettext("{n} text taken", "{n} texts taken", item.taken),
                    ngettext("{n} still missing", "{n} still missing", item.missing),
                    # Translators: translations of words that the notice no longer has.
                    ngettext("{n} outdated", "{n} outdated", item.outdated),
                ),
            )
        )
    if not merged:
        context.say(_("There is no catalogue in this folder. The notice stays as it is."))
    return 0


def keygen(context: Context) -> int:
    """Make a key that signs notices; it is kept in the vault and never shown."""
    key = context.desk.authors.make_author_key(
        context.options.name, passphrase=context.author_passphrase()
    )
    if context.json:
        context.say_json({"name": key.name, "fingerprint": key.fingerprint, "did": key.did})
        return 0
    # Translators: {name} is the name that the person gave to a key.
    context.say(_("The key {name} is made and kept by this computer.", name=key.name))
    context.say(labelled(_("Fingerprint"), key.fingerprint))
    context.say(_("Give people this fingerprint by another way than the notice itself."))
    return 0


def passphrase(context: Context) -> int:
    """Change the passphrase that opens the keys that sign notices, as ``keys passphrase`` does."""
    authors = context.desk.authors
    present = context.author_passphrase() if authors.author_need() is Need.PASSPHRASE else None
    if present is None:
        context.show(_("Your keys for notices have no passphrase that could be changed."))
        return 2
    authors.change_passphrase(context.typed_passphrase(), present=present)
    if context.json:
        context.say_json({"changed": True})
        return 0
    context.say(_("From now on only the new passphrase opens your keys for notices."))
    context.say(copies_words())
    return 0


def sign(context: Context) -> int:
    """Sign a pack in place."""
    options = context.options
    loaded = context.desk.authors.sign_notice(
        expanded(options.notice), options.key, passphrase=context.author_passphrase()
    )
    _say_trust(context, loaded)
    return 0


def verify(context: Context) -> int:
    """Say whose word a pack is; 1 when its signature does not hold."""
    loaded = context.desk.notices.verify(expanded(context.options.notice))
    _say_trust(context, loaded)
    return 1 if loaded.trust.level is TrustLevel.BROKEN else 0


def import_notice(context: Context) -> int:
    """Keep the pack in a file beside the shipped ones."""
    options = context.options
    loaded = context.desk.notices.import_file(expanded(options.notice))
    if options.accept:
        context.desk.notices.accept_key(loaded, options.accept)
        loaded = context.desk.notices.load(loaded.notice.pack_id)
    _say_trust(context, loaded)
    return 0


def _say_trust(context: Context, loaded: LoadedNotice) -> None:
    """Print which notice it is and whose word."""
    notice, trust = loaded.notice, loaded.trust
    language = context.notice_language(notice)
    if context.json:
        context.say_json(
            {
                "id": notice.pack_id,
                "version": notice.version,
                "sha256": notice.hash,
                "trust": trust.level.value,
                "fingerprint": trust.fingerprint or None,
                "takes_yes": trust.takes_yes,
            }
        )
        return
    state = trust_state(trust, notice, language)
    title = notice.title.best(language, notice.native_language)[1]
    context.say(f"{notice.pack_id} {notice.version}: {title}")
    for text in (state.line.text, state.meaning, state.next_step):
        if text:
            context.say(text)
    if state.fingerprint:
        context.say(labelled(_("Fingerprint"), state.fingerprint))
