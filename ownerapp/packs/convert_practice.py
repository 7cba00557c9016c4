"""From the struct of a practice to the value of the domain."""

from __future__ import annotations

from ownerapp.domain import notice_codes as codes
from ownerapp.domain import notice_facts as facts
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Practice
from ownerapp.packs import format as pack_format
from ownerapp.packs.convert_values import code, code_or_none, flag, listed, statements, text


def to_practice(practice: pack_format.PackPractice) -> Practice:
    """Return the practice of a pack whose references hold."""
    return Practice(
        id=PracticeId(practice.id),
        group=practice.group,
        mode=code(codes.Mode, practice.mode),
        sensitive=practice.sensitive,
        icon=practice.icon,
        title=text(practice.title),
        sentence=text(practice.sentence),
        question=text(practice.question),
        alone_reason=text(practice.alone_reason),
        what=text(practice.what),
        why=text(practice.why),
        where_processed=text(practice.where_processed),
        where_stored=text(practice.where_stored),
        retention=_retention(practice.retention),
        who=text(practice.who),
        how_to_stop=text(practice.how_to_stop),
        necessity=text(practice.necessity),
        effect=text(practice.effect),
        if_off=text(practice.if_off),
        still_sent=text(practice.still_sent),
        required_reason=text(practice.required_reason),
        legal_basis=text(practice.legal_basis),
        legal_basis_dpv=practice.legal_basis_dpv,
        reach=code(codes.Reach, practice.reach),
        processing_place=code(codes.Place, practice.processing_place),
        storage_countries=listed(practice.storage_countries),
        processing_countries=listed(practice.processing_countries),
        personal_data=tuple(_personal_data(item) for item in practice.personal_data),
        purpose_dpv=practice.purpose_dpv,
        processing_dpv=practice.processing_dpv,
        provisions=codes.NOT_STATED
        if isinstance(practice.recipients, str)
        else tuple(_provision(item) for item in practice.recipients),
        transfers=tuple(_transfer(item) for item in practice.transfers),
        terms=practice.terms,
        sensors=practice.sensors,
        scope=practice.scope,
        sources=practice.sources,
        statements=statements(practice.statements),
        guides=tuple(_guide(item) for item in practice.guides),
        purposes=tuple(_purpose(item) for item in practice.purposes),
        basis=_basis(practice.basis),
        asking=_asking(practice.asking),
        defaults=_defaults(practice.defaults),
        stop=_stop(practice.stop),
        precision=_precision(practice.precision),
        anonymisation=_anonymisation(practice.anonymisation),
        automated_decision=_automated_decision(practice.automated_decision),
        product_data=_product_data(practice.product_data),
        standard_icon=_standard_icon(practice.standard_icon),
        subjects=listed(practice.subjects),
        indicators=listed(practice.indicators),
        tags=practice.tags,
        system=practice.system,
        trigger=code_or_none(codes.Trigger, practice.trigger),
        notice_level=code_or_none(codes.NoticeLevel, practice.notice_level),
        context=text(practice.context),
        method=text(practice.method),
        obtained_from=text(practice.obtained_from),
        storage_rule=text(practice.storage_rule),
        alternative=text(practice.alternative),
        opt_out=text(practice.opt_out),
        delete_tags=text(practice.delete_tags),
        explanation=text(practice.explanation),
        disclosure=text(practice.disclosure),
        local_reason=text(practice.local_reason),
        child_rules=practice.child_rules,
        important=flag(practice.important),
        importance=practice.importance,
        subject_count=practice.subject_count,
        made_public=flag(practice.made_public),
        stored_by_third=flag(practice.stored_by_third),
        eprivacy=code_or_none(codes.DeviceAccess, practice.eprivacy),
        sold_or_shared=flag(practice.sold_or_shared),
        ccpa_category=code_or_none(codes.CcpaCategory, practice.ccpa_category),
        ccpa_sensitive=flag(practice.ccpa_sensitive),
    )


def _retention(retention: pack_format.PackRetention) -> facts.Retention:
    return facts.Retention(
        period=retention.period,
        text=text(retention.text),
        chip=text(retention.chip),
        end_action=code_or_none(codes.EndAction, retention.end_action),
        unlimited=retention.unlimited,
    )


def _personal_data(data: pack_format.PackPersonalData) -> facts.PersonalData:
    return facts.PersonalData(
        item=data.item,
        name=text(data.name),
        dpv=data.dpv,
        sensitive=data.sensitive,
        category=data.category,
    )


def _provision(provision: pack_format.PackProvision) -> facts.Provision:
    return facts.Provision(
        party=provision.party,
        purpose=text(provision.purpose),
        method=text(provision.method),
        categories=provision.categories,
        access=provision.access,
    )


