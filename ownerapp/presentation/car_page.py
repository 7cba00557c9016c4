"""Presents what a car collects: its sensors in groups, their marks, and what each is for.

Rules:

1. Sensors come from the notice and from nothing else; what it leaves out is said.
2. A sensor's mark is the strongest thing that is true of it: always on before on, on before
   off. A mark never says less than what is collected.
3. *Used in the car only* is what the notice declares; nobody here has checked it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo
from enum import StrEnum
from typing import overload

from typing_extensions import override

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Practice, Reach
from ownerapp.domain.notice_codes import BodyShape, Steering
from ownerapp.domain.notice_facts import Sensor
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.presentation import words
from ownerapp.presentation.joining import phrases
from ownerapp.presentation.sensor_words import group_icon, group_title
from ownerapp.presentation.states import ChipState, Tone
from ownerapp.presentation.telling_words import scope_sentence
from ownerapp.presentation.voice import Voice
from ownerapp.services.choices import CarChoices

OFF_CAR = "off_car"
"""The group of what collects data away from the car, such as a form for an account."""
_CABIN = "cabin"
_FIRST = (
    "camera",
    "radar",
    "lidar",
    "ultrasonic",
    "camera/cabin",
    "microphone",
    "antenna",
    "gnss",
    "modem",
)
"""The kinds that come first in the list, in this order; the others follow as in the notice."""

_REACH = 0.2
_REACHES = {"ultrasonic": 0.09, "radar": 0.24, "lidar": 0.24, "camera/cabin": 0.22}


class Mark(StrEnum):
    """The shape of a sensor: what is true of it now."""

    ALWAYS = "always"
    """Something that cannot be turned off sends data of it away from the car."""
    ON = "on"
    """By the person's own choice."""
    UNSTATED = "unstated"
    """The notice does not say what it is used for, or whether that can be turned off."""
    OFF = "off"
    IN_CAR = "in-car"
    """Used all the time, and the notice says that the data stays in the car."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a sensor is drawn, in the frame of the body as :class:`Sensor` has it."""

    x: float
    y: float
    aim: float | None
    field_of_view: float | None
    reach: float
    """How far its field of view is drawn, as a part of the length of the car; our choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseState:
    """One practice that uses a sensor."""

    practice: PracticeId
    title: str
    sentence: str
    chips: tuple[ChipState, ...]
    mark: Mark
    word: str
    """The state word, for example "Off"."""
    has_switch: bool
    link_name: str
    """What a screen reader says for the link to the choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorState:
    """One sensor, or a group of them looked at together."""

    key: str
    number: str
    """For example "22", or "1 to 8" for a group."""
    label: str
    """For example "Sensor 22"."""
    title: str
    icon: str
    mark: Mark
    mark_word: str
    collects: str
    does_not_collect: str
    uses: Sequence[UseState]
    """Put into words when somebody looks: a car has dozens of sensors, and one is looked at."""
    scope: str
    place: Place | None
    off_car: str
    """Said where it is not on the car at all."""

    @property
    def spoken(self) -> str:
        """Return what a screen reader says for its dot."""
        return phrases(self.label, self.title, self.mark_word)


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorGroup:
    """A row of the list; with more than one sensor it opens into their rows."""

    whole: SensorState
    sensors: tuple[SensorState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """A shape and what it means."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarState:
    """The page of one car."""

    heading: str
    intro: str
    list_name: str
    groups: tuple[SensorGroup, ...]
    legend_heading: str
    legend: tuple[LegendEntry, ...]
    front: str
    picture_name: str
    picture_note: str
    shape: BodyShape | None
    """None where the notice does not state it; a saloon is drawn then, and that is said."""
    steering: Steering | None
    uses_heading: str
    collects_heading: str
    does_not_heading: str
    not_stated: str
    no_uses: str
    go: str
    empty_title: str
    empty: str

    def of(self, key: str) -> SensorState | None:
        """Return the sensor or the group of a key, or None."""
        for group in self.groups:
            for item in (group.whole, *group.sensors):
                if item.key == key:
                    return item
        return None

    def sensors(self) -> tuple[SensorState, ...]:
        """Return all single sensors, by number."""
        return tuple(item for group in self.groups for item in group.sensors)

    def members(self, key: str) -> tuple[SensorState, ...]:
        """Return the sensor of a key, or those of a group."""
        for group in self.groups:
            if group.whole.key == key:
                return group.sensors
        return tuple(item for item in self.sensors() if item.key == key)


class CarPresenter:
    """Makes the page's state from the notice and the present choices of one car."""

    def __init__(self, view: CarChoices, *, language: Language, zone: tzinfo) -> None:
        self._view = view
        self._notice = view.notice
        self._voice = Voice(view.notice, language)
        self._zone = zone
        self._known_uses: dict[PracticeId, UseState] = {}
        self._known_marks: dict[PracticeId, Mark] = {}
        self._by_sensor: dict[str, list[Practice]] = {}
        for practice in view.notice.practices:
            for sensor in dict.fromkeys(practice.sensors):
                self._by_sensor.setdefault(sensor, []).append(practice)

    def state(self) -> CarState:
        """Return the whole page."""
        notice, body = self._notice, self._notice.body
        groups = self._groups()
        count = len(notice.sensors)
        marks = {item.mark for group in groups for item in group.sensors}
        intro = ngettext(
            # Translators: {count} is the number of sensors of a car.
            "{count} sensor. Choose it to see what it collects and what that is used for.",
            "{count} sensors. Choose one to see what it collects and what that is used for.",
            count,
            count=count,
        )
        return CarState(
            heading=_("What my car collects"),
            intro=intro if count else words.origin_sentence(notice),
            # Translators: the list of the sensors of a car.
            list_name=pgettext("list", "Sensors"),
            groups=groups,
            legend_heading=_("What the shapes mean"),
            legend=tuple(
                LegendEntry(mark=mark, text=mark_word(mark)) for mark in Mark if mark in marks
            ),
            # Translators: stands above the picture of a car, where its front is.
            front=pgettext("car", "Front"),
            picture_name=_("The car seen from above, with its sensors"),
            picture_note=_picture_note(body.shape if body is not None else None),
            shape=body.shape if body is not None else None,
            steering=body.steering if body is not None else None,
            uses_heading=_("What it is used for"),
            collects_heading=_("What it collects"),
            does_not_heading=_("What it does not collect"),
            not_stated=words.not_stated(notice),
            no_uses=_("The notice does not say what it is used for."),
            go=_("Go to this choice"),
            empty_title=_("No sensors are named"),
            empty=_(
                "The notice of this car does not say which sensors it has, so none are drawn. "
                "What it collects stands in My choices."
            ),
        )

    def _groups(self) -> tuple[SensorGroup, ...]:
        kinds: dict[str, list[Sensor]] = {}
        for sensor in self._notice.sensors:
            kinds.setdefault(_kind(sensor), []).append(sensor)
        order = sorted(
            kinds, key=lambda kind: _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
        )
        groups, number = [], 1
        for kind in order:
            members = kinds[kind]
            sensors = tuple(
                self._sensor(sensor, number + offset) for offset, sensor in enumerate(members)
            )
            groups.append(self._group(kind, members, sensors, number))
            number += len(members)
        return tuple(groups)

    def _group(
        self, kind: str, members: Sequence[Sensor], sensors: tuple[SensorState, ...], first: int
    ) -> SensorGroup:
        if len(sensors) == 1:
            return SensorGroup(whole=sensors[0], sensors=sensors)
        last = first + len(sensors) - 1
        practices = self._practices({sensor.id for sensor in members})
        mark = self._mark(practices)
        return SensorGroup(
            whole=SensorState(
                key=f"group:{kind}",
                # Translators: the numbers of several sensors, for example 1 to 8.
                number=_("{first} to {last}", first=first, last=last),
                # Translators: the numbers of several sensors, for example Sensors 1 to 8.
                label=_("Sensors {first} to {last}", first=first, last=last),
                title=group_title(kind),
                icon=group_icon(kind),
                mark=mark,
                mark_word=mark_word(mark),
                collects=_same(item.collects for item in sensors),
                does_not_collect=_same(item.does_not_collect for item in sensors),
                uses=self._uses(practices),
                scope=_same(item.scope for item in sensors),
                place=None,
                off_car="",
            ),
            sensors=sensors,
        )

    def _sensor(self, sensor: Sensor, number: int) -> SensorState:
        practices = tuple(self._by_sensor.get(sensor.id, ()))
        mark = self._mark(practices)
        place = None
        if sensor.x is not None and sensor.y is not None and sensor.group != OFF_CAR:
            place = Place(
                x=sensor.x,
                y=sensor.y,
                aim=sensor.aim,
                field_of_view=sensor.field_of_view,
                reach=_REACHES.get(_kind(sensor), _REACH),
            )
        off_car = ""
        if sensor.group == OFF_CAR:
            off_car = _("It is not on the car, so the picture does not show it.")
        elif place is None:
            off_car = _("Its place is not stated, so the picture does not show it.")
        return SensorState(
            key=sensor.id,
            number=str(number),
            # Translators: {number} is the number of a sensor in the picture.
            label=_("Sensor {number}", number=number),
            title=self._voice.words(sensor.name) or sensor.id,
            icon=group_icon(_kind(sensor)),
            mark=mark,
            mark_word=mark_word(mark),
            collects=self._voice.words(sensor.collects),
            does_not_collect=self._voice.words(sensor.does_not_collect),
            uses=self._uses(practices),
            scope=scope_sentence(sensor.scope),
            place=place,
            off_car=off_car,
        )

    def _practices(self, sensors: set[str]) -> tuple[Practice, ...]:
        return tuple(
            item for item in self._notice.practices if not sensors.isdisjoint(item.sensors)
        )

    def _status(self, practice: Practice) -> Status:
        choice = self._view.of(practice.id)
        return choice.status if choice is not None else Status.UNDECIDED

    def _mark_of(self, practice: Practice) -> Mark:
        mark = self._known_marks.get(practice.id)
        if mark is None:
            mark = self._known_marks[practice.id] = self._made_mark(practice)
        return mark

    def _made_mark(self, practice: Practice) -> Mark:
        if practice.optional:
            return Mark.ON if self._status(practice) is Status.GIVEN else Mark.OFF
        if not practice.required:
            return Mark.UNSTATED
        return Mark.IN_CAR if practice.reach is Reach.CAR else Mark.ALWAYS

    def _mark(self, practices: Sequence[Practice]) -> Mark:
        """Return the strongest mark (rule 2); nothing stated is a mark of its own."""
        found = {self._mark_of(practice) for practice in practices}
        return next((mark for mark in Mark if mark in found), Mark.UNSTATED)

    def _uses(self, practices: Sequence[Practice]) -> Sequence[UseState]:
        """Return what is said of practices, once somebody looks."""
        return _Uses(self._use, practices)

    def _use(self, practice: Practice) -> UseState:
        """Return what is said of a practice; one that many sensors serve is said once."""
        use = self._known_uses.get(practice.id)
        if use is None:
            use = self._known_uses[practice.id] = self._made_use(practice)
        return use

    def _made_use(self, practice: Practice) -> UseState:
        chips = []
        if practice.sensitive:
            chips.append(ChipState(text=_("Sensitive"), icon="finger", tone=Tone.ATTENTION))
        chips.append(words.reach_chip(practice, self._notice.regime))
        title, choice = self._voice.words(practice.title), self._view.of(practice.id)
        word = words.fixed_word(practice)
        if practice.optional:
            kept = choice.choice if choice is not None else None
            word = words.state_word(self._status(practice), kept, self._zone)
        return UseState(
            practice=practice.id,
            title=title,
            sentence=self._voice.words(practice.sentence),
            chips=tuple(chips),
            mark=self._mark_of(practice),
            word=word,
            has_switch=practice.optional,
            # Translators: {title} is the title of a collection, for example Cabin camera clips.
            link_name=_("Go to the choice on {title}", title=title),
        )


class _Uses(Sequence[UseState]):
    """Uses that are put into words one by one, as they are looked at."""

    def __init__(self, use: Callable[[Practice], UseState], practices: Sequence[Practice]) -> None:
        self._use = use
        self._practices = practices

    @override
    def __len__(self) -> int:
        return len(self._practices)

    @overload
    def __getitem__(self, index: int) -> UseState: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[UseState]: ...

    @override
    def __getitem__(self, index: int | slice) -> UseState | Sequence[UseState]:
        if isinstance(index, slice):
            return _Uses(self._use, self._practices[index])
        return self._use(self._practices[index])


def mark_word(mark: Mark) -> str:
    """Return what a shape means."""
    match mark:
        case Mark.ALWAYS:
            # Translators: what a shape on the picture of a car means.
            return pgettext("sensor", "Always on")
        case Mark.ON:
            # Translators: what a shape on the picture of a car means.
            return pgettext("sensor", "On, your choice")
        case Mark.UNSTATED:
            # Translators: what a shape on the picture of a car means.
            return pgettext("sensor", "Use not stated")
        case Mark.OFF:
            # Translators: what a shape on the picture of a car means.
            return pgettext("sensor", "Off")
        case Mark.IN_CAR:
            # Translators: what a shape on the picture of a car means; the notice declares it.
            return pgettext("sensor", "Used in the car only, says the notice")


def _picture_note(shape: BodyShape | None) -> str:
    if shape is None:
        return _(
            "The places are drawn roughly, as the notice gives them. "
            "It does not state the shape of the car."
        )
    return _("The places are drawn roughly, as the notice gives them.")


def _kind(sensor: Sensor) -> str:
    """Return the kind under which a sensor is listed; a cabin camera is a kind of its own."""
    if sensor.kind == "camera" and sensor.group == _CABIN:
        return "camera/cabin"
    return sensor.kind


def _same(texts: Iterable[str]) -> str:
    """Return the text that all share; where they differ, that they do."""
    found = set(texts)
    if len(found) == 1:
        return found.pop()
    # Translators: said of a group of sensors that do not all collect the same.
    return _("This differs from one to the next: choose one of them.")
