"""Presents the certificate of a hand-over: one page for the next owner.

It says whose word each line is. The VIN stands on it only where the person ticked that; a
salted hash lets the next owner compare it with the one on the car.
"""

from __future__ import annotations

from datetime import tzinfo

from ownerapp.domain.event import rfc3339
from ownerapp.domain.handover import HandoverFacts
from ownerapp.domain.paper import PaperLanguage, PaperRow, PaperSentences, PaperTable
from ownerapp.domain.small_paper import CertificatePaper
from ownerapp.domain.text import Text
from ownerapp.i18n import _, translate_in
from ownerapp.i18n.formatting import format_datetime, format_list
from ownerapp.presentation import handover_words as said
from ownerapp.presentation.paper_language import paper_language
from ownerapp.presentation.voice import Voice, notice_language


def certificate(facts: HandoverFacts, *, language: str, zone: tzinfo) -> CertificatePaper:
    """Return the certificate in an interface language."""
    with translate_in(language) as spoken:
        return _Certificate(facts, spoken.language, zone).paper()


class _Certificate:
    """Puts the facts into words."""

    def __init__(self, facts: HandoverFacts, language: str, zone: tzinfo) -> None:
        self._facts = facts
        self._language = language
        self._zone = zone
        texts = notice_language(facts.notice, language)
        self._voice = Voice(facts.notice, texts)
        self._texts = texts

    def paper(self) -> CertificatePaper:
        """Return the page."""
        at = self._facts.at.replace(microsecond=0)
        return CertificatePaper(
            language=paper_language(self._language),
            # Translators: the heading of a printed page for the next owner of a car.
            title=_("Hand-over of a car"),
            created=rfc3339(at),
            # Translators: {date} is a date with a time.
            made=_("Written on {date}", date=format_datetime(at, self._zone)),
            word=_("Declared by the owner, not verified."),
            tables=(self._car(), self._tasks(), self._closed()),
            check=PaperSentences(heading=_("To compare the VIN"), sentences=self._checking()),
            exact=self._exact(),
            shows=PaperSentences(heading=_("What this page shows"), sentences=_shows()),
            # Translators: {page} and {pages} are numbers; keep both places.
            page_label=_("Page {page} of {pages}", page="{page}", pages="{pages}"),
        )

    def _text(self, text: Text) -> tuple[str, PaperLanguage | None]:
        """Return a text of the notice, with its language where that is not the page's."""
        language, words = text.best(self._texts, self._facts.notice.native_language)
        own = paper_language(self._language)
        other = paper_language(language) if language else own
        return words, other if other.lang != own.lang else None

    def _car(self) -> PaperTable:
        notice, proof = self._facts.notice, self._facts.proof
        title, language = self._text(notice.title)
        rows = [
            PaperRow(label=_("What happens"), value=said.occasion_record(self._facts.occasion)),
            PaperRow(label=_("Notice that the owner followed"), value=title, language=language),
            PaperRow(label=_("Version of the notice"), value=notice.version),
        ]
        if proof is None:
            rows.append(PaperRow(label=_("VIN"), value=_("No VIN was given for this page")))
        elif proof.vin:
            rows.append(PaperRow(label=_("VIN"), value=proof.vin))
        return PaperTable(heading=_("The car"), rows=tuple(rows))

    def _tasks(self) -> PaperTable:
        rows = []
        for task in self._facts.tasks:
            language = None
            if task.practice is not None:
                language = self._text(task.practice.title)[1]
            rows.append(
                PaperRow(
                    label=said.task_title(task, self._voice),
                    value=said.told_or_nothing(self._facts.told.get(task.key)),
                    label_language=language,
                )
            )
        return PaperTable(
            heading=_("What the owner says about the car"),
            intro=_("Each line is the owner's own word. Nobody looked into the car."),
            rows=tuple(rows),
        )

    def _closed(self) -> PaperTable:
        titles = {item.id: self._voice.words(item.title) for item in self._facts.notice.practices}
        closed = [titles.get(name, name) for name in self._facts.closed]
        language = next(
            (
                self._text(item.title)[1]
                for item in self._facts.notice.practices
                if item.id in self._facts.closed
            ),
            None,
        )
        value = format_list(closed) if closed else _("Nothing optional was on.")
        return PaperTable(
            heading=_("What the owner turned off"),
            intro=_("These choices are recorded on the owner's computer, not in the car."),
            rows=(
                PaperRow(
                    label=_("Off from then on"),
                    value=value,
                    language=language if closed else None,
                ),
            ),
        )

    def _checking(self) -> tuple[str, ...]:
        if self._facts.proof is None:
            return ()
        return (
            _(
                "Write the salt, a colon and the VIN on the car, in capitals without spaces, and "
                "take SHA-256 of it. The same hash means the same VIN."
            ),
        )

    def _exact(self) -> tuple[PaperRow, ...]:
        proof = self._facts.proof
        if proof is None:
            return ()
        return (
            # Translators: random letters that are hashed together with the VIN.
            PaperRow(label=_("Salt"), value=proof.salt),
            # Translators: the hash is a short mark that stands for the VIN.
            PaperRow(label=_("Hash of the VIN"), value=proof.sha256),
            PaperRow(
                # Translators: above a command; VIN stands for the number that the reader
                # types, keep it in capitals.
                label=_("A command that takes it, with the number in the place of VIN"),
                value=f"printf '%s' '{proof.salt}:VIN' | sha256sum",
            ),
        )


def _shows() -> tuple[str, ...]:
    return (
        _("The seal shows that the page was not changed since it was written."),
        # Translators: ownerapp verify is a command; keep it.
        _("Programs that show PDF files show the seal, and ownerapp verify checks it."),
        _("It does not show that anything was deleted, and names nobody."),
        _("Anyone with a list of such numbers can try which one gives this hash."),
    )


def certificate_name(day: str) -> str:
    """Return the offered name of the file; it says nothing about the car."""
    return f"handover-{day}.pdf"
