"""Turns a letter into what the typesetter takes."""

from __future__ import annotations

from ownerapp.domain.event import rfc3339
from ownerapp.domain.letter_paper import LetterPaper, LetterSheet
from ownerapp.domain.rights import KeptRequest
from ownerapp.i18n import _
from ownerapp.presentation.paper_language import paper_language


def letter_paper(request: KeptRequest) -> LetterPaper:
    """Return the letter of a request, as it is kept."""
    sheets = tuple(
        LetterSheet(
            language=paper_language(part.language),
            recipient=part.recipient,
            subject=part.subject,
            paragraphs=part.paragraphs,
            signature=part.signature,
            notes=part.notes,
        )
        for part in request.letters
    )
    return LetterPaper(
        language=sheets[0].language,
        title=request.letters[0].subject,
        created=rfc3339(request.made_at.replace(microsecond=0)),
        sheets=sheets,
        # Translators: {page} and {pages} are numbers; keep both places.
        page_label=_("Page {page} of {pages}", page="{page}", pages="{pages}"),
    )
