"""Whose word a notice is, in words: what is the case, what it means, what to do next.

Rules:

1. A signature says who signed and that nothing was changed since; never that what the
   notice declares is true.
2. A name beside a key that nobody accepted is what the file says of itself, and is put so.
3. The same three sentences everywhere: window, command line, record.
"""

from __future__ import annotations

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice
from ownerapp.domain.trust import Before, NoticeTrust, SignatureState, TrustLevel
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.states import Explanation, LineState, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustState:
    """The trust of one notice as a screen shows it."""

    line: LineState
    """One sentence with its shape."""
    meaning: str
    """What follows from it."""
    next_step: str
    """What the person can do; empty where nothing is to be done."""
    fingerprint: str
    """Of the key whose signature holds, in groups; empty without one."""
    can_accept: bool
    """Whether there is a key that can be accepted."""


def trust_state(trust: NoticeTrust, notice: Notice, language: Language) -> TrustState:
    """Return the trust of a notice in words.

    Args:
        trust: The trust.
        notice: The notice, for the name of its author.
        language: The language in which the notice's texts are shown.
    """
    return TrustState(
        line=_line(trust, _issuer(trust, notice, language)),
        meaning=sentences(_meaning(trust), _before(trust)),
        next_step=_next_step(trust),
        fingerprint=trust.fingerprint,
        can_accept=trust.level is TrustLevel.SIGNED_NOT_ACCEPTED,
    )


def locked_sentence(trust: NoticeTrust) -> str:
    """Return why nothing can be turned on from a notice; empty where it can."""
    if trust.takes_yes:
        return ""
    said = not_taken(trust.level, trust.fingerprint)
    return sentences(said.title, said.next_step)


def not_taken(level: TrustLevel, fingerprint: str) -> Explanation:
    """Return why a yes is not taken, what is safe, and what to do next."""
    return Explanation(
        title=_why_not(level),
        body=_("Nothing was saved. What was off is still off, and you can turn anything off."),
        next_step=_what_next(level, fingerprint),
    )


def recorded_trust(trust: str, fingerprint: str) -> str:
    """Return what a record says of its notice; empty for a word that is not known.

    Args:
        trust: ``car:noticeTrust`` of the record.
        fingerprint: ``car:noticeKey`` of the record, or nothing.
    """
    match trust:
        case "shipped":
            return _("The notice was shipped with the program that made the record")
        case "signed":
            # Translators: {fingerprint} is a row of digits and letters.
            return _("The notice was signed by the key {fingerprint}", fingerprint=fingerprint)
        case "unsigned":
            return _("The notice was not signed by its author")
        case "broken":
            return _("The notice was changed after it was signed")
        case _:
            return ""


def paper_trust(trust: str, fingerprint: str) -> str:
    """Return the same as a line on the record's paper; it says no more than the record."""
    match trust:
        case "shipped":
            return _("Shipped with ownerapp")
        case "signed":
            # Translators: {fingerprint} is a row of digits and letters.
            return _("Signed by the key {fingerprint}", fingerprint=fingerprint)
        case "unsigned":
            return _("Not signed by its author")
        case _:
            return _("Changed after it was signed")


def _issuer(trust: NoticeTrust, notice: Notice, language: Language) -> str:
    """Return the name under which a key was accepted, else the one that the notice claims."""
    return trust.accepted_as or trust.issuer.best(language, notice.native_language)[1]


def _line(trust: NoticeTrust, issuer: str) -> LineState:
    match trust.level:
        case TrustLevel.SHIPPED:
            return LineState(text=_("Shipped with ownerapp"), icon="shieldcheck", tone=Tone.NEUTRAL)
        case TrustLevel.SIGNED_ACCEPTED:
            # Translators: {issuer} is a company or person, {fingerprint} digits and letters.
            said = _(
                "Signed by {issuer}, key {fingerprint}",
                issuer=issuer,
                fingerprint=trust.fingerprint,
            )
            return LineState(text=said, icon="shieldcheck", tone=Tone.NEUTRAL)
        case TrustLevel.SIGNED_NOT_ACCEPTED:
            # Translators: {fingerprint} is a row of digits and letters.
            said = _(
                "Signed by a key you have not accepted: {fingerprint}",
                fingerprint=trust.fingerprint,
            )
            return LineState(text=said, icon="wait", tone=Tone.ATTENTION)
        case TrustLevel.UNSIGNED:
            if trust.signature.state is SignatureState.UNSUPPORTED:
                said = _("Signed in a way that this program cannot check")
            else:
                said = _("Not signed by its author")
            return LineState(text=said, icon="wait", tone=Tone.ATTENTION)
        case TrustLevel.BROKEN:
            said = _("The signature does not match: the file was changed after it was signed")
            return LineState(text=said, icon="oct", tone=Tone.STOP)


def _meaning(trust: NoticeTrust) -> str:
    match trust.level:
        case TrustLevel.SHIPPED:
            return _("It is exactly the file that came with this program.")
        case TrustLevel.SIGNED_ACCEPTED:
            return _("Nothing was changed since it was signed, and you accepted the key.")
        case TrustLevel.SIGNED_NOT_ACCEPTED:
            return _(
                "Nothing was changed since it was signed, but whose key it is, the file alone "
                "cannot show."
            )
        case TrustLevel.UNSIGNED:
            if trust.unsigned_allowed:
                return _(
                    "Anybody may have written or changed it. You allowed such notices in "
                    "Settings, and the record will say so."
                )
            return _("Anybody may have written or changed it. You can read and check it.")
        case TrustLevel.BROKEN:
            return _("What it says now is not what its author signed.")


def _before(trust: NoticeTrust) -> str:
    match trust.before:
        case Before.NOTHING:
            return ""
        case Before.SHIPPED:
            return _("A notice with the same name is shipped with ownerapp; this is another one.")
        case Before.OTHER_KEY if trust.level.is_signed:
            return _("It is another key than before.")
        case Before.OTHER_KEY:
            return _("An earlier one with the same name was signed by a key that you accepted.")


def _next_step(trust: NoticeTrust) -> str:
    if trust.takes_yes:
        return ""
    return not_taken(trust.level, trust.fingerprint).next_step


def _why_not(level: TrustLevel) -> str:
    match level:
        case TrustLevel.SIGNED_NOT_ACCEPTED | TrustLevel.SIGNED_ACCEPTED:
            return _(
                "This notice is signed by a key that you have not accepted, so nothing can be "
                "turned on from it."
            )
        case TrustLevel.BROKEN:
            return _(
                "This notice was changed after it was signed, so nothing can be turned on from it."
            )
        case TrustLevel.UNSIGNED | TrustLevel.SHIPPED:
            return _("This notice is not signed, so nothing can be turned on from it.")


def _what_next(level: TrustLevel, fingerprint: str) -> str:
    match level:
        case TrustLevel.SIGNED_NOT_ACCEPTED | TrustLevel.SIGNED_ACCEPTED:
            # Translators: {fingerprint} is a row of digits and letters.
            return _(
                "Ask its author for the key's fingerprint in another way. If it is {fingerprint}, "
                "accept the key.",
                fingerprint=fingerprint,
            )
        case TrustLevel.BROKEN:
            return _("Get the file again from where it came from.")
        case TrustLevel.UNSIGNED | TrustLevel.SHIPPED:
            return _(
                "Get a signed notice from its author, or allow notices without a signature in "
                "Settings."
            )
