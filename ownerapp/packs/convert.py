"""From the structs of a pack to the values of the domain.

A text that is not stated and a text that does not apply are both false there; the first
says so in ``not_stated``. Practices are in :mod:`ownerapp.packs.convert_practice`.
"""

from __future__ import annotations

from ownerapp.domain import notice_facts as facts
from ownerapp.domain.ids import NoticeHash, PackId, PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.packs import format as pack_format
from ownerapp.packs.convert_practice import to_practice
from ownerapp.packs.convert_values import flag, listed, statements, text, to_language


def to_notice(pack: pack_format.NoticePack, notice_hash: NoticeHash) -> Notice:
    """Return the notice of a pack whose references hold."""
    return Notice(
        hash=notice_hash,
        pack_id=PackId(pack.id),
        version=pack.version,
        effective_from=pack.effective_from,
        origin=pack.origin,
        author=text(pack.author),
        regime=pack.regime,
        further_regimes=pack.further_regimes,
        native_language=to_language(pack.native_language),
        languages=tuple(to_language(tag) for tag in pack.languages),
        title=text(pack.title),
        brand=text(pack.brand),
        model=text(pack.model),
        jurisdiction=pack.jurisdiction,
        applicable_law=pack.applicable_law,
        url=pack.url,
        scope=pack.scope,
        statement_sources=pack.statement_sources,
        statements=statements(pack.statements),
        channels=listed(pack.channels),
        controller=pack.controller,
        representative=pack.representative or "",
        has_data_protection_officer=flag(pack.has_data_protection_officer),
        data_protection_officer=pack.data_protection_officer or "",
        rights_contact=_contact(pack.rights_contact),
        complaint=_complaint(pack.complaint),
        parties=tuple(_party(item) for item in pack.parties),
        rights=tuple(_right(item) for item in pack.rights),
        withdraw_at=pack.withdraw_at,
        policy_url=pack.policy_url,
        opt_out_url=pack.opt_out_url,
        disconnect_link=pack.disconnect_link,
        disconnect_url=pack.disconnect_url,
        location_switch=text(pack.location_switch),
        groups=tuple(facts.Group(id=item.id, title=text(item.title)) for item in pack.groups),
        practices=tuple(to_practice(item) for item in pack.practices),
        sources=tuple(_source(item) for item in pack.sources),
        sensors=tuple(_sensor(item) for item in pack.sensors),
        body=facts.Body(shape=pack.body.shape, steering=pack.body.steering) if pack.body else None,
        version_notes=tuple(_version_note(item) for item in pack.version_notes),
        published_checks=tuple(_published_check(item) for item in pack.published_checks),
        related_services=tuple(_related_service(item) for item in pack.related_services),
        autonomous=pack.autonomous,
    )


def _source(source: pack_format.PackSource) -> facts.Source:
    return facts.Source(
        id=source.id,
        title=text(source.title),
        url=source.url,
        retrieved=source.retrieved,
        published=source.published,
        reading=source.reading,
    )


def _party(party: pack_format.PackParty) -> facts.Party:
    return facts.Party(
        id=party.id,
        role=party.role,
        kind=party.kind,
        name=text(party.name),
        address=text(party.address),
        country=party.country or "",
        email=party.email,
        phone=party.phone,
        url=party.url,
    )


def _contact(contact: pack_format.PackContact | None) -> facts.Contact | None:
    if contact is None:
        return None
    return facts.Contact(
        name=text(contact.name),
        phone=contact.phone,
        email=contact.email,
        url=contact.url,
        messenger=contact.messenger,
        last_verified=contact.last_verified,
    )


def _complaint(complaint: pack_format.PackComplaint | None) -> facts.Complaint | None:
    if complaint is None:
        return None
    return facts.Complaint(
        internal_url=complaint.internal_url,
        internal_phone=complaint.internal_phone,
        form_url=complaint.form_url,
        authority=text(complaint.authority),
        authority_url=complaint.authority_url,
        court=text(complaint.court),
    )


def _right(right: pack_format.PackRight) -> facts.Right:
    return facts.Right(
        id=right.id,
        title=text(right.title),
        how=text(right.how),
        dpv=right.dpv,
        exercised_at=right.exercised_at,
    )


def _sensor(sensor: pack_format.PackSensor) -> facts.Sensor:
    return facts.Sensor(
        id=sensor.id,
        name=text(sensor.name),
        kind=sensor.kind,
        group=sensor.group,
        x=sensor.x,
        y=sensor.y,
        aim=sensor.aim,
        field_of_view=sensor.field_of_view,
        collects=text(sensor.collects),
        does_not_collect=text(sensor.does_not_collect),
        scope=sensor.scope,
        sources=sensor.sources,
    )


def _version_note(note: pack_format.PackVersionNote) -> facts.VersionNote:
    return facts.VersionNote(
        version=note.version,
        date=note.date,
        text=text(note.text),
        previous=note.previous or "",
        changes=tuple(
            facts.PracticeChange(practice=PracticeId(item.practice), change=item.change)
            for item in note.changes
        ),
        mappings=tuple(
            facts.Mapping(
                kind=item.kind,
                old=tuple(PracticeId(name) for name in item.old),
                new=tuple(PracticeId(name) for name in item.new),
            )
            for item in note.mappings
        ),
    )


def _published_check(check: pack_format.PackPublishedCheck) -> facts.PublishedCheck:
    return facts.PublishedCheck(
        id=check.id,
        title=text(check.title),
        by=text(check.by),
        published=check.published,
        models=text(check.models),
        results=tuple(
            facts.RequirementResult(requirement=item.requirement, result=item.result)
            for item in check.results
        ),
        scope=check.scope,
        sources=check.sources,
    )


def _related_service(service: pack_format.PackRelatedService) -> facts.RelatedService:
    return facts.RelatedService(
        id=service.id,
        name=text(service.name),
        volume=text(service.volume),
        frequency=text(service.frequency),
        own_use=text(service.own_use),
        third_party_use=text(service.third_party_use),
        holder=service.holder or "",
        contact=text(service.contact),
        sharing=text(service.sharing),
        complaint=text(service.complaint),
        trade_secrets=text(service.trade_secrets),
        contract_end=text(service.contract_end),
    )
