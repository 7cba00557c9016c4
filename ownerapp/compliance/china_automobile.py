"""Automobile Data Provisions, Arts 3 to 6: kinds of data, purposes, principles.

Arts 7 and 8 are in ``china_telling``, Art 9 in ``china_sensitive``, Arts 11 to 17 in
``china_important``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.china_facts import (
    SENSITIVE_AUTOMOBILE_DATA,
    is_anonymised,
)
from ownerapp.compliance.practice_kinds import (
    is_cabin,
    is_outside,
    sensors_of,
)
from ownerapp.compliance.rule import (
    KNOWLEDGE,
    MUST,
    SHOULD,
    TEXT,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_codes import (
    AnonymisationMethod,
    DataCategory,
    DefaultReset,
    DefaultState,
    Importance,
    Subject,
    Tag,
)

RULES = Register(RuleRegime.CHINA)

MANY_SUBJECTS = 100_000
"""Personal data of more people is important data, Art 3(6)(v)."""
MEASURED_SENSORS = frozenset({"camera", "radar", "lidar", "gnss"})
"""Sensors whose range and resolution have to fit, Art 6(3)."""
SHORTEST_PURPOSE, SHORTEST_PURPOSE_CJK = 10, 4
"""Characters that a specific purpose needs at the least: product choices."""

_IMPORTANT_TAGS = frozenset(
    {Tag.SENSITIVE_AREA_GEO, Tag.TRAFFIC_OR_LOGISTICS_FLOW, Tag.CHARGING_NETWORK_OPS}
)
_CJK = frozenset({"zh", "ja", "ko"})


@RULES.practice(
    "CN-AD-01",
    "Auto Prov. 3",
    MUST,
    TEXT,
    "Sensitive flag on location tracks, audio, video, image, biometrics",
)
def sensitive_flag(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the flag; where a legal kind is not named, nobody can tell whether it is due."""
    if practice.has_category(*SENSITIVE_AUTOMOBILE_DATA):
        look.applies()
        if not practice.sensitive:
            yield look.contrary("sensitive", practice=practice, code="ordinary")
    elif not practice.sensitive and any(data.category is None for data in practice.personal_data):
        yield look.found(Gap.MISSING, "personal_data.category", practice=practice)


