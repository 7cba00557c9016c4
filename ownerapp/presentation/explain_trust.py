"""The words for errors around signatures of notices; :mod:`explain` hands them out."""

from __future__ import annotations

from collections.abc import Callable

from ownerapp.domain import errors as e
from ownerapp.domain.trust import TrustLevel
from ownerapp.i18n import _
from ownerapp.i18n.formatting import format_list
from ownerapp.presentation.states import Explanation
from ownerapp.presentation.trust_words import not_taken


def _not_trusted(error: e.NoticeNotTrustedError) -> Explanation:
    try:
        level = TrustLevel(error.trust)
    except ValueError:
        # Nothing is known of it, which is the careful answer.
        level = TrustLevel.UNSIGNED
    return not_taken(level, error.fingerprint)


def _signature(_error: e.NoticeSignatureError) -> Explanation:
    return Explanation(
        title=_("The signature does not match: the file was changed after it was signed."),
        body=_("Nothing was saved."),
        next_step=_("Get the file again from where it came from."),
    )


def _version_taken(error: e.NoticeVersionTakenError) -> Explanation:
    return Explanation(
        title=_("There is another notice with the same name and version here."),
        # Translators: {notice} is a name such as cn-reference-ev, {version} for example 1.0.
        body=_(
            "{notice}, version {version}, is here with other content. Nothing was saved.",
            notice=error.pack,
            version=error.version,
        ),
        next_step=_("Ask its author for a new version, or give it one if you are the author."),
    )


def _not_signed(_error: e.NoticeNotSignedError) -> Explanation:
    return Explanation(
        title=_("This notice has no signature that can be checked."),
        body=_("So there is no key to accept. Nothing was saved."),
        next_step=_("Get a signed notice from its author."),
    )


def _fingerprint_other(error: e.FingerprintOtherError) -> Explanation:
    return Explanation(
        title=_("This is not the fingerprint of the key that signed the notice."),
        # Translators: {fingerprint} is a row of digits and letters.
        body=_("The key that signed it is {fingerprint}.", fingerprint=error.found),
        next_step=_("If its author gave you another fingerprint, do not accept this key."),
    )


def _accepted_missing(_error: e.AcceptedKeyMissingError) -> Explanation:
    return Explanation(
        title=_("No key with this fingerprint is accepted here."),
        body=_("Nothing was changed."),
        next_step=_("Look at the list of accepted keys."),
    )


def _author_name(error: e.AuthorKeyNameError) -> Explanation:
    return Explanation(
        title=_("A key cannot have this name."),
        # Translators: {count} is a number of characters.
        body=_(
            "A name has up to {count} lower-case letters a to z, digits and single hyphens.",
            count=error.limit,
        ),
        next_step=_("Choose another name."),
    )


def _author_exists(error: e.AuthorKeyExistsError) -> Explanation:
    return Explanation(
        # Translators: {name} is the name of a key, for example my-company.
        title=_("There is a key named {name} already.", name=error.name),
        body=_("It was not touched."),
        next_step=_("Use it, or choose another name for the new key."),
    )


def _author_missing(error: e.AuthorKeyMissingError) -> Explanation:
    return Explanation(
        title=_("There is no key of this name."),
        # Translators: {names} is a list of names of keys.
        body=_("There are: {names}.", names=format_list(error.known))
        if error.known
        else _("No key was made here yet."),
        # Translators: ownerapp notice keygen is a command; keep it.
        next_step=_("Use the name of a key, or make one with ownerapp notice keygen."),
    )


MAKERS: dict[type[e.OwnerAppError], Callable[..., Explanation]] = {
    e.NoticeNotTrustedError: _not_trusted,
    e.NoticeSignatureError: _signature,
    e.NoticeVersionTakenError: _version_taken,
    e.NoticeNotSignedError: _not_signed,
    e.FingerprintOtherError: _fingerprint_other,
    e.AcceptedKeyMissingError: _accepted_missing,
    e.AuthorKeyNameError: _author_name,
    e.AuthorKeyExistsError: _author_exists,
    e.AuthorKeyMissingError: _author_missing,
}
