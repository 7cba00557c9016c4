"""The names of a notice's fields in plain words, as a reader would ask for them.

The order of the tables is the one in which a reader asks; lists of fields follow it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ownerapp.i18n import pgettext


def field_label(field: str) -> str:
    """Return the name of a field of a practice or a notice; the field itself if unknown."""
    maker = _LABELS.get(field)
    return maker() if maker is not None else field


def field_order(field: str) -> int:
    """Return where a field stands among the questions of a reader; unknown ones come last."""
    return _ORDER.get(field, len(_ORDER))


_OF_PRACTICE: Mapping[str, Callable[[], str]] = {
    "title": lambda: pgettext("part of a notice", "Name"),
    "sentence": lambda: pgettext("part of a notice", "In one sentence"),
    "mode": lambda: pgettext("part of a notice", "Who decides"),
    "required_reason": lambda: pgettext("part of a notice", "Why it is always on"),
    "sensitive": lambda: pgettext("part of a notice", "Whether it is sensitive"),
    "question": lambda: pgettext("part of a notice", "The question"),
    "alone_reason": lambda: pgettext("part of a notice", "Why it is asked on its own"),
    "what": lambda: pgettext("part of a notice", "What is collected"),
    "why": lambda: pgettext("part of a notice", "What it is for"),
    "necessity": lambda: pgettext("part of a notice", "Why it is needed"),
    "effect": lambda: pgettext("part of a notice", "What it means for you"),
    "where_processed": lambda: pgettext("part of a notice", "Where it is processed"),
    "where_stored": lambda: pgettext("part of a notice", "Where it is stored"),
    "retention": lambda: pgettext("part of a notice", "How long it is kept"),
    "retention.text": lambda: pgettext("part of a notice", "How long it is kept"),
    "who": lambda: pgettext("part of a notice", "Who receives it"),
    "how_to_stop": lambda: pgettext("part of a notice", "How to stop"),
    "if_off": lambda: pgettext("part of a notice", "If it is off"),
    "still_sent": lambda: pgettext("part of a notice", "Still sent if you refuse"),
    # Translators: the lengths of time for which a yes can be given.
    "terms": lambda: pgettext("part of a notice", "Lengths offered for a yes"),
    "alternative": lambda: pgettext("part of a notice", "What you can do instead"),
    "opt_out": lambda: pgettext("part of a notice", "How to opt out"),
    "legal_basis": lambda: pgettext("part of a notice", "Legal basis"),
    "basis": lambda: pgettext("part of a notice", "Legal ground"),
    "basis.ground": lambda: pgettext("part of a notice", "Legal ground"),
    "basis.ref": lambda: pgettext("part of a notice", "Law behind it"),
    "basis.interest": lambda: pgettext("part of a notice", "The interest behind it"),
    "context": lambda: pgettext("part of a notice", "When it is collected"),
    "trigger": lambda: pgettext("part of a notice", "What starts it"),
    "method": lambda: pgettext("part of a notice", "How it is used"),
    "personal_data": lambda: pgettext("part of a notice", "Kinds of data"),
    "personal_data.name": lambda: pgettext("part of a notice", "Names of the kinds of data"),
    "subjects": lambda: pgettext("part of a notice", "Whose data it is"),
    "sensors": lambda: pgettext("part of a notice", "Sensors"),
    "purposes": lambda: pgettext("part of a notice", "Purposes"),
    "purposes.text": lambda: pgettext("part of a notice", "Each purpose in a sentence"),
    "purposes.necessity": lambda: pgettext("part of a notice", "Why each purpose needs it"),
    "reach": lambda: pgettext("part of a notice", "How far it travels"),
    "processing_place": lambda: pgettext("part of a notice", "In the car or on servers"),
    "storage_countries": lambda: pgettext("part of a notice", "Countries where it is stored"),
    "processing_countries": lambda: pgettext("part of a notice", "Countries where it is processed"),
    "storage_rule": lambda: pgettext("part of a notice", "The rule for where it is stored"),
    "local_reason": lambda: pgettext("part of a notice", "Why it does not stay in the car"),
    "retention.chip": lambda: pgettext("part of a notice", "How long it is kept, in short"),
    "retention.period": lambda: pgettext("part of a notice", "Time kept, as a number"),
    "retention.end_action": lambda: pgettext("part of a notice", "When the time is over"),
    "recipients": lambda: pgettext("part of a notice", "Recipients by name"),
    "recipients.purpose": lambda: pgettext("part of a notice", "What recipients use it for"),
    "recipients.method": lambda: pgettext("part of a notice", "How recipients get it"),
    "transfers": lambda: pgettext("part of a notice", "Sent to other countries"),
    "transfers.mechanism": lambda: pgettext("part of a notice", "On what it is sent abroad"),
    "transfers.route": lambda: pgettext("part of a notice", "Legal route abroad"),
    "transfers.purpose": lambda: pgettext("part of a notice", "What it is sent abroad for"),
    "transfers.method": lambda: pgettext("part of a notice", "How it is sent abroad"),
    "transfers.approved.status": lambda: pgettext(
        "part of a notice", "Whether sending it abroad was approved"
    ),
    "transfers.rights_procedure": lambda: pgettext(
        "part of a notice", "How to use your rights abroad"
    ),
    "transfers.approval": lambda: pgettext("part of a notice", "Approval, as declared"),
    "transfers.copy_url": lambda: pgettext("part of a notice", "Where to get a copy"),
    "transfers.exemption": lambda: pgettext("part of a notice", "Why no approval is needed"),
    "transfers.risk": lambda: pgettext("part of a notice", "Risks abroad"),
    "transfers.country_system": lambda: pgettext("part of a notice", "Data protection abroad"),
    "transfers.recipient_measures": lambda: pgettext(
        "part of a notice", "How the recipient abroad protects it"
    ),
    "disclosure": lambda: pgettext("part of a notice", "What else is disclosed"),
    "made_public": lambda: pgettext("part of a notice", "Whether it is made public"),
    "sold_or_shared": lambda: pgettext("part of a notice", "Whether it is sold"),
    "anonymisation": lambda: pgettext("part of a notice", "How people are made unrecognisable"),
    "anonymisation.method": lambda: pgettext(
        "part of a notice", "How people are made unrecognisable"
    ),
    "anonymisation.before_egress": lambda: pgettext(
        "part of a notice", "Whether that happens before it leaves the car"
    ),
    "anonymisation.face_rate": lambda: pgettext("part of a notice", "How many people are found"),
    "anonymisation.why_not": lambda: pgettext("part of a notice", "Why people stay recognisable"),
    "asking": lambda: pgettext("part of a notice", "How consent is asked"),
    "asking.kind": lambda: pgettext("part of a notice", "How consent is asked"),
    "defaults": lambda: pgettext("part of a notice", "On or off to begin with"),
    "defaults.state": lambda: pgettext("part of a notice", "On or off to begin with"),
    "defaults.reset": lambda: pgettext("part of a notice", "Whether each drive begins anew"),
    "stop": lambda: pgettext("part of a notice", "Where it is stopped in the car"),
    "stop.path": lambda: pgettext("part of a notice", "Where it is stopped in the car"),
    "stop.steps": lambda: pgettext("part of a notice", "Steps to stop it"),
    "stop.modes": lambda: pgettext("part of a notice", "For how long it is stopped"),
    "indicators": lambda: pgettext("part of a notice", "How the car shows it"),
    # Translators: whether people are told in general, again, or at the very moment.
    "notice_level": lambda: pgettext("part of a notice", "How strongly people are told"),
    "precision": lambda: pgettext("part of a notice", "How far the sensors reach"),
    "precision.range": lambda: pgettext("part of a notice", "How far the sensors reach"),
    "precision.resolution": lambda: pgettext("part of a notice", "How fine the data is"),
    # Translators: within which distance a position is known.
    "precision.radius_metres": lambda: pgettext("part of a notice", "How exact a position is"),
    "precision.reason": lambda: pgettext("part of a notice", "Why range and detail fit"),
    "automated_decision": lambda: pgettext("part of a notice", "Decisions by a machine"),
    "automated_decision.logic": lambda: pgettext("part of a notice", "How the machine decides"),
    "automated_decision.effect": lambda: pgettext("part of a notice", "What its decision means"),
    "automated_decision.human_contact": lambda: pgettext(
        "part of a notice", "Who looks at it instead of a machine"
    ),
    "explanation": lambda: pgettext("part of a notice", "How a decision is explained"),
    "obtained_from": lambda: pgettext("part of a notice", "Where data about others comes from"),
    "stored_by_third": lambda: pgettext("part of a notice", "Whether others store data in the car"),
    # Translators: a class of data in Chinese law, beside personal data.
    "important": lambda: pgettext("part of a notice", "Whether it is important data"),
    "importance": lambda: pgettext("part of a notice", "Class of important data"),
    "eprivacy": lambda: pgettext("part of a notice", "Why the car's memory may be read"),
    "delete_tags": lambda: pgettext("part of a notice", "How labels on the data are deleted"),
    "ccpa_category": lambda: pgettext("part of a notice", "Category in the law of California"),
    "ccpa_sensitive": lambda: pgettext(
        "part of a notice", "Whether it is sensitive in the law of California"
    ),
    "product_data.type": lambda: pgettext("part of a notice", "Data of the car: kind"),
    "product_data.format": lambda: pgettext("part of a notice", "Data of the car: format"),
    "product_data.volume": lambda: pgettext("part of a notice", "Data of the car: amount"),
    "product_data.continuous": lambda: pgettext(
        "part of a notice", "Data of the car: made all the time or not"
    ),
    "product_data.storage": lambda: pgettext(
        "part of a notice", "Data of the car: kept in the car or on servers"
    ),
    "product_data.retention": lambda: pgettext(
        "part of a notice", "Data of the car: how long it is kept"
    ),
    "product_data.access": lambda: pgettext("part of a notice", "Data of the car: how to get it"),
    "product_data.erase": lambda: pgettext("part of a notice", "Data of the car: how to erase it"),
    "product_data.terms": lambda: pgettext("part of a notice", "Data of the car: terms of use"),
    "standard_icon.alt": lambda: pgettext("part of a notice", "Words of the standard icon"),
    "product_data": lambda: pgettext("part of a notice", "Data of the car"),
    "child_rules": lambda: pgettext("part of a notice", "Rules for children under 14"),
    # Translators: a device or service in the car that the law prescribes.
    "system": lambda: pgettext("part of a notice", "System that the law prescribes"),
    "tags": lambda: pgettext("part of a notice", "What it can also show"),
    "subject_count": lambda: pgettext("part of a notice", "Number of people"),
    "guides": lambda: pgettext("part of a notice", "Steps in the car"),
    "guides.steps": lambda: pgettext("part of a notice", "Steps in the car"),
}
_OF_NOTICE: Mapping[str, Callable[[], str]] = {
    "brand": lambda: pgettext("part of a notice", "Brand"),
    "model": lambda: pgettext("part of a notice", "Car model"),
    "author": lambda: pgettext("part of a notice", "Who wrote it"),
    "url": lambda: pgettext("part of a notice", "Where the notice is published"),
    "controller": lambda: pgettext("part of a notice", "Who is responsible"),
    "parties": lambda: pgettext("part of a notice", "Who is named"),
    "parties.name": lambda: pgettext("part of a notice", "Name of a company"),
    "parties.country": lambda: pgettext("part of a notice", "Country"),
    "parties.email": lambda: pgettext("part of a notice", "E-mail"),
    "parties.phone": lambda: pgettext("part of a notice", "Phone"),
    "parties.url": lambda: pgettext("part of a notice", "Web page"),
    "parties.address": lambda: pgettext("part of a notice", "Address"),
    "has_data_protection_officer": lambda: pgettext(
        "part of a notice", "Whether there is a data protection officer"
    ),
    "rights_contact": lambda: pgettext("part of a notice", "Contact for questions"),
    "rights_contact.name": lambda: pgettext("part of a notice", "Contact for questions"),
    "rights": lambda: pgettext("part of a notice", "Your rights, and how to use them"),
    "rights.title": lambda: pgettext("part of a notice", "Name of a right"),
    "rights.how": lambda: pgettext("part of a notice", "How to use a right"),
    "rights.exercised_at": lambda: pgettext("part of a notice", "Where to use a right"),
    "withdraw_at": lambda: pgettext("part of a notice", "Where consent is withdrawn"),
    "complaint": lambda: pgettext("part of a notice", "Where to complain"),
    "complaint.internal_url": lambda: pgettext("part of a notice", "Complaints to the company"),
    "complaint.internal_phone": lambda: pgettext("part of a notice", "Complaints by phone"),
    "complaint.form_url": lambda: pgettext("part of a notice", "Form for complaints"),
    "complaint.authority_url": lambda: pgettext("part of a notice", "Page of the authority"),
    "complaint.authority": lambda: pgettext("part of a notice", "Authority for complaints"),
    "complaint.court": lambda: pgettext("part of a notice", "Court for complaints"),
    "data_protection_officer": lambda: pgettext("part of a notice", "Data protection officer"),
    "representative": lambda: pgettext("part of a notice", "Representative"),
    "policy_url": lambda: pgettext("part of a notice", "Privacy policy"),
    "opt_out_url": lambda: pgettext("part of a notice", "Page to opt out"),
    # Translators: a link that ends the maker's access to the car over the network.
    "disconnect_link": lambda: pgettext("part of a notice", "Link to end remote access"),
    "disconnect_url": lambda: pgettext("part of a notice", "Page to end remote access"),
    "related_services": lambda: pgettext("part of a notice", "Services that come with the car"),
    "jurisdiction": lambda: pgettext("part of a notice", "Place"),
    "applicable_law": lambda: pgettext("part of a notice", "Laws that it names"),
    "channels": lambda: pgettext("part of a notice", "Where people are told"),
    "location_switch": lambda: pgettext("part of a notice", "The car's own switch for location"),
    "groups.title": lambda: pgettext("part of a notice", "Name of a group"),
    "sources.title": lambda: pgettext("part of a notice", "Name of a source"),
    "sensors.name": lambda: pgettext("part of a notice", "Name of a sensor"),
    "sensors.collects": lambda: pgettext("part of a notice", "What a sensor collects"),
    "sensors.does_not_collect": lambda: pgettext(
        "part of a notice", "What a sensor does not collect"
    ),
    "version_notes.text": lambda: pgettext("part of a notice", "What changed in a version"),
    "published_checks.title": lambda: pgettext("part of a notice", "Name of a test"),
    "published_checks.by": lambda: pgettext("part of a notice", "Who published a test"),
    "published_checks.models": lambda: pgettext("part of a notice", "Models tested"),
    # Translators: a service that comes with the car, in the words of the EU Data Act.
    "related_services.name": lambda: pgettext("part of a notice", "Name of a service"),
    "related_services.volume": lambda: pgettext("part of a notice", "Service: amount of data"),
    "related_services.frequency": lambda: pgettext("part of a notice", "Service: how often"),
    "related_services.own_use": lambda: pgettext("part of a notice", "Service: own use"),
    "related_services.third_party_use": lambda: pgettext(
        "part of a notice", "Service: use by others"
    ),
    "related_services.holder": lambda: pgettext("part of a notice", "Service: who keeps the data"),
    "related_services.contact": lambda: pgettext("part of a notice", "Service: contact"),
    "related_services.sharing": lambda: pgettext(
        "part of a notice", "Service: how to start and end sharing"
    ),
    "related_services.complaint": lambda: pgettext(
        "part of a notice", "Service: where to complain"
    ),
    "related_services.trade_secrets": lambda: pgettext(
        "part of a notice", "Service: trade secrets"
    ),
    "related_services.contract_end": lambda: pgettext(
        "part of a notice", "Service: end of the contract"
    ),
}
_LABELS = {**_OF_PRACTICE, **_OF_NOTICE}
_ORDER = {field: number for number, field in enumerate(_LABELS)}
