"""PIPL, Arts 13 to 26: grounds, consent, notice, recipients, publication.

Arts 28 to 50 are in ``china_pipl_special``. Where consent is not the ground, no separate
consent is asked for (Art 13, last paragraph): the practice is reported as covered.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.china_facts import (
    CHINESE_GROUNDS,
    grounds,
    is_asked_separately,
    is_reachable,
    other_ground,
    other_purposes,
    provided_to,
    rests_on_consent,
    separate_consent,
    worst_gap,
)
from ownerapp.compliance.china_telling import way_of
from ownerapp.compliance.longest_times import is_kept_too_long
from ownerapp.compliance.practice_kinds import is_outside
from ownerapp.compliance.rule import (
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
    ConsentKind,
    LegalGround,
    NotStated,
    Purpose,
    Subject,
)
from ownerapp.domain.text import Text

RULES = Register(RuleRegime.CHINA)

_INTERESTS = frozenset({LegalGround.LEGITIMATE_INTEREST, LegalGround.GDPR_LEGITIMATE_INTEREST})
_PUBLIC_SECURITY = frozenset({Purpose.DRIVING_SAFETY, Purpose.LEGAL_DUTY})
_PLAIN_TEXTS = ("sentence", "what", "why", "who")
"""The texts that everybody reads and that no other rule looks at."""


@RULES.practice("CN-P-01", "PIPL 13", MUST, TEXT, "Only Chinese grounds")
def chinese_grounds(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a ground of Art 13, which knows no legitimate interests."""
    declared = set(grounds(practice))
    unstated = [ground for ground in declared if not is_filled(ground)]
    if unstated:
        yield look.found(worst_gap(tuple(unstated)), "basis.ground", practice=practice)
    look.applies()
    if not _INTERESTS.isdisjoint(declared):
        yield look.contrary("basis.ground", practice=practice, code="interests")
    if not CHINESE_GROUNDS.union(_INTERESTS, unstated).issuperset(declared):
        yield look.contrary("basis.ground", practice=practice, code="ground")


RULES.promise(
    "CN-P-02",
    "PIPL 14, NDSMR 22(6)",
    MUST,
    TEXT,
    "New consent on change of purpose, method, kind",
    note="two versions of a notice are compared fact by fact; a practice that changed in "
    "meaning is open again, whatever its author calls the change",
)


@RULES.notice("CN-P-03", "PIPL 15", MUST, TEXT, "Convenient withdrawal")
def withdrawal(look: Look) -> Iterator[Found]:
    """Look for the way to withdraw, and that it has no more steps than agreeing."""
    asked = [item for item in look.notice.practices if _is_asked(item)]
    if asked:
        yield from look.needs("rights.withdraw.how", way_of(look, "withdraw"))
    for practice in asked:
        asking = practice.asking
        if asking is None:
            continue
        for name in ("steps_grant", "steps_withdraw"):
            steps = getattr(asking, name)
            yield from look.needs(f"asking.{name}", steps, practice=practice, code="steps")
        if (
            asking.steps_grant is not None
            and asking.steps_withdraw is not None
            and asking.steps_withdraw > asking.steps_grant
        ):
            yield look.contrary("asking.steps_withdraw", practice=practice, code="harder")


def _is_asked(practice: Practice) -> bool:
    """Tell whether the notice declares any kind of asking."""
    kind = practice.asking.kind if practice.asking else None
    return isinstance(kind, ConsentKind) and kind is not ConsentKind.NONE


@RULES.practice("CN-P-04", "PIPL 16", MUST, TEXT, "Refusal does not block the product")
def refusal(look: Look, practice: Practice) -> Iterator[Found]:
    """Look, where there is no switch, for the reason and for a ground other than consent."""
    if not practice.required:
        return
    yield from look.needs("required_reason", practice.required_reason, practice=practice)
    if rests_on_consent(practice):
        yield look.contrary("basis.ground", practice=practice, code="consent")


@RULES.notice("CN-P-05", "PIPL 17(1)", MUST, TEXT, "Controller name and contact")
def controller(look: Look) -> Iterator[Found]:
    """Look for who is responsible, and for a way to reach them."""
    party = look.notice.party(look.notice.controller)
    yield from look.needs("controller", party and party.name)
    if party is not None and party.name and not is_reachable(party):
        yield look.found(gap_of(party.address), "parties.address", code="contact")


