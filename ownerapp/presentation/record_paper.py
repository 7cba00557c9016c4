"""Presents a signed record on paper: every text of the PDF, in the person's language.

Rules:

1. The PDF prints nothing that the JSON lacks, or that does not follow from it.
2. The first page stands alone: whose choices, which car, whose notice, every choice, and
   what of that is left out.
3. A refusal and a withdrawal have their section with texts and times as a yes has.
4. A heading or a line claims nothing for what is not there: no choice was asked for, none
   was answered, some of it is stated and some not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.event import Event, EventKind, Method
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.notice import Notice, Origin, Practice, Reach
from ownerapp.domain.paper import (
    Direction,
    Mark,
    PaperChoice,
    PaperCode,
    PaperColumns,
    PaperLanguage,
    PaperReach,
    PaperRow,
    PaperSection,
    PaperSentences,
    PaperTable,
    RecordPaper,
)
from ownerapp.domain.record import RecordContent, RecordedChoice, statement_codes, trust_word
from ownerapp.domain.text import Text
from ownerapp.i18n import _, bcp47, direction, ngettext, translate_in
from ownerapp.i18n.formatting import format_date, format_datetime
from ownerapp.presentation import words
from ownerapp.presentation.trust_words import paper_trust
from ownerapp.services.key_words import words_of

_MARKS = {
    Status.UNDECIDED: Mark.UNANSWERED,
    Status.REFUSED: Mark.OFF,
    Status.GIVEN: Mark.ON,
    Status.PAUSED: Mark.OFF,
    Status.WITHDRAWN: Mark.OFF,
    Status.EXPIRED: Mark.ENDED,
    Status.SUPERSEDED: Mark.UNANSWERED,
}
_WITH_END = frozenset({Status.GIVEN, Status.PAUSED, Status.EXPIRED})
_DECIDED = frozenset({Status.GIVEN, Status.PAUSED, Status.REFUSED, Status.WITHDRAWN})
_SCRIPTS = {"zh": ("hans", "cn"), "zh-hant": ("hant", "tw")}
_REACHED = {Reach.CAR: 1, Reach.COUNTRY: 2, Reach.ABROAD: 3}
_FILE = "FILE.pdf"
"""Stands for the name of the file in the commands, which nobody knows yet."""


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
        return replace(paper, code=_code(code)) if code else paper


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
        self._paper = paper_language(language)

    def make(self) -> RecordPaper:
        content = self._content
        notice = content.notice
        shows, shows_not = statement_codes(content)
        return RecordPaper(
            language=self._paper,
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
            choices=tuple(self._choice(item) for item in content.choices)
            + tuple(
                PaperChoice(
                    title=self._words(item.title),
                    mark=Mark.REQUIRED,
                    state=_("Always on"),
                    language=self._other(item.title),
                )
                for item in notice.required()
            )
            + tuple(
                PaperChoice(
                    title=self._words(item.title),
                    mark=Mark.NOT_STATED,
                    # Translators: the notice does not say whether a collection has a switch.
                    state=_("Not stated whether it has a switch"),
                    language=self._other(item.title),
                )
                for item in notice.undetermined()
            ),
            sections_heading=_("Each choice with the text that was shown")
            if any(item.shown for item in content.choices)
            # Translators: a heading above choices that were not answered yet.
            else _("Each choice"),
            sections=tuple(self._section(item) for item in content.choices),
            shows=PaperSentences(
                heading=_("What this shows"),
                sentences=tuple(_statement(code) for code in shows),
            ),
            shows_not=PaperSentences(
                heading=_("What this does not show"),
                sentences=tuple(_statement(code) for code in shows_not),
            ),
            fields=self._fields(),
            technical=self._technical(),
            checking=self._checking(),
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
        return _("This notice says that {name} issued it.", name=self._words(controller.name))

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
        # Translators: a heading. {on} of {count} collections are on; both are numbers.
        return ngettext(
            "{on} of {count} optional collection is on",
            "{on} of {count} optional collections are on",
            count,
            on=on,
            count=count,
        )

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
                value=f"{self._words(notice.brand)} {self._words(notice.model)}",
                language=self._other(notice.model),
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
                value=self._words(notice.title),
                language=self._other(notice.title),
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
                    value=self._words(controller.name),
                    language=self._other(controller.name),
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

    def _choice(self, item: RecordedChoice) -> PaperChoice:
        until = ""
        if item.choice is not None and item.status in _WITH_END:
            until = (
                format_date(item.choice.ends_at, self._zone)
                if item.choice.ends_at
                else _("Until turned off")
            )
        evidence = ""
        level = item.choice.evidence if item.choice is not None else None
        if item.status is Status.GIVEN:
            evidence = words.evidence_word(level or EvidenceLevel.RECORDED)
        elif level is not None and item.status in {Status.REFUSED, Status.WITHDRAWN}:
            # Of a yes that is over it would support what does not hold any more.
            evidence = words.evidence_word(level)
        return PaperChoice(
            title=self._words(item.practice.title),
            mark=_MARKS[item.status],
            state=words.status_word(item.status),
            until=until,
            evidence=evidence,
            language=self._other(item.practice.title),
        )

    def _section(self, item: RecordedChoice) -> PaperSection:
        line = words.status_word(item.status)
        if item.choice is not None and _is_decided(item):
            # Translators: {status} is for example Kept off, {date} a date with a time.
            line = _(
                "{status}, decided on {date}",
                status=line,
                date=format_datetime(_decided_at(item.choice), self._zone),
            )
        return PaperSection(
            title=self._words(item.practice.title),
            mark=_MARKS[item.status],
            state_line=line,
            happened=tuple(self._happened(item)),
            rows=tuple(_shown_rows(item, self._paper)),
            reach=self._reach(item.practice),
            language=self._other(item.practice.title),
        )

    def _happened(self, item: RecordedChoice) -> list[PaperRow]:
        """Return the end, the evidence and every answer, each with its time."""
        choice = self._choice(item)
        rows = []
        if choice.until:
            until = choice.until
            if item.choice is not None and item.choice.ends_at is not None:
                until = format_datetime(item.choice.ends_at, self._zone)
            # Translators: the label of the date on which a choice ends.
            rows.append(PaperRow(label=_("Until"), value=until))
        if item.choice is not None and item.status is Status.PAUSED:
            paused = format_datetime(item.choice.decided_at, self._zone)
            # Translators: the label of a date: since then it is off, until the person resumes it.
            rows.append(PaperRow(label=_("Paused since"), value=paused))
        if choice.evidence:
            rows.append(PaperRow(label=_("Evidence"), value=choice.evidence))
        if len(item.events) > 1 or not _is_decided(item):
            rows += [
                PaperRow(
                    label=format_datetime(event.at, self._zone),
                    value=_event_words(event, self._zone),
                )
                for event in item.events
            ]
        elif any(event.method is Method.IMPORT for event in item.events):
            rows.append(PaperRow(label=_("Note"), value=_imported_words()))
        if item.note and self._content.disclosure.notes and self._content.as_of is None:
            # Translators: the label of what the person wrote for themselves about a choice.
            rows.append(PaperRow(label=_("Own private note"), value=item.note))
        return rows

    def _reach(self, practice: Practice) -> PaperReach | None:
        """Return how far the data travels; nothing where the notice does not state it."""
        if not isinstance(practice.reach, Reach):
            return None
        said = words.reach_chip(practice, self._content.notice.regime).text
        return PaperReach(reached=_REACHED[practice.reach], words=said)

    def _fields(self) -> PaperTable:
        notice = self._content.notice
        controller = notice.party(notice.controller)
        # Translators: the notice gives this.
        stated = _("Stated")
        missing = words.not_stated(notice)
        facts: Sequence[tuple[str, bool]] = (
            (_("Who is responsible"), controller is not None),
            (_("Address of who is responsible"), bool(controller and controller.address)),
            (_("Contact of who is responsible"), bool(controller and controller.email)),
            (_("Where consent is withdrawn"), bool(notice.withdraw_at)),
            (_("Where the notice is published"), bool(notice.url)),
            # Translators: what a person may ask the car maker for.
            (_("Rights"), bool(notice.rights)),
        )
        practices = [item.practice for item in self._content.choices]
        # Of practices that are not in the record nothing is claimed.
        counted: Sequence[tuple[str, list[bool]]] = (
            (
                _("How long each kind of data is kept"),
                [bool(practice.retention.text) for practice in practices],
            ),
            (_("Who receives each kind of data"), [bool(practice.who) for practice in practices]),
        )
        return PaperTable(
            heading=_("What the notice states"),
            intro=_("Nothing here was filled in by this program."),
            rows=(
                *(
                    PaperRow(label=label, value=stated if is_stated else missing)
                    for label, is_stated in facts
                ),
                *(
                    PaperRow(label=label, value=_stated_for(each, stated, missing))
                    for label, each in counted
                    if each
                ),
            ),
        )

    def _technical(self) -> PaperTable:
        content = self._content
        rows = [
            # Translators: a signed file with choices; here the label of its id.
            PaperRow(label=_("Record"), value=content.receipt_id),
            PaperRow(label=_("SHA-256 of the signed record"), value=self._digest),
            # Translators: the one who made and signed a record.
            PaperRow(label=_("Issuer"), value=content.issuer),
        ]
        if self._fingerprint:
            rows += [
                # Translators: digits and letters by which a key is known.
                PaperRow(label=_("Fingerprint of the key"), value=self._fingerprint),
                PaperRow(
                    # Translators: the fingerprint as twelve English words.
                    label=_("The same in words"),
                    value=" ".join(words_of(self._fingerprint)),
                ),
            ]
        rows += [
            PaperRow(label=_("Place in the history"), value=f"{content.origin} / {content.index}"),
            PaperRow(label=_("SHA-256 of the notice"), value=content.notice.hash),
            PaperRow(label=_("Signature"), value=_text_of(self._signed, "proof", "cryptosuite")),
            PaperRow(
                # Translators: the label of the time at which the record was made.
                label=_("Made (UTC)"),
                value=content.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            ),
            PaperRow(
                # Translators: the zone of the computer; the value is such as UTC+01:00.
                label=_("Time zone when made"),
                value=_offset(content.created.astimezone(self._zone)),
            ),
        ]
        return PaperTable(heading=_("Technical details"), rows=tuple(rows))

    def _checking(self) -> PaperTable:
        attached = "qpdf --show-attachment=consent-receipt.json"
        return PaperTable(
            heading=_("How to check this record"),
            intro=_(
                "No account and no network are needed. Each line says what is checked, and a "
                "command that does it; write the name of the file in the place of {file}.",
                file=_FILE,
            ),
            rows=(
                PaperRow(label=_("Everything"), value=f"ownerapp verify {_FILE}"),
                PaperRow(
                    # Translators: the electronic seal (signature) of a PDF file.
                    label=_("The seal of this PDF"),
                    value=f"pdfsig {_FILE}",
                ),
                PaperRow(
                    label=_("The SHA-256 of the signed record"),
                    value=f"{attached} {_FILE} | sha256sum",
                ),
                PaperRow(
                    # Translators: the QR code, read from a picture of the first page.
                    label=_("What the code on the first page says"),
                    value="zbarimg -q --raw PAGE.png",
                ),
            ),
        )

    def _words(self, text: Text) -> str:
        content = self._content
        return text.best(content.language, content.notice.native_language)[1]

    def _other(self, text: Text) -> PaperLanguage | None:
        """Return the language of a text of the notice where it is not the paper's."""
        content = self._content
        language, _said = text.best(content.language, content.notice.native_language)
        return _other(language, self._paper)


