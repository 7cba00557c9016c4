"""The Data Act, Regulation 2023/2854: what has to be told about data of a product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ownerapp.compliance.europe_facts import gaps, worst
from ownerapp.compliance.rule import KNOWLEDGE, MUST, SUMMARY, TEXT, Found, Look, Register
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_facts import RelatedService

RULES = Register(RuleRegime.EU)


@RULES.practice(
    "EU-A-01", "Data Act 3(2)(a)-(b)", MUST, TEXT, "Type, format, volume, and whether at once"
)
def product_data(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the four facts; one finding names all that lack."""
    data = practice.product_data
    yield from _needs_all(
        look,
        practice,
        {
            "product_data.type": data and data.type,
            "product_data.format": data and data.format,
            "product_data.volume": data and data.volume,
            "product_data.continuous": None if data is None else data.continuous,
        },
    )


@RULES.practice(
    "EU-A-02", "Data Act 3(2)(c)-(d)", MUST, TEXT, "Storage, retention, access and erasing"
)
def product_data_access(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the five facts; one finding names all that lack."""
    data = practice.product_data
    yield from _needs_all(
        look,
        practice,
        {
            "product_data.storage": None if data is None else data.storage,
            "product_data.retention": data and data.retention,
            "product_data.access": data and data.access,
            "product_data.erase": data and data.erase,
            "product_data.terms": data and data.terms,
        },
    )


def _needs_all(look: Look, practice: Practice, facts: Mapping[str, object]) -> Iterator[Found]:
    look.applies()
    missing = gaps(facts)
    if missing:
        yield look.found(worst(missing), *missing, practice=practice)


@RULES.notice(
    "EU-A-03",
    "Data Act 3(3)(a)-(d)",
    MUST,
    TEXT,
    "Service data: volume, frequency, own use, use by others, holder's identity",
)
def related_services(look: Look) -> Iterator[Found]:
    """Look for the facts about each related service, and for name and address of the holder."""
    for service in look.notice.related_services:
        holder = look.notice.party(service.holder)
        facts = {
            "related_services.volume": service.volume,
            "related_services.frequency": service.frequency,
            "related_services.own_use": service.own_use,
            "related_services.third_party_use": service.third_party_use,
            "related_services.holder": holder and holder.name,
            "parties.address": holder.address if holder else "-",
        }
        yield from _service_needs(look, service, facts)


@RULES.notice(
    "EU-A-04",
    "Data Act 3(3)(e)-(i)",
    MUST,
    KNOWLEDGE,
    "Service data: contact, sharing, complaint, trade secrets, end of the contract",
)
def related_service_rights(look: Look) -> Iterator[Found]:
    """Look for the facts about each related service."""
    for service in look.notice.related_services:
        facts = {
            "related_services.contact": service.contact,
            "related_services.sharing": service.sharing,
            "related_services.complaint": service.complaint,
            "related_services.trade_secrets": service.trade_secrets,
            "related_services.contract_end": service.contract_end,
        }
        yield from _service_needs(look, service, facts)


def _service_needs(
    look: Look, service: RelatedService, facts: Mapping[str, object]
) -> Iterator[Found]:
    look.applies()
    missing = gaps(facts)
    if missing:
        language = look.notice.native_language
        name = service.name.best(language, language)[1] or service.id
        yield look.found(worst(missing), *missing, facts={"service": name})


RULES.undecidable(
    "EU-A-05",
    "Data Act 3",
    MUST,
    TEXT,
    "Told before the contract",
    note="when the contract of sale, rent or lease was signed stands in no notice, and the "
    "program does not ask for it",
)
RULES.promise(
    "EU-A-06",
    "Data Act 4(1), 5",
    MUST,
    SUMMARY,
    "Requests for access and for sharing, free of charge",
    note="the kinds of request that are offered",
)
