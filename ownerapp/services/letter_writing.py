"""Letters put together from the texts of the letter book and the facts of a request.

Rules:

1. Every text comes from the book, the notice or the person. What nobody stated stands nowhere
   in a letter.
2. Name, plate and VIN stand in it only where the person ticked them.
3. A period that does not bind is not named as the law's.
4. A text whose article was not read in the law itself says so below the signature.
5. Values are data: they are put into the places of a text once and never read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ownerapp.compliance.deadlines.parameters import (
    Aim,
    GradeMark,
    Parameter,
    Parameters,
    Period,
)
from ownerapp.compliance.letter_book import LetterBook, LetterLaw, LetterPieces
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.record import Disclosure
from ownerapp.domain.request import Outcome
from ownerapp.domain.rights import LetterPart, RecipientRole, RightAsked
from ownerapp.domain.text import Text
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n.filling import fill
from ownerapp.i18n.formatting import format_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Who a letter goes to, as the notice names them; what it does not state is empty."""

    role: RecipientRole
    name: Text
    address: Text
    email: str = ""
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """For a complaint, the request that it is about."""

    subject: dict[Language, str]
    sent_on: date
    started_on: date
    due_on: date | None
    article: dict[Language, str]
    answered_on: date | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """Everything that a letter is made from."""

    notice: Notice
    practice: Practice | None
    vehicle: Vehicle
    owner: str
    right: RightAsked
    law: LetterLaw
    disclosure: Disclosure
    words: str
    deadlines: tuple[Parameter, ...]
    """The law's periods for this right, binding or not."""
    earlier: Earlier | None = None


def addresses(notice: Notice) -> tuple[Address, ...]:
    """Return who a notice names for letters, the contact for users' rights first."""
    found = []
    if notice.rights_contact is not None:
        contact = notice.rights_contact
        controller = notice.party(notice.controller)
        found.append(
            Address(
                role=RecipientRole.RIGHTS_CONTACT,
                name=contact.name,
                address=controller.address if controller is not None else Text(not_stated=True),
                email=contact.email,
                phone=contact.phone,
                url=contact.url,
            )
        )
    for role, party_id in (
        (RecipientRole.REPRESENTATIVE, notice.representative),
        (RecipientRole.CONTROLLER, notice.controller),
    ):
        party = notice.party(party_id) if party_id else None
        if party is not None:
            found.append(
                Address(
                    role=role,
                    name=party.name,
                    address=party.address,
                    email=party.email,
                    phone=party.phone,
                    url=party.url,
                )
            )
    if notice.complaint is not None:
        found.append(
            Address(
                role=RecipientRole.AUTHORITY,
                name=notice.complaint.authority,
                address=Text(not_stated=True),
                url=notice.complaint.authority_url,
            )
        )
    return tuple(found)


def address_for(notice: Notice, right: RightAsked) -> Address:
    """Return who gets a letter: for a complaint the authority, else the company."""
    known = {item.role: item for item in addresses(notice)}
    if right is RightAsked.COMPLAIN:
        wanted: tuple[RecipientRole, ...] = (RecipientRole.AUTHORITY,)
    else:
        wanted = (
            RecipientRole.RIGHTS_CONTACT,
            RecipientRole.REPRESENTATIVE,
            RecipientRole.CONTROLLER,
        )
    reachable = [
        known[role]
        for role in wanted
        if role in known and (known[role].email or known[role].url or known[role].phone)
    ]
    # A contact that the notice names without any way to reach it is worth less than another.
    named = [known[role] for role in reversed(wanted) if role in known and known[role].name]
    nothing = Address(role=wanted[0], name=Text(not_stated=True), address=Text(not_stated=True))
    return next(iter((*reachable, *named)), nothing)


def letter_languages(book: LetterBook, notice: Notice, wished: Language) -> tuple[Language, ...]:
    """Return the languages of a letter: the notice's own, then the person's if it is another.

    English stands in for a language in which there are no letters.
    """
    native = book.language(notice.native_language) or Language("en")
    own = book.language(wished)
    return (native,) if own is None or own == native else (native, own)


def write_letter(
    facts: LetterFacts, book: LetterBook, languages: tuple[Language, ...]
) -> tuple[LetterPart, ...]:
    """Return the letter in each language."""
    parts = []
    for number, language in enumerate(languages):
        pieces = book.pieces[language]
        notes = list(_notes(facts, book, pieces, language))
        if number:
            notes.insert(0, pieces.second_note)
        elif len(languages) > 1:
            notes.insert(0, book.pieces[languages[1]].languages_note)
        signature = [pieces.closing]
        if facts.disclosure.name and facts.owner:
            signature.append(facts.owner)
        address = address_for(facts.notice, facts.right)
        parts.append(
            LetterPart(
                language=language,
                subject=facts.law.subject[language],
                recipient=tuple(_recipient(address, facts.notice, language)),
                paragraphs=tuple(_paragraphs(facts, book, pieces, language)),
                signature=tuple(signature),
                notes=tuple(notes),
            )
        )
    return tuple(parts)


def period_words(period: Period, pieces: LetterPieces) -> str:
    """Return a period in the language of a letter."""
    one, more = pieces.units[period.unit]
    return _fill(one if period.n == 1 else more, n=period.n)