def _code(text: str) -> PaperCode:
    """Return the code with its words."""
    return PaperCode(
        text=text,
        # Translators: stands below a QR code on paper; keep it short.
        caption=_("Scan to check this record"),
        # Translators: stands in small letters below the line above.
        note=_("Have ownerapp check a picture of this page. The code holds no name, plate or VIN."),
        # Translators: what a screen reader says in place of the drawn code.
        description=_("QR code that binds this page to the signed record"),
        about=PaperTable(
            # Translators: the code is a QR code.
            heading=_("The code on the first page"),
            rows=(
                PaperRow(
                    label=_("What it shows"),
                    value=_(
                        "That the key named above signed the SHA-256 of this record and of its "
                        "notice, each choice as on, kept off, ended or not answered, the place "
                        "in the history, and when the record was made."
                    ),
                ),
                PaperRow(
                    label=_("What it does not show"),
                    value=_(
                        "The texts that were shown, the dates of the choices and their ends: only "
                        "the attached record holds them. Anyone who sees this page can read the "
                        "code."
                    ),
                ),
            ),
        ),
    )


def paper_language(tag: str) -> PaperLanguage:
    """Return a language as the typesetter needs it: two or three letters, script, region."""
    parts = bcp47(tag).split("-")
    script, region = _SCRIPTS.get("-".join(parts[:2]).lower(), _SCRIPTS.get(parts[0], ("", "")))
    side = Direction.RTL if direction(tag) == "rtl" else Direction.LTR
    return PaperLanguage(lang=parts[0], script=script, region=region, direction=side)