@RULES.practice(
    "CN-AD-02", "Auto Prov. 3", MUST, TEXT, "Name whose data it is, incl. persons outside"
)
def subjects(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the people concerned, and for passers-by where the street is watched."""
    yield from look.needs("subjects", practice.subjects, practice=practice)
    if (
        practice.subjects
        and is_outside(look.notice, practice)
        and Subject.OUTSIDE_PERSON not in practice.subjects
    ):
        yield look.contrary("subjects", practice=practice, code="outside")


@RULES.practice(
    "CN-AD-03",
    "Auto Prov. 3(iv)",
    MUST,
    TEXT,
    "Out-of-car video/image with faces or plates is important data",
)
def outside_pictures(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the flag where no method is declared that makes people unrecognisable."""
    if (
        is_outside(look.notice, practice)
        and practice.has_category(DataCategory.VIDEO, DataCategory.IMAGE)
        and not is_anonymised(practice)
    ):
        yield from _important(look, practice)
        if practice.important is True and practice.importance is not Importance.OUTSIDE_PICTURES:
            yield look.contrary("importance", practice=practice, code="class")


@RULES.practice(
    "CN-AD-04", "Auto Prov. 3(i)-(iii),(v)", MUST, TEXT, "Other important categories flagged"
)
def other_important_data(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the flag where tags or the number of people ask for it."""
    if _IMPORTANT_TAGS.intersection(practice.tags) or (
        practice.subject_count is not None and practice.subject_count > MANY_SUBJECTS
    ):
        yield from _important(look, practice)


def _important(look: Look, practice: Practice) -> Iterator[Found]:
    """Yield a finding unless data is declared to be important."""
    yield from look.needs("important", practice.important, practice=practice)
    if practice.important is False:
        yield look.contrary("important", practice=practice, code="ordinary")


@RULES.practice("CN-AD-05", "Auto Prov. 3", MUST, TEXT, "Important flag carries its category")
def importance(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for one of the six classes of Art 3(6)."""
    if practice.important is True:
        yield from look.needs("importance", practice.importance, practice=practice)


@RULES.practice("CN-AD-06", "Auto Prov. 4", MUST, KNOWLEDGE, "Purpose specific and car-related")
def specific_purposes(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a sentence for each purpose that is neither very short nor vague."""
    vague: dict[str, None] = {}
    is_short = False
    for purpose in practice.purposes:
        yield from look.needs("purposes.text", purpose.text, practice=practice)
        for language, words in purpose.text.by_language.items():
            is_short = is_short or _is_short(words, language)
            vague |= dict.fromkeys(look.wording.vague_words(words, language))
    if is_short:
        yield look.contrary("purposes.text", practice=practice, code="short")
    if vague:
        facts = {"words": ", ".join(vague)}
        yield look.contrary("purposes.text", practice=practice, code="vague", facts=facts)


def _is_short(words: str, language: str) -> bool:
    is_cjk = language.partition("_")[0] in _CJK
    return len(words.strip()) < (SHORTEST_PURPOSE_CJK if is_cjk else SHORTEST_PURPOSE)


@RULES.practice(
    "CN-AD-07", "Auto Prov. 6(1)", SHOULD, KNOWLEDGE, "Leaving the car needs a stated necessity"
)
def necessity_to_leave(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the necessity of each purpose of what leaves the car."""
    if not practice.leaves_vehicle:
        return
    look.applies()
    necessities = tuple(purpose.necessity for purpose in practice.purposes)
    lacking = [text for text in necessities or (None,) if not is_filled(text)]
    if lacking:
        yield look.found(gap_of(lacking[0]), "purposes.necessity", practice=practice)


@RULES.practice(
    "CN-AD-08",
    "Auto Prov. 6(2)",
    SHOULD,
    KNOWLEDGE,
    "Off at every drive unless the driver set otherwise",
)
def off_at_every_drive(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a default that is off, and stays so unless the driver set otherwise."""
    if not practice.optional or not (practice.sensitive or is_cabin(look.notice, practice)):
        return
    defaults = practice.defaults
    yield from look.needs("defaults.state", defaults and defaults.state, practice=practice)
    if defaults is None or not defaults.state:
        return
    if defaults.state is DefaultState.ON:
        yield look.contrary("defaults.state", practice=practice, code="on")
    elif not defaults.driver_set and defaults.reset is not DefaultReset.PER_DRIVE:
        yield look.contrary("defaults.reset", practice=practice, code="reset")


@RULES.practice(
    "CN-AD-09",
    "Auto Prov. 6(3)",
    SHOULD,
    KNOWLEDGE,
    "Range/resolution of camera, radar, positioning stated and fitting",
)
def precision(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for range and resolution of what measures; whether they fit nobody can check."""
    if not is_measured(look, practice):
        return
    facts = practice.precision
    yield from look.needs("precision.range", facts and facts.range, practice=practice)
    yield from look.needs(
        "precision.resolution",
        facts and facts.resolution,
        practice=practice,
        code="resolution",
    )


def is_measured(look: Look, practice: Practice) -> bool:
    """Tell whether a practice uses a camera, radar or positioning."""
    return any(sensor.kind in MEASURED_SENSORS for sensor in sensors_of(look.notice, practice))


@RULES.practice(
    "CN-AD-10", "Auto Prov. 6(4)", SHOULD, KNOWLEDGE, "Anonymise/de-identify where possible"
)
def anonymisation(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a method, or the reason why there is none."""
    if not practice.leaves_vehicle:
        return
    look.applies()
    facts = practice.anonymisation
    if is_anonymised(practice) or (facts and facts.why_not):
        return
    if facts is not None and facts.method is AnonymisationMethod.NONE:
        yield look.contrary("anonymisation.why_not", practice=practice, code="no-reason")
    else:
        yield look.found(gap_of(facts and facts.method), "anonymisation.method", practice=practice)
