"""The dated facts of law, read from the program's own files when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from ownerapp.services.ports.surroundings import LegalFacts

if TYPE_CHECKING:
    from ownerapp.compliance.adequacy import AdequacyList
    from ownerapp.compliance.deadlines.parameters import Parameters
    from ownerapp.compliance.letter_book import LetterBook


class ShippedLegalFacts(LegalFacts):
    """The facts in ``resources/law``, ``resources/deadlines`` and ``resources/letters``."""

    @override
    def adequacy(self) -> AdequacyList:
        """Return the EU's adequacy decisions."""
        from ownerapp.packs.adequacy import adequacy_list  # noqa: PLC0415 - no start needs it

        return adequacy_list()

    @override
    def deadlines(self) -> Parameters:
        """Return how long each law gives to answer a request."""
        from ownerapp.packs.deadlines import deadline_parameters  # noqa: PLC0415 - as above

        return deadline_parameters()

    @override
    def letters(self) -> LetterBook:
        """Return the texts of letters."""
        from ownerapp.packs.letters import letter_book  # noqa: PLC0415 - as above

        return letter_book()