_BESIDE = ("route.heading", "terms.heading")
"""Shown above others; on paper they stand as the labels of those."""

_SECOND = (".detail", ".ends")
"""The second line of a stop or of a length; on paper it stands behind the first."""


def _shown_rows(item: RecordedChoice, paper: PaperLanguage) -> list[PaperRow]:
    """Return the shown texts under the labels that stood beside them."""
    texts = {line.field: line.text for line in item.shown}
    languages = {line.field: line.lang for line in item.shown}
    rows = []
    for line in item.shown:
        kind = line.field.partition(".")[0]
        if kind == "label" or line.field in _BESIDE or line.field.endswith(_SECOND):
            continue
        parts = (line.text, *(texts.get(line.field + second, "") for second in _SECOND))
        name = f"label.{line.field}" if f"label.{line.field}" in texts else _heading_of(kind)
        label = texts.get(name) or _label_of(kind)
        rows.append(
            PaperRow(
                label=label,
                value=" · ".join(part for part in parts if part),
                language=_other(line.lang, paper),
                label_language=_other(languages[name], paper) if name in languages else None,
            )
        )
    return rows


def _heading_of(kind: str) -> str:
    return {"route": "route.heading", "term": "terms.heading"}.get(kind, "")


def _label_of(kind: str) -> str:
    """Return the label of a text that had none on the screen."""
    match kind:
        case "what":
            return _("What")
        case "why":
            return _("Why")
        case "necessity":
            return _("Why it is needed")
        case "effect":
            return _("What it means for you")
        case "where_processed":
            return _("Where processed")
        case "where_stored":
            return _("Where stored")
        case "how_long":
            return _("How long")
        case "who":
            return _("Who receives it")
        case "how_to_stop":
            return _("How to stop")
        case "if_off":
            return _("If it stays off")
        case "still_sent":
            return _("Still sent if you refuse")
        case "title":
            # Translators: the label or the column of a title.
            return _("Title")
        case "sentence":
            return _("In one sentence")
        case "question":
            return _("Question")
        case "alone_reason":
            return _("Why it was asked on its own")
        case "button":
            return _("The control that was pressed")
        case "keep_off" | "turn_on":
            # Translators: the label of the words on a button or switch.
            return _("Control")
        case "state":
            # Translators: the label of what the switch showed before it was pressed.
            return _("State before")
        case "term":
            # Translators: the label of a length of time such as 7 days that could be chosen.
            return _("Length offered")
        case "footnote" | "locked" | "notice_link" | "origin":
            # Translators: the label of a short remark that stood below a question.
            return _("Note")
        case _:
            # Translators: a short mark on a card, such as Sensitive.
            return _("Label")


