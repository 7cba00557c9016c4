"""The words for the purposes that a notice may state."""

from __future__ import annotations

from ownerapp.domain.notice_codes import Purpose
from ownerapp.i18n import pgettext


def purpose_word(purpose: Purpose) -> str:
    """Return a purpose in a few words, to stand in a list."""
    match purpose:
        case Purpose.DRIVING_SAFETY:
            return pgettext("purpose", "driving safety")
        case Purpose.ASSISTED_DRIVING:
            return pgettext("purpose", "assisted driving")
        case Purpose.NAVIGATION:
            return pgettext("purpose", "navigation")
        case Purpose.REQUESTED_SERVICE:
            return pgettext("purpose", "a service that was asked for")
        case Purpose.VOICE_RECOGNITION:
            return pgettext("purpose", "recognising speech")
        case Purpose.REMOTE_CABIN_VIEW:
            return pgettext("purpose", "viewing the cabin from afar")
        case Purpose.CLOUD_STORAGE:
            return pgettext("purpose", "storing on servers")
        case Purpose.AUTHENTICATION:
            return pgettext("purpose", "recognising a person")
        case Purpose.DROWSINESS:
            return pgettext("purpose", "noticing tiredness")
        case Purpose.DISTRACTION:
            return pgettext("purpose", "noticing distraction")
        case Purpose.LEGAL_DUTY:
            return pgettext("purpose", "a legal duty")
        case Purpose.SERVICE_IMPROVEMENT:
            return pgettext("purpose", "changing services")
        case Purpose.USER_EXPERIENCE:
            return pgettext("purpose", "changing how it is used")
        case Purpose.RESEARCH:
            return pgettext("purpose", "research and development")
        case Purpose.PUSH:
            return pgettext("purpose", "sending messages")
        case Purpose.MARKETING:
            return pgettext("purpose", "marketing")
        case Purpose.THIRD_PARTY:
            return pgettext("purpose", "purposes of other companies")
