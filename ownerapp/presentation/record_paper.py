"""Presents a signed record on paper: every text of the PDF, in the person's language.

The PDF prints nothing that the JSON lacks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo

from ownerapp.domain.choice import Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.notice import Notice
from ownerapp.domain.paper import (
    Direction,
    Mark,
    PaperChoice,
    PaperCode,
    PaperColumns,
    PaperLanguage,
    PaperRow,
    PaperSection,
    PaperSentences,
    PaperTable,
    RecordPaper,
)
from ownerapp.domain.record import RecordContent, RecordedChoice, statement_codes, trust_word
from ownerapp.domain.text import Text
from ownerapp.i18n import _, bcp47, direction, translate_in
from ownerapp.i18n.formatting import format_date, format_datetime
from ownerapp.presentation import words
from ownerapp.presentation.trust_words import paper_trust

_MARKS = {
    Status.UNDECIDED: Mark.UNANSWERED,
    Status.REFUSED: Mark.OFF,
    Status.GIVEN: Mark.ON,
    Status.WITHDRAWN: Mark.OFF,
    Status.EXPIRED: Mark.ENDED,
    Status.SUPERSEDED: Mark.UNANSWERED,
}
_SCRIPTS = {"zh": ("hans", "cn"), "zh-hant": ("hant", "tw")}


def record_paper(
    content: RecordContent,
    signed: JsonObject,
    digest: str,
    *,
    code: str = "",
    language: str,
    zone: tzinfo,
) -> RecordPaper:
    """Return the paper of a signed record.

    Args:
        content: What the record was built from.
        signed: The signed record.
        digest: SHA-256 of its canonical bytes.
        code: The text of its code; empty for a paper without one.
        language: The language of the interface's words.
        zone: The zone in which times are written; each also stands in UTC in the record.
    """
    with translate_in(language):
        paper = _Paper(content, signed, digest, language, zone).make()
        return replace(paper, code=_code(code)) if code else paper


class _Paper:
    """Builds one paper; the language is already set."""

    def __init__(
        self,
        content: RecordContent,
        signed: JsonObject,
        digest: str,
        language: str,
        zone: tzinfo,
    ) -> None:
        self._content = content
        self._signed = signed
        self._digest = digest
        self._language = language
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
            origin_sentence=words.origin_sentence(notice),
            summary=tuple(self._summary()),
            # Translators: the heading of a table of choices.
            choices_heading=_("Choices"),
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
            sections_heading=_("Each choice with the text that was shown"),
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
            footer=_("Check this record with any program that reads the attached JSON."),
            # Translators: {page} and {pages} are numbers; keep both places.
            page_label=_("Page {page} of {pages}", page="{page}", pages="{pages}"),
            attachment_label=_("The signed record"),
        )

    def _summary(self) -> list[PaperRow]:
        content = self._content
        notice, vehicle = content.notice, content.vehicle
        rows = [
            PaperRow(
                label=_("Notice"),
                value=_notice_line(notice, self._words(notice.title)),
            ),
            PaperRow(
                # Translators: the label of a line such as: Shipped with ownerapp.
                label=_("Origin of the notice"),
                value=paper_trust(trust_word(content.trust), content.trust.fingerprint),
            ),
            PaperRow(
                label=_("Car"), value=f"{self._words(notice.brand)} {self._words(notice.model)}"
            ),
        ]
        controller = notice.party(notice.controller)
        if controller is not None:
            # Translators: the label of the company that answers for the data.
            rows.append(PaperRow(label=_("Responsible"), value=self._words(controller.name)))
        if content.disclosure.name:
            rows.append(PaperRow(label=_("Name of the car"), value=vehicle.name))
            if content.person.name:
                # Translators: the person who decides, not always the owner of the car.
                rows.append(PaperRow(label=_("Owner"), value=content.person.name))
        if content.disclosure.plate and vehicle.plate:
            rows.append(PaperRow(label=_("Licence plate"), value=vehicle.plate))
        if content.disclosure.vin and vehicle.vin:
            rows.append(PaperRow(label=_("VIN"), value=vehicle.vin))
        on = sum(item.status is Status.GIVEN for item in content.choices)
        rows.append(
            PaperRow(
                label=_("On now"),
                # Translators: {on} of {count} collections are on; both are numbers.
                value=_("{on} of {count}", on=on, count=len(content.choices)),
            )
        )
        return rows

    def _choice(self, item: RecordedChoice) -> PaperChoice:
        until = ""
        if item.choice is not None and item.status in {Status.GIVEN, Status.EXPIRED}:
            until = (
                format_date(item.choice.ends_at, self._zone)
                if item.choice.ends_at
                else _("Until turned off")
            )
        evidence = ""
        if item.status is Status.GIVEN and item.choice is not None:
            evidence = words.evidence_word(item.choice.evidence or EvidenceLevel.RECORDED)
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
        if item.choice is not None:
            # Translators: {status} is for example Kept off, {date} a date with a time.
            line = _(
                "{status}, decided on {date}",
                status=line,
                date=format_datetime(item.choice.decided_at, self._zone),
            )
        return PaperSection(
            title=self._words(item.practice.title),
            mark=_MARKS[item.status],
            state_line=line,
            rows=tuple(_shown_rows(item, self._paper)),
            language=self._other(item.practice.title),
        )

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
            (
                _("How long each kind of data is kept"),
                all(item.practice.retention.text for item in self._content.choices),
            ),
            (
                _("Who receives each kind of data"),
                all(item.practice.who for item in self._content.choices),
            ),
        )
        return PaperTable(
            heading=_("What the notice states"),
            intro=_("Nothing here was filled in by this program."),
            rows=tuple(
                PaperRow(label=label, value=stated if is_stated else missing)
                for label, is_stated in facts
            ),
        )

    def _technical(self) -> PaperTable:
        content = self._content
        return PaperTable(
            heading=_("Technical details"),
            rows=(
                # Translators: a signed file with choices; here the label of its id.
                PaperRow(label=_("Record"), value=content.receipt_id),
                PaperRow(label=_("SHA-256 of the signed record"), value=self._digest),
                # Translators: the one who made and signed a record.
                PaperRow(label=_("Issuer"), value=content.issuer),
                PaperRow(
                    label=_("Place in the history"), value=f"{content.origin} / {content.index}"
                ),
                PaperRow(label=_("SHA-256 of the notice"), value=content.notice.hash),
                PaperRow(
                    label=_("Signature"), value=_text_of(self._signed, "proof", "cryptosuite")
                ),
                PaperRow(
                    # Translators: the label of the time at which the record was made.
                    label=_("Made (UTC)"),
                    value=content.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
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
    rows = []
    for line in item.shown:
        kind = line.field.partition(".")[0]
        if kind == "label" or line.field in _BESIDE or line.field.endswith(_SECOND):
            continue
        parts = (line.text, *(texts.get(line.field + second, "") for second in _SECOND))
        label = texts.get(f"label.{line.field}") or texts.get(_heading_of(kind)) or _label_of(kind)
        rows.append(
            PaperRow(
                label=label,
                value=" · ".join(part for part in parts if part),
                language=_other(line.lang, paper),
            )
        )
    return rows


def _heading_of(kind: str) -> str:
    return {"route": "route.heading", "term": "terms.heading"}.get(kind, "")


def _label_of(kind: str) -> str:
    """Return the label of a text that had none on the screen."""
    match kind:
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
        case "place-in-history":
            return _("The place that this record has in that program's history.")
        case "who-pressed":
            return _("Who sat at the computer.")
        case "clock-not-witnessed":
            return _("That the computer's clock was right; nobody else witnessed the time.")
        case "car-not-confirmed":
            return _("That the car does what was chosen; it did not confirm it.")
        case "maker-not-told":
            return _("That the car maker received or follows these choices.")
        case "notice-not-verified":
            return _("That what the notice declares is true; it was not verified.")
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


def _notice_line(notice: Notice, title: str) -> str:
    version, date = notice.version, format_date(notice.effective_from)
    if words.is_compiled(notice):
        # Translators: {title} is the title of a notice, {version} its version, {date} the day
        # on which it was put together from sources.
        return _(
            "{title}, version {version}, compiled on {date}",
            title=title,
            version=version,
            date=date,
        )
    # Translators: {title} is the title of a notice, {version} its version, {date} the day on
    # which it begins to hold.
    return _("{title}, version {version}, from {date}", title=title, version=version, date=date)
