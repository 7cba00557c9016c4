"""Presents a whole notice for reading: who stands behind it, and everything that it states.

The window shows the state; a terminal prints the same state as lines. Everything is what
the notice declares: no word here says that it is so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Party, Practice
from ownerapp.domain.notice_codes import NotStated, Origin, PartyRole, Reading
from ownerapp.domain.notice_facts import RelatedService, Sensor, Source
from ownerapp.domain.text import Text
from ownerapp.domain.unstated import Silence, unstated
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation import words
from ownerapp.presentation.check_card import published_states
from ownerapp.presentation.field_words import field_label
from ownerapp.presentation.joining import labelled, sentences
from ownerapp.presentation.notice_rows import BETWEEN, NoticeRow, practice_details, practice_rows
from ownerapp.presentation.place_words import place_name
from ownerapp.presentation.source_words import has_one_source, notice_foot, practice_foot
from ownerapp.presentation.telling_words import (
    channel_word,
    company_word,
    sensor_place_word,
)
from ownerapp.presentation.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSection:
    """One practice, right, service or place of sensors with what is stated about it."""

    title: str
    """Empty where the part's own title says it."""
    sentence: str = ""
    rows: tuple[NoticeRow, ...] = ()
    details_heading: str = ""
    details: tuple[NoticeRow, ...] = ()
    """Everything beyond what a person decides by."""
    foot: tuple[str, ...] = ()
    """What the statements are about, and their sources."""
    key: str = ""
    """The id of a practice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePart:
    """A heading with the sections below it."""

    key: str
    title: str
    intro: str
    sections: tuple[NoticeSection, ...]
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeState:
    """The notice as a page of plain text."""

    heading: str
    intro: str
    """Whose statements these are, and that nobody verified them."""
    declared: str
    """The second of these alone."""
    no_switch: str
    """That nothing in it can be switched; empty where something can."""
    go_to: str
    """The label of the choice of a part."""
    parts: tuple[NoticePart, ...]
    close: str

    @property
    def sections(self) -> tuple[NoticeSection, ...]:
        """Return all sections in reading order."""
        return tuple(section for part in self.parts for section in part.sections)


def notice_state(notice: Notice, language: Language) -> NoticeState:
    """Return a notice in words, in the language that its texts are shown in."""
    return _Reader(notice, Voice(notice, language)).state()


def notice_lines(notice: Notice, language: Language) -> list[str]:
    """Return the same as lines: a heading, then one line per statement, indented below it."""
    state = notice_state(notice, language)
    lines = [state.heading, state.intro, *([state.no_switch] if state.no_switch else [])]
    for part in state.parts:
        lines += ["", part.title, *([part.intro] if part.intro else [])]
        for section in part.sections:
            lines += _section_lines(section)
    return lines


def _section_lines(section: NoticeSection) -> Iterator[str]:
    if section.title:
        yield ""
        yield f"{section.title} ({section.key})" if section.key else section.title
    if section.sentence:
        yield f"  {section.sentence}"
    for row in (*section.rows, *section.details):
        first, *further = row.text.split("\n")
        yield f"  {labelled(row.label, first)}"
        yield from (f"    {line}" for line in further)
    yield from (f"  {line}" for line in section.foot)


class _Reader:
    """Reads one notice in one language."""

    def __init__(self, notice: Notice, voice: Voice) -> None:
        self._notice = notice
        self._voice = voice
        self._silent = {
            fact.field
            for fact in unstated(notice)
            if fact.practice is None and fact.silence is Silence.SILENT
        }

    def state(self) -> NoticeState:
        """Return the whole notice."""
        notice = self._notice
        parts = (
            self._about(),
            *self._groups(),
            self._undetermined(),
            self._rights(),
            self._contacts(),
            self._parties(),
            self._sensors(),
            self._services(),
            self._checks(),
            self._versions(),
            self._sources(),
        )
        return NoticeState(
            heading=self._voice.words(notice.title),
            intro=sentences(words.origin_sentence(notice), declared_sentence(notice)),
            declared=declared_sentence(notice),
            no_switch="" if notice.optional() else no_switch_sentence(notice),
            # Translators: the label of a list of the parts of a notice.
            go_to=_("Go to"),
            parts=tuple(part for part in parts if part is not None),
            close=pgettext("button", "Close"),
        )

    # ------------------------------------------------------------------- rows

    def _missing(self, field: str) -> NoticeRow:
        return NoticeRow(
            label=field_label(field), text=words.not_stated(self._notice), missing=True
        )

    def _text(self, field: str, text: Text) -> Iterator[NoticeRow]:
        said = self._voice.words(text)
        if said:
            yield NoticeRow(label=field_label(field), text=said)
        elif text.not_stated or field in self._silent:
            yield self._missing(field)

    def _plain(self, field: str, text: str) -> Iterator[NoticeRow]:
        if text:
            yield NoticeRow(label=field_label(field), text=text)
        elif field in self._silent:
            yield self._missing(field)

    # ------------------------------------------------------------------- parts

    def _about(self) -> NoticePart:
        notice = self._notice
        rows = [
            *self._text("brand", notice.brand),
            NoticeRow(label=_("Car model"), text=self._voice.words(notice.model)),
            # Translators: the version of the notice.
            NoticeRow(label=_("Version"), text=notice.version),
            NoticeRow(label=words.date_label(notice), text=format_date(notice.effective_from)),
            *self._text("author", notice.author),
            *self._plain("jurisdiction", place_name(notice.jurisdiction)),
            *self._plain("applicable_law", "\n".join(notice.applicable_law)),
            *self._plain("url", notice.url),
            *self._plain("policy_url", notice.policy_url),
            *self._channels(),
            *self._text("location_switch", notice.location_switch),
            *self._plain("opt_out_url", notice.opt_out_url),
            *self._plain("disconnect_link", notice.disconnect_link),
            *self._plain("disconnect_url", notice.disconnect_url),
        ]
        section = NoticeSection(title="", rows=tuple(rows), foot=notice_foot(notice, self._voice))
        return NoticePart(key="about", title=_("About this notice"), intro="", sections=(section,))

    def _channels(self) -> Iterator[NoticeRow]:
        channels = self._notice.channels
        if isinstance(channels, NotStated):
            yield self._missing("channels")
        elif channels:
            said = BETWEEN.join(channel_word(channel) for channel in channels)
            yield NoticeRow(label=field_label("channels"), text=said)

    def _groups(self) -> Iterator[NoticePart]:
        notice = self._notice
        known = {group.id for group in notice.groups}
        for group in notice.groups:
            members = [item for item in notice.practices if item.group == group.id]
            part = self._group(f"group-{group.id}", self._voice.words(group.title), members)
            if part is not None:
                yield part
        others = [item for item in notice.practices if item.group not in known]
        # Translators: a heading above kinds of data that belong to no other heading.
        part = self._group("others", _("Other collections"), others)
        if part is not None:
            yield part

    def _group(self, key: str, title: str, members: Iterable[Practice]) -> NoticePart | None:
        stated = tuple(
            self._practice(item) for item in members if not isinstance(item.mode, NotStated)
        )
        if not stated:
            return None
        return NoticePart(
            key=key, title=title, intro="", sections=stated, count=_item_count(len(stated))
        )

    def _undetermined(self) -> NoticePart | None:
        practices = self._notice.undetermined()
        if not practices:
            return None
        return NoticePart(
            key="undetermined",
            # Translators: a heading above collections of which a notice does not say whether a
            # person can switch them.
            title=_("Switch not stated"),
            intro=_("It is not stated whether these can be switched off."),
            sections=tuple(self._practice(item) for item in practices),
            count=_item_count(len(practices)),
        )

    def _practice(self, practice: Practice) -> NoticeSection:
        return NoticeSection(
            title=self._voice.words(practice.title),
            sentence=self._voice.words(practice.sentence),
            rows=practice_rows(self._notice, practice, self._voice),
            # Translators: a heading above further facts about a kind of data.
            details_heading=_("In detail"),
            details=practice_details(self._notice, practice, self._voice),
            foot=practice_foot(self._notice, practice, self._voice),
            key=practice.id,
        )

    def _rights(self) -> NoticePart:
        notice = self._notice
        sections = tuple(
            NoticeSection(
                title=self._voice.words(right.title),
                rows=(
                    *self._text("rights.how", right.how),
                    *self._plain("rights.exercised_at", right.exercised_at),
                ),
            )
            for right in notice.rights
        )
        rows = (*self._plain("withdraw_at", notice.withdraw_at),)
        if not notice.rights:
            rows = (self._missing("rights"), *rows)
        whole = (NoticeSection(title="", rows=rows),) if rows else ()
        return NoticePart(
            key="rights", title=_("Your rights"), intro="", sections=(*whole, *sections)
        )

    def _contacts(self) -> NoticePart | None:
        notice, contact, complaint = self._notice, self._notice.rights_contact, None
        rows: list[NoticeRow] = []
        if contact is not None and (contact.reachable or contact.name):
            ways = (contact.email, contact.phone, contact.url, contact.messenger)
            said = BETWEEN.join(part for part in (self._voice.words(contact.name), *ways) if part)
            rows.append(NoticeRow(label=field_label("rights_contact"), text=said))
        elif contact is not None or "rights_contact" in self._silent:
            rows.append(self._missing("rights_contact"))
        complaint = notice.complaint
        if complaint is not None:
            rows += self._plain("complaint.internal_url", complaint.internal_url)
            rows += self._plain("complaint.internal_phone", complaint.internal_phone)
            rows += self._plain("complaint.form_url", complaint.form_url)
            rows += self._text("complaint.authority", complaint.authority)
            rows += self._plain("complaint.authority_url", complaint.authority_url)
            rows += self._text("complaint.court", complaint.court)
        elif "complaint" in self._silent:
            rows.append(self._missing("complaint"))
        officer = notice.has_data_protection_officer
        if isinstance(officer, NotStated):
            rows.append(self._missing("has_data_protection_officer"))
        elif officer is False:
            rows.append(
                NoticeRow(label=field_label("data_protection_officer"), text=_("There is none"))
            )
        if not rows:
            return None
        # Translators: a heading above whom to write to and where to complain.
        title = _("Contact and complaints")
        return NoticePart(
            key="contact",
            title=title,
            intro="",
            sections=(NoticeSection(title="", rows=tuple(rows)),),
        )

    def _parties(self) -> NoticePart:
        notice = self._notice
        sections = [self._party(party) for party in notice.parties]
        if notice.party(notice.controller) is None:
            sections.insert(0, NoticeSection(title="", rows=(self._missing("controller"),)))
        return NoticePart(
            key="parties",
            title=_("Who is named"),
            intro="",
            sections=tuple(sections),
            count=ngettext("{n} name", "{n} names", len(notice.parties)) if notice.parties else "",
        )

    def _party(self, party: Party) -> NoticeSection:
        notice = self._notice
        is_controller = party.id == notice.controller
        roles = [company_word(PartyRole.CONTROLLER if is_controller else party.role)]
        if party.id == notice.representative:
            roles.append(pgettext("role of a company", "Represents it in the EU"))
        if party.id == notice.data_protection_officer:
            roles.append(pgettext("role of a company", "Data protection officer"))
        rows = [
            # Translators: the label of what a company does with data.
            NoticeRow(label=_("Role"), text=BETWEEN.join(dict.fromkeys(roles))),
            *self._text("parties.address", party.address),
            *self._plain("parties.country", place_name(party.country) if party.country else ""),
            *self._plain("parties.email", party.email),
            *self._plain("parties.phone", party.phone),
            *self._plain("parties.url", party.url),
        ]
        return NoticeSection(title=self._voice.words(party.name) or party.id, rows=tuple(rows))

    def _sensors(self) -> NoticePart:
        sensors = self._notice.sensors
        places: dict[str, list[Sensor]] = {}
        for sensor in sensors:
            places.setdefault(sensor_place_word(sensor.group), []).append(sensor)
        missing = NoticeSection(title="", rows=(self._missing("sensors"),))
        return NoticePart(
            key="sensors",
            title=_("Sensors"),
            intro="",
            count=ngettext("{n} sensor", "{n} sensors", len(sensors)) if sensors else "",
            sections=tuple(
                NoticeSection(title=place, rows=tuple(self._sensor_rows(found)))
                for place, found in places.items()
            )
            or (missing,),
        )

    def _sensor_rows(self, sensors: list[Sensor]) -> Iterator[NoticeRow]:
        """Yield a row for each sensor; one for all of which nothing is stated."""
        silent = [sensor for sensor in sensors if not (sensor.collects or sensor.does_not_collect)]
        for sensor in sensors:
            said = sentences(
                self._voice.words(sensor.collects), self._voice.words(sensor.does_not_collect)
            )
            if said:
                yield NoticeRow(label=self._voice.words(sensor.name), text=said)
        if silent:
            names = BETWEEN.join(self._voice.words(sensor.name) for sensor in silent)
            yield NoticeRow(label=field_label("sensors"), text=names)
            yield self._missing("sensors.collects")

    def _services(self) -> NoticePart | None:
        services = self._notice.related_services
        if not services:
            return None
        return NoticePart(
            key="services",
            title=field_label("related_services"),
            intro="",
            sections=tuple(self._service(service) for service in services),
            count=ngettext("{n} service", "{n} services", len(services)),
        )

    def _service(self, service: RelatedService) -> NoticeSection:
        holder = self._notice.party(service.holder)
        rows = [
            *self._text("related_services.volume", service.volume),
            *self._text("related_services.frequency", service.frequency),
            *self._text("related_services.own_use", service.own_use),
            *self._text("related_services.third_party_use", service.third_party_use),
            *(self._text("related_services.holder", holder.name) if holder is not None else ()),
            *self._text("related_services.contact", service.contact),
            *self._text("related_services.sharing", service.sharing),
            *self._text("related_services.complaint", service.complaint),
            *self._text("related_services.trade_secrets", service.trade_secrets),
            *self._text("related_services.contract_end", service.contract_end),
        ]
        return NoticeSection(title=self._voice.words(service.name), rows=tuple(rows))

    def _checks(self) -> NoticePart | None:
        published = published_states(self._notice, self._voice)
        if not published:
            return None
        return NoticePart(
            key="checks",
            # Translators: a heading above tests by others whose results were published.
            title=_("Published tests"),
            intro=_("Results as others published them. ownerapp did not test anything."),
            sections=tuple(
                NoticeSection(
                    title=check.title,
                    sentence=check.sentence,
                    rows=tuple(NoticeRow(label=row.label, text=row.text) for row in check.rows),
                )
                for check in published
            ),
        )

    def _versions(self) -> NoticePart | None:
        rows = tuple(
            NoticeRow(
                # Translators: {version} is a version such as 1.0, {date} a date.
                label=_("{version}, {date}", version=note.version, date=format_date(note.date)),
                text=self._voice.words(note.text) or words.not_stated(self._notice),
                missing=not note.text,
            )
            for note in self._notice.version_notes
        )
        if not rows:
            return None
        return NoticePart(
            key="versions",
            # Translators: a heading above the versions of a notice, newest first.
            title=_("Versions"),
            intro="",
            sections=(NoticeSection(title="", rows=rows),),
        )

    def _sources(self) -> NoticePart | None:
        notice = self._notice
        if not notice.sources:
            return None
        return NoticePart(
            key="sources",
            title=_("Sources"),
            intro=_("Everything in this notice is from this source.")
            if has_one_source(notice)
            else "",
            sections=tuple(self._source(source) for source in notice.sources),
            count=ngettext("{n} source", "{n} sources", len(notice.sources)),
        )

    def _source(self, source: Source) -> NoticeSection:
        dates = [
            labelled(label, format_date(day))
            for label, day in (
                # Translators: the label of the day on which a source was published.
                (_("Published"), source.published),
                # Translators: the label of the day on which a source was read.
                (_("Read"), source.retrieved),
            )
            if day is not None
        ]
        kind = (
            [_("A report on the statements, not the statements themselves.")]
            if source.reading is Reading.SUMMARY
            else []
        )
        lines = tuple(line for line in (source.url, *dates, *kind) if line)
        return NoticeSection(title=self._voice.words(source.title), foot=lines)


def _item_count(count: int) -> str:
    # Translators: {count} is the number of collections in a group.
    return ngettext("{count} item", "{count} items", count, count=count)


def declared_sentence(notice: Notice) -> str:
    """Return what all statements of a notice are worth: declared, and verified by nobody."""
    match notice.origin:
        case Origin.COMPILED:
            return _("It holds what its sources say. ownerapp verified none of it.")
        case Origin.ISSUER | Origin.REFERENCE:
            return _("Everything in it is declared by its issuer. ownerapp verified none of it.")


def no_switch_sentence(notice: Notice) -> str:
    """Return that a notice states no switch; only where that is so."""
    if words.is_compiled(notice):
        return _("The sources state no collection that a person can switch on or off.")
    return _("This notice states no collection that a person can switch on or off.")
