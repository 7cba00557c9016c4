"""Guided steps in words: what to press, and from where that is known."""

from __future__ import annotations

from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_facts import GuidedSteps
from ownerapp.i18n import _
from ownerapp.presentation import words
from ownerapp.presentation.guide_state import GuideText
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.source_words import source_sentence
from ownerapp.presentation.telling_words import guide_word, scope_sentence
from ownerapp.presentation.voice import Voice


def guide_text(notice: Notice, guide: GuidedSteps, voice: Voice) -> GuideText:
    """Return a guide in words, with its source and date."""
    sources = [notice.source(item) for item in guide.sources]
    return GuideText(
        label=guide_word(guide.action),
        steps=tuple(
            # Translators: one of several steps, for example: 1. Tap Settings.
            _("{number}. {step}", number=number, step=voice.words(step))
            for number, step in enumerate(guide.steps, start=1)
        ),
        source=sentences(
            scope_sentence(guide.scope),
            *(source_sentence(item, voice) for item in sources if item is not None),
        ),
    )


def no_guide(notice: Notice, action: str = "") -> GuideText:
    """Return the words in the place of steps that the notice does not state."""
    return GuideText(
        label=guide_word(action) if action else "",
        steps=(),
        # Translators: {missing} is for example: Not stated by the maker.
        source=_("Steps: {missing}", missing=words.not_stated(notice)),
    )
