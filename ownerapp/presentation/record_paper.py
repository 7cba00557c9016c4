"""Presents a signed record on paper: every text of the PDF, in the person's language.

The first page is here; choices, shown texts, statements and the technical part have files of
their own beside this one.

Rules:

1. The PDF prints nothing that the JSON lacks, or that does not follow from it.
2. The first page stands alone: whose choices, which car, whose notice, every choice, and
   what of that is left out.
3. A refusal and a withdrawal have their section with texts and times as a yes has.
4. A heading or a line claims nothing for what is not there: no choice was asked for, none
   was answered, some of it is stated and some not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, tzinfo

from ownerapp.domain.choice import Status
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.notice import Notice, Origin
from ownerapp.domain.paper import PaperColumns, PaperRow, PaperSentences, RecordPaper
from ownerapp.domain.record import RecordContent, statement_codes, trust_word
from ownerapp.i18n import _, ngettext, translate_in
from ownerapp.i18n.formatting import format_date, format_datetime
from ownerapp.presentation import words
from ownerapp.presentation.paper_language import NoticeVoice, paper_language
from ownerapp.presentation.record_paper_choices import ChoicesOnPaper
from ownerapp.presentation.record_paper_stated import stated_table
from ownerapp.presentation.record_paper_statements import statement
from ownerapp.presentation.record_paper_technical import (
    checking_table,
    code_on_paper,
    technical_table,
)
from ownerapp.presentation.trust_words import paper_trust


def record_paper(
    content: RecordContent,
    signed: JsonObject,
    digest: str,
    *,
    code: str = "",
    fingerprint: str = "",
    language: str,
    zone: tzinfo,
) -> RecordPaper:
    """Return the paper of a signed record.

    Args:
        content: What the record was built from.
        signed: The signed record.
        digest: SHA-256 of its canonical bytes.
        code: The text of its code; empty for a paper without one.
        fingerprint: That of the key that signed it; empty where it is not known.
        language: The language of the interface's words.
        zone: The zone in which times are written; each also stands in UTC in the record.
    """
    with translate_in(language):
        paper = _Paper(
            content, signed, digest, fingerprint=fingerprint, language=language, zone=zone
        ).make()
        return replace(paper, code=code_on_paper(code)) if code else paper


def preview_paper(
    content: RecordContent, *, fingerprint: str = "", language: str, zone: tzinfo
) -> RecordPaper:
    """Return the paper of a record that is not signed yet; every page of it says so."""
    paper = record_paper(content, {}, "", fingerprint=fingerprint, language=language, zone=zone)
    with translate_in(language):
        # Translators: at the foot of every page of a preview.
        foot = _("Preview, not signed. This is no record.")
        later = _("Known once it is signed")
        technical = paper.technical
        return replace(
            paper,
            # Translators: the title of a preview of a record.
            title=_("Preview, not signed"),
            issuer_line=_("The record itself is made and signed when you export it."),
            running=foot,
            footer=foot,
            technical=replace(
                technical,
                rows=tuple(
                    row if row.value else replace(row, value=later) for row in technical.rows
                ),
            ),
        )


class _Paper:
    """Builds one paper; the language is already set."""

    def __init__(
        self,
        content: RecordContent,
        signed: JsonObject,
        digest: str,
        *,
        fingerprint: str,
        language: str,
        zone: tzinfo,
    ) -> None:
        self._content = content
        self._signed = signed
        self._digest = digest
        self._fingerprint = fingerprint
        self._zone = zone
        self._voice = NoticeVoice(
            wanted=content.language,
            native=content.notice.native_language,
            paper=paper_language(language),
        )

    def make(self) -> RecordPaper:
        content = self._content
        choices = ChoicesOnPaper(content, self._voice, self._zone)
        shows, shows_not = statement_codes(content)
        return RecordPaper(
            language=self._voice.paper,
            title=_("Record of choices"),
            created=content.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            # Translators: {date} is a date with a time. The owner is the person whose choices these
            # are.
            issuer_line=_(
                "Made and signed by ownerapp on its owner's computer on {date}",
                date=format_datetime(content.created, self._zone),
            ),
            origin_sentence=self._origin(),
            summary=tuple(self._summary()),
            notes=tuple(self._notes()),
            choices_heading=self._heading(),
            columns=PaperColumns(
                title=_("Collection"),
                # Translators: a column such as On or Kept off.
                state=_("Choice"),
                # Translators: a column with the dates on which choices end.
                until=_("Until"),
                # Translators: a column that says what supports that a choice is in force in the
                # car.
                evidence=_("Evidence"),
            ),
            choices=choices.lines(),
            sections_heading=_("Each choice with the text that was shown")
            if any(item.shown for item in content.choices)
            # Translators: a heading above choices that were not answered yet.
            else _("Each choice"),
            sections=choices.sections(),
            shows=PaperSentences(
                heading=_("What this shows"),
                sentences=tuple(statement(code) for code in shows),
            ),
            shows_not=PaperSentences(
                heading=_("What this does not show"),
                sentences=tuple(statement(code) for code in shows_not),
            ),
            fields=stated_table(content),
            technical=technical_table(
                content,
                self._signed,
                self._digest,
                fingerprint=self._fingerprint,
                zone=self._zone,
            ),
            checking=checking_table(),
            footer=_("Check this record with any program that reads the attached JSON."),
            # Translators: {page} and {pages} are numbers; keep both places.
            page_label=_("Page {page} of {pages}", page="{page}", pages="{pages}"),
            running=content.receipt_id,
            # Translators: below a table that does not end on the first page; {page} is the number
            # of the page where it goes on.
            continued=_("Continued on page {page}", page="{page}"),
            attachment_label=_("The signed record"),
        )

    def _origin(self) -> str:
        """Return whose statement the notice is; an issuer's own is never taken for proven."""
        notice = self._content.notice
        if notice.origin is not Origin.ISSUER:
            return words.origin_sentence(notice)
        controller = notice.party(notice.controller)
        if controller is None:
            return _("This notice says that the car maker issued it.")
        # Translators: {name} is a company, such as the car maker.
        return _("This notice says that {name} issued it.", name=self._voice.words(controller.name))

    def _heading(self) -> str:
        count = len(self._content.choices)
        on = sum(item.status is Status.GIVEN for item in self._content.choices)
        if not count:
            return _("This notice states no switch")
        if count < len(self._content.notice.optional()):
            # A count of these alone would be read as one of all.
            return _("Choices")
        if self._content.as_of is not None:
            # Translators: {on} and {count} are numbers.
            return _("{on} of {count} choices were on at the end of that day", on=on, count=count)
        return words.collections_on(on, count)

    def _summary(self) -> list[PaperRow]:
        content = self._content
        notice, vehicle, ticked = content.notice, content.vehicle, content.disclosure
        is_named = ticked.name and bool(content.person.name)
        rows = [
            *_about_day(content),
            PaperRow(
                # Translators: the person who decides, not always the owner of the car.
                label=_("Owner"),
                # Translators: the name of the person was left out of the record.
                value=content.person.name if is_named else _("Not named in this record"),
            ),
            PaperRow(
                label=_("Car"),
                value=f"{self._voice.words(notice.brand)} {self._voice.words(notice.model)}",
                language=self._voice.other(notice.model),
            ),
        ]
        if ticked.name:
            rows.append(PaperRow(label=_("Name of the car"), value=vehicle.name))
        if ticked.plate and vehicle.plate:
            rows.append(PaperRow(label=_("Licence plate"), value=vehicle.plate))
        if ticked.vin and vehicle.vin:
            rows.append(PaperRow(label=_("VIN"), value=vehicle.vin))
        rows += [
            PaperRow(
                label=_("Notice"),
                value=self._voice.words(notice.title),
                language=self._voice.other(notice.title),
            ),
            # Translators: the label of the version of a notice.
            PaperRow(label=_("Version"), value=_version_line(notice)),
            PaperRow(
                # Translators: the label of a line such as: Shipped with ownerapp.
                label=_("Origin of the notice"),
                value=paper_trust(trust_word(content.trust), content.trust.fingerprint),
            ),
        ]
        controller = notice.party(notice.controller)
        if controller is not None:
            rows.append(
                PaperRow(
                    # Translators: the label of the company that answers for the data.
                    label=_("Responsible"),
                    value=self._voice.words(controller.name),
                    language=self._voice.other(controller.name),
                )
            )
        return rows

    def _notes(self) -> list[str]:
        content = self._content
        count, all_count = len(content.choices), len(content.notice.optional())
        notes = []
        if count < all_count:
            # A record of one practice must not read as if there were no others.
            notes.append(
                # Translators: {count} is smaller than {all}; both are numbers.
                ngettext(
                    "This record is about {count} of the {all} optional collections of the "
                    "notice. It says nothing about the others.",
                    "This record is about {count} of the {all} optional collections of the "
                    "notice. It says nothing about the others.",
                    count,
                    count=count,
                    all=all_count,
                )
            )
        return notes


def _about_day(content: RecordContent) -> list[PaperRow]:
    """Return the line that says of a record about a past day that it is one."""
    if content.as_of is None:
        return []
    return [
        PaperRow(
            # Translators: the label of a line that names the day that a record is about.
            label=_("Day"),
            # Translators: {date} is a day, {zone} the name of its time zone, such as
            # Europe/Berlin.
            value=_(
                "This record is about the end of {date} ({zone}), not about the day on which it "
                "was made.",
                date=format_date(content.as_of.day),
                zone=content.as_of.zone,
            ),
        )
    ]


def _version_line(notice: Notice) -> str:
    version, date = notice.version, format_date(notice.effective_from)
    if words.is_compiled(notice):
        # Translators: {version} is the version of a notice, {date} the day on which it was put
        # together from sources.
        return _("{version}, compiled on {date}", version=version, date=date)
    # Translators: {version} is the version of a notice, {date} the day on which it begins to hold.
    return _("{version}, from {date}", version=version, date=date)