def article_of(parameter: Parameter, book: LetterBook, language: Language) -> str:
    """Return the article of a deadline in the language of a letter."""
    return book.articles.get(language, {}).get(parameter.id, parameter.article)


def deadlines_for(
    right: RightAsked, notice_regime: str, parameters: Parameters, *, is_sensitive: bool
) -> tuple[Parameter, ...]:
    """Return the periods that the law of a notice gives for a right."""
    return tuple(
        item
        for item in parameters.deadlines
        if item.regime.value == notice_regime
        and right.type in item.requests
        and (is_sensitive or not item.is_for_sensitive_only)
    )


def _recipient(address: Address, notice: Notice, language: Language) -> Iterator[str]:
    name = _said(address.name, notice, language)
    if name:
        yield name
    yield from _said(address.address, notice, language).splitlines()
    if address.email:
        yield address.email


def _paragraphs(
    facts: LetterFacts, book: LetterBook, pieces: LetterPieces, language: Language
) -> Iterator[str]:
    notice = facts.notice
    yield pieces.greeting
    yield pieces.between.join(_who_and_what(facts, pieces, language))
    controller = notice.party(notice.controller)
    issuer = _said(controller.name, notice, language) if controller is not None else ""
    for paragraph in facts.law.paragraphs[language]:
        yield _fill(paragraph, issuer=issuer or _said(notice.brand, notice, language))
    if facts.earlier is not None:
        yield pieces.between.join(_earlier(facts.earlier, pieces, language))
    if facts.words:
        yield _fill(pieces.own_words, words=facts.words)
    yield pieces.between.join(_law(facts, book, pieces, language))
    if facts.right is RightAsked.COMPLAIN:
        if facts.earlier is not None:
            yield pieces.enclosed
    elif facts.right not in {RightAsked.OPT_OUT, RightAsked.LIMIT}:
        yield pieces.identity
    yield pieces.reply_to


def _who_and_what(facts: LetterFacts, pieces: LetterPieces, language: Language) -> Iterator[str]:
    notice, ticked = facts.notice, facts.disclosure
    if ticked.name and facts.owner:
        yield _fill(pieces.person, name=facts.owner)
    yield _fill(
        pieces.car,
        brand=_said(notice.brand, notice, language),
        model=_said(notice.model, notice, language),
    )
    if ticked.plate and facts.vehicle.plate:
        yield _fill(pieces.plate, plate=facts.vehicle.plate)
    if ticked.vin and facts.vehicle.vin:
        yield _fill(pieces.vin, vin=facts.vehicle.vin)
    yield _fill(pieces.notice, title=_said(notice.title, notice, language), version=notice.version)
    if facts.practice is None:
        yield pieces.whole
    else:
        yield _fill(pieces.practice, practice=_said(facts.practice.title, notice, language))


def _law(
    facts: LetterFacts, book: LetterBook, pieces: LetterPieces, language: Language
) -> Iterator[str]:
    yield _fill(pieces.basis, article=facts.law.article[language])
    for parameter in facts.deadlines:
        if not parameter.is_binding:
            continue  # rule 3
        article = article_of(parameter, book, language)
        if parameter.period is not None:
            text = (
                pieces.receipt_within if parameter.aim is Aim.ACKNOWLEDGE else pieces.answer_within
            )
            yield _fill(text, period=period_words(parameter.period, pieces), article=article)
        elif parameter.no_number is not None and pieces.speed[parameter.no_number]:
            yield _fill(pieces.speed[parameter.no_number], article=article)
    refusal = pieces.refusal.get(facts.law.regime)
    if refusal and facts.right is not RightAsked.COMPLAIN:
        yield refusal


def _earlier(earlier: Earlier, pieces: LetterPieces, language: Language) -> Iterator[str]:
    def day(on: date) -> str:
        return format_date(on, length="long", language=language)

    yield _fill(pieces.earlier_sent, sent=day(earlier.sent_on), subject=earlier.subject[language])
    if earlier.due_on is not None:
        yield _fill(
            pieces.earlier_due,
            due=day(earlier.due_on),
            start=day(earlier.started_on),
            article=earlier.article[language],
        )
    text = {
        None: pieces.earlier_none,
        Outcome.GRANTED: pieces.earlier_granted,
        Outcome.PARTLY: pieces.earlier_partly,
        Outcome.REFUSED: pieces.earlier_refused,
    }[earlier.outcome]
    yield _fill(text, on=day(earlier.answered_on) if earlier.answered_on else "")


def _notes(
    facts: LetterFacts, book: LetterBook, pieces: LetterPieces, language: Language
) -> Iterator[str]:
    """Yield which articles were not read in the law itself (rule 4)."""
    named = [(facts.law.grade, facts.law.article[language])]
    named += [
        (item.grade, article_of(item, book, language))
        for item in facts.deadlines
        if item.is_binding
    ]
    for article in dict.fromkeys(name for grade, name in named if grade is not GradeMark.TEXT):
        yield _fill(pieces.grade_note, article=article)


def _said(text: Text, notice: Notice, language: Language) -> str:
    return text.best(language, notice.native_language)[1]


def _fill(text: str, **values: object) -> str:
    return fill(text, values, isolate=False)