@RULES.practice("CN-P-06", "PIPL 17", MUST, TEXT, "Clear plain language")
def plain_language(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for empty texts, long sentences and words of lawyers: lists of a product's choice."""
    look.applies()
    texts = {name: getattr(practice, name) for name in _PLAIN_TEXTS}
    empty = [name for name, text in texts.items() if not text]
    if empty:
        gap = worst_gap(tuple(texts[name] for name in empty))
        yield look.found(gap, *empty, practice=practice)
    hard = [
        name
        for name, text in texts.items()
        if any(look.wording.is_hard(words, lang) for lang, words in text.by_language.items())
    ]
    if hard:
        yield look.contrary(*hard, practice=practice, code="hard")
    jargon = {name: _jargon(look, text) for name, text in texts.items()}
    fields = [name for name, words in jargon.items() if words]
    if fields:
        found = dict.fromkeys(word for name in fields for word in jargon[name])
        facts = {"words": ", ".join(found)}
        yield look.contrary(*fields, practice=practice, code="jargon", facts=facts)


def _jargon(look: Look, text: Text) -> list[str]:
    """Return the words of lawyers in a text, in all its languages."""
    return [
        word
        for language, words in text.by_language.items()
        for word in look.wording.jargon_words(words, language)
    ]


RULES.promise(
    "CN-P-07",
    "PIPL 17",
    MUST,
    TEXT,
    "Rules easy to consult and save",
    note="a notice is read whole without a network, in the window and as lines of text that "
    "the command line prints",
)


@RULES.notice("CN-P-08", "PIPL 17", MUST, TEXT, "Changes told")
def changes_told(look: Look) -> Iterator[Found]:
    """Look for an entry about this version, where the notice has a history."""
    notes = look.notice.version_notes
    if notes:
        look.applies()
        if all(note.version != look.notice.version for note in notes):
            yield look.found(Gap.MISSING, "version_notes")


@RULES.practice("CN-P-09", "PIPL 19", MUST, TEXT, "Shortest retention")
def shortest_retention(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for *for ever*.

    What is longer than the table of longest times, a product choice, gets a caveat: the
    program cannot tell what a purpose needs.
    """
    look.applies()
    if practice.retention.unlimited:
        yield look.contrary("retention.unlimited", practice=practice, code="for-ever")
    elif is_kept_too_long(practice):
        yield look.caveat("long", practice=practice)


@RULES.practice("CN-P-10", "PIPL 23", MUST, TEXT, "Recipient fields")
def recipient_facts(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for five facts about each company that decides itself about what it gets."""
    if isinstance(practice.provisions, NotStated):
        yield from look.needs("recipients", practice.provisions, practice=practice)
    for provision, party in provided_to(look.notice, practice):
        facts = {
            "parties.name": party.name,
            "parties.address": is_reachable(party) or party.address,
            "recipients.purpose": provision.purpose,
            "recipients.method": provision.method,
            "recipients.categories": provision.categories,
        }
        look.applies()
        lacking = [name for name, value in facts.items() if not value]
        if lacking:
            gap = worst_gap(tuple(facts[name] for name in lacking))
            yield look.found(gap, *lacking, practice=practice, code="facts")


@RULES.practice("CN-P-11", "PIPL 23", MUST, TEXT, "Separate consent for provision")
def consent_for_recipient(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for separate consent to give data to each company that decides itself.

    For a recipient abroad the consent to the export is that consent.
    """
    abroad = {transfer.recipient for transfer in practice.transfers}
    for provision, _party in provided_to(look.notice, practice):
        by = other_ground(practice)
        if by:
            yield look.covered(practice, by)
            return
        topics = practice.asking.topics if practice.asking else ()
        accepted = {f"recipient:{provision.party}"}
        if provision.party in abroad:
            accepted.add("export")
        yield from separate_consent(look, practice)
        if is_asked_separately(practice) and accepted.isdisjoint(topics):
            yield look.found(Gap.MISSING, "asking.topics", practice=practice, code="topic")


@RULES.practice(
    "CN-P-12",
    "PIPL 24",
    MUST,
    TEXT,
    "Automated decisions explained; easy refusal of profiling push",
)
def automated_decision(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for an explanation and a way out."""
    if practice.automated_decision is not None:
        yield from look.needs("explanation", practice.explanation, practice=practice)
        yield from look.needs("opt_out", practice.opt_out, practice=practice, code="opt-out")


@RULES.practice("CN-P-13", "PIPL 25", MUST, TEXT, "No publication without separate consent")
def publication(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for separate consent where data is made public."""
    if practice.made_public is True:
        by = other_ground(practice)
        if by:
            yield look.covered(practice, by)
        else:
            yield from separate_consent(look, practice)


@RULES.practice("CN-P-14", "PIPL 26", SHOULD, TEXT, "Public-place capture not reused")
def public_places(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for other uses of pictures of passers-by; the article means installed devices."""
    if not is_outside(look.notice, practice) or Subject.OUTSIDE_PERSON not in (
        practice.subjects or ()
    ):
        return
    look.applies()
    if practice.purposes and not other_purposes(practice, _PUBLIC_SECURITY):
        return
    by = other_ground(practice)
    if by:
        yield look.covered(practice, by)
    else:
        yield from separate_consent(look, practice)