def _other(lang: Language, paper: PaperLanguage) -> PaperLanguage | None:
    """Return a language where it is not the paper's."""
    language = paper_language(lang) if lang else paper
    return None if language == paper else language


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


def _statement(code: str) -> str:
    match code:
        case "signed-here":
            return _("The key of the program that made this record signed exactly this record.")
        case "answers-and-times":
            return _("Which answers that program holds, and when its computer's clock says so.")
        case "texts-as-shown":
            return _("The exact texts that were on screen when each answer was given.")
        case "undecided-are-off":
            return _("What was not answered was never turned on.")
        case "as-of-day":
            return _(
                "How the choices stood when the day named above ended, as that program's history "
                "told it when this record was made."
            )
        case "place-in-history":
            return _("The place that this record has in that program's history.")
        case "who-pressed":
            return _("Who sat at the computer.")
        case "clock-not-witnessed":
            # True also of a file whose seal has a time stamp: that is of the file's time alone.
            return _(
                "That the computer's clock was right; nobody else witnessed when the answers "
                "were given."
            )
        case "car-not-confirmed":
            return _("That the car does what was chosen; it did not confirm it.")
        case "maker-not-told":
            return _("That the car maker received or follows these choices.")
        case "notice-not-verified":
            return _("That what the notice declares is true; it was not verified.")
        case "notice-compiled":
            return _("That the car maker wrote these texts; others put them together.")
        case "answers-imported":
            return _("That every answer was given here; some came with another record.")
        case "notice-not-signed":
            return _("Who wrote the notice; no signature of its author holds.")
        case _:  # pragma: no cover - a test knows a sentence for every code
            return code