def _transfer(transfer: pack_format.PackTransfer) -> facts.Transfer:
    return facts.Transfer(
        country=transfer.country,
        recipient=transfer.recipient,
        mechanism=text(transfer.mechanism),
        approval=transfer.approval,
        dpv=transfer.dpv,
        route=code_or_none(codes.TransferMechanism, transfer.route),
        purpose=text(transfer.purpose),
        purpose_code=transfer.purpose_code,
        method=text(transfer.method),
        method_code=transfer.method_code,
        categories=transfer.categories,
        scale=transfer.scale,
        sender=transfer.sender,
        user_initiated=transfer.user_initiated,
        rights_procedure=text(transfer.rights_procedure),
        approved=_approval(transfer.approved),
        exemption=text(transfer.exemption),
        copy_url=transfer.copy_url,
        risk=text(transfer.risk),
        country_system=text(transfer.country_system),
        recipient_measures=text(transfer.recipient_measures),
    )


def _approval(approval: pack_format.PackApproval | None) -> facts.Approval | None:
    if approval is None:
        return None
    return facts.Approval(
        ref=approval.ref,
        status=code_or_none(codes.ApprovalStatus, approval.status),
        issued=approval.issued,
        expires=approval.expires,
        purposes=approval.purposes,
        methods=approval.methods,
        categories=approval.categories,
        scale=approval.scale,
    )


def _guide(guide: pack_format.PackGuide) -> facts.GuidedSteps:
    return facts.GuidedSteps(
        id=guide.id,
        action=guide.action,
        steps=tuple(text(step) for step in guide.steps),
        scope=guide.scope,
        sources=guide.sources,
    )


def _purpose(purpose: pack_format.PackPurpose) -> facts.StatedPurpose:
    return facts.StatedPurpose(
        code=purpose.code,
        text=text(purpose.text),
        necessity=text(purpose.necessity),
        ground=purpose.ground,
    )


def _basis(basis: pack_format.PackBasis | None) -> facts.Basis | None:
    if basis is None:
        return None
    return facts.Basis(
        ground=code(codes.LegalGround, basis.ground),
        ref=basis.ref,
        interest=text(basis.interest),
        article_9=basis.article_9,
    )


def _asking(asking: pack_format.PackAsking | None) -> facts.Asking | None:
    if asking is None:
        return None
    return facts.Asking(
        kind=code(codes.ConsentKind, asking.kind),
        chosen_by=asking.chosen_by,
        topics=asking.topics,
        steps_grant=asking.steps_grant,
        steps_withdraw=asking.steps_withdraw,
    )


def _defaults(defaults: pack_format.PackDefaults | None) -> facts.Defaults | None:
    if defaults is None:
        return None
    return facts.Defaults(
        state=code(codes.DefaultState, defaults.state),
        reset=code_or_none(codes.DefaultReset, defaults.reset),
        driver_set=defaults.driver_set,
    )


def _stop(stop: pack_format.PackStop | None) -> facts.Stop | None:
    if stop is None:
        return None
    return facts.Stop(path=text(stop.path), steps=stop.steps, modes=stop.modes)


def _precision(precision: pack_format.PackPrecision | None) -> facts.Precision | None:
    if precision is None:
        return None
    return facts.Precision(
        range=text(precision.range),
        resolution=text(precision.resolution),
        reason=text(precision.reason),
        radius_metres=precision.radius_metres,
    )


def _anonymisation(
    anonymisation: pack_format.PackAnonymisation | None,
) -> facts.Anonymisation | None:
    if anonymisation is None:
        return None
    return facts.Anonymisation(
        method=code(codes.AnonymisationMethod, anonymisation.method),
        before_egress=flag(anonymisation.before_egress),
        face_rate=anonymisation.face_rate,
        plate_rate=anonymisation.plate_rate,
        why_not=text(anonymisation.why_not),
    )


def _automated_decision(
    decision: pack_format.PackAutomatedDecision | None,
) -> facts.AutomatedDecision | None:
    if decision is None:
        return None
    return facts.AutomatedDecision(
        significant=decision.significant,
        logic=text(decision.logic),
        effect=text(decision.effect),
        human_contact=text(decision.human_contact),
    )


def _product_data(data: pack_format.PackProductData | None) -> facts.ProductData | None:
    if data is None:
        return None
    return facts.ProductData(
        type=text(data.type),
        format=text(data.format),
        volume=text(data.volume),
        continuous=flag(data.continuous),
        storage=code(codes.StorageSite, data.storage),
        retention=text(data.retention),
        access=text(data.access),
        erase=text(data.erase),
        terms=text(data.terms),
    )


def _standard_icon(icon: pack_format.PackStandardIcon | None) -> facts.StandardIcon | None:
    return None if icon is None else facts.StandardIcon(id=icon.id, alt=text(icon.alt))
