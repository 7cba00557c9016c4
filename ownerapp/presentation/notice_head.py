"""Presents the head of the notice page: which notice it is, whose words, and whose file."""

from __future__ import annotations

from datetime import date

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice
from ownerapp.domain.trust import NoticeTrust, TrustLevel
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation import words
from ownerapp.presentation.joining import phrases, sentences
from ownerapp.presentation.states import LineState
from ownerapp.presentation.trust_words import trust_state
from ownerapp.presentation.voice import Voice

READ, CHECK, MISSING = "read", "check", "not-stated"
"""The keys of the three views of a notice, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeHead:
    """What stands above every view of a notice."""

    title: str
    car: str
    """Brand and model."""
    version: str
    trust: LineState | None
    """Whose word the file is; None where that is not known."""
    trust_note: str
    """What follows from the trust and what can be done; empty where all is as it should be."""
    origin: str
    """Whose statements it holds; empty for an issuer's own."""
    is_compiled: bool
    tabs_name: str
    """What a screen reader calls the tabs."""
    tabs: tuple[tuple[str, str], ...]
    """Key and words of each view."""
    back: str


def notice_head(notice: Notice, trust: NoticeTrust | None, language: Language) -> NoticeHead:
    """Return the head of the page about a notice.

    Args:
        notice: The notice.
        trust: Whose word its bytes are, where that is known.
        language: The language in which its texts are shown.
    """
    voice = Voice(notice, language)
    said = trust_state(trust, notice, language) if trust is not None else None
    is_plain = trust is None or trust.level is TrustLevel.SHIPPED
    return NoticeHead(
        title=voice.words(notice.title),
        car=phrases(voice.words(notice.brand), voice.words(notice.model)),
        version=words.dated_version(notice),
        trust=said.line if said is not None else None,
        trust_note=sentences(said.meaning, said.next_step) if said and not is_plain else "",
        origin=words.origin_sentence(notice),
        is_compiled=words.is_compiled(notice),
        tabs_name=_("Views of the notice"),
        tabs=(
            # Translators: a tab with the whole text of a notice.
            (READ, pgettext("tab", "Read")),
            # Translators: a tab with what a check of a notice finds.
            (CHECK, pgettext("tab", "Check")),
            # Translators: a tab with the facts that a notice does not state.
            (MISSING, pgettext("tab", "Not stated")),
        ),
        back=pgettext("link", "Back to my choices"),
    )


def checked_sentence(notice: Notice, day: date) -> str:
    """Return when a check was made, and that it is about what is declared."""
    # Translators: {date} is the day of the check.
    said = _("Checked on {date}.", date=format_date(day))
    if words.is_compiled(notice):
        return sentences(
            said,
            _(
                "This is about what the sources say, not verified. What is missing here may stand "
                "in the maker's own notice."
            ),
        )
    return sentences(said, _("Declared by the issuer, not verified."))