def _text_of(value: JsonObject, *path: str) -> str:
    """Return a text inside a JSON object, or nothing."""
    here: object = value
    for name in path:
        here = here.get(name) if isinstance(here, Mapping) else None
    return here if isinstance(here, str) else ""


def _version_line(notice: Notice) -> str:
    version, date = notice.version, format_date(notice.effective_from)
    if words.is_compiled(notice):
        # Translators: {version} is the version of a notice, {date} the day on which it was put
        # together from sources.
        return _("{version}, compiled on {date}", version=version, date=date)
    # Translators: {version} is the version of a notice, {date} the day on which it begins to hold.
    return _("{version}, from {date}", version=version, date=date)


def _is_decided(item: RecordedChoice) -> bool:
    """Tell whether the status is a person's answer, and not what time or a notice made of it."""
    by_person = not item.events or item.events[-1].method is not None
    return by_person and item.status in _DECIDED


def _decided_at(choice: Choice) -> datetime:
    """Return when a choice was made; of a yes that was resumed, when it was given."""
    is_yes = choice.status in {Status.GIVEN, Status.PAUSED}
    return (choice.given_at if is_yes else None) or choice.decided_at


def _stated_for(each: Sequence[bool], stated: str, missing: str) -> str:
    """Return whether something is stated of all, of some or of none."""
    if all(each):
        return stated
    if not any(each):
        return missing
    # Translators: the notice states this for {count} of {all} collections; both are numbers.
    return _("Stated for {count} of {all}", count=sum(each), all=len(each))


def _event_words(event: Event, zone: tzinfo) -> str:
    """Return what happened to a choice."""
    said = _plain_event_words(event, zone)
    if event.method is not Method.IMPORT:
        return said
    # Translators: {event} is for example: Kept off.
    return _("{event} (imported from another record)", event=said)


def _imported_words() -> str:
    return _("Imported from another record")


def _plain_event_words(event: Event, zone: tzinfo) -> str:
    match event.kind:
        case EventKind.CONSENT_GIVEN if event.ends_at is not None:
            # Translators: {date} is a date with a time.
            return _("Turned on until {date}", date=format_datetime(event.ends_at, zone))
        case EventKind.CONSENT_GIVEN:
            return _("Turned on with no end date")
        case EventKind.CONSENT_REFUSED:
            return words.status_word(Status.REFUSED)
        case EventKind.CONSENT_EXPIRED:
            return words.status_word(Status.EXPIRED)
        case EventKind.CONSENT_SUPERSEDED:
            return words.status_word(Status.SUPERSEDED)
        case EventKind.CONSENT_DORMANT:
            return _("Off, because it was not confirmed for a long time")
        case _:
            return words.status_word(Status.WITHDRAWN)


def _offset(moment: datetime) -> str:
    """Return how far a local time is from UTC, such as UTC+01:00."""
    digits = moment.strftime("%z")
    return f"UTC{digits[:3]}:{digits[3:5]}"
