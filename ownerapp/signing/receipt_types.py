"""The texts, numbers and terms that a record is made of, each with its bounds.

One annotated type for each kind of value; ``signing.receipt_schema`` puts them together.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

_UUID_PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_BASE58_PATTERN = "[1-9A-HJ-NP-Za-km-z]"
END = r"(?!\n)$"
"""The end of a text. In Python ``$`` alone also matches before a last line break, where the
regular expressions of JSON Schema do not; needed where the length leaves room for one."""

Uuid: TypeAlias = Annotated[str, Meta(pattern=f"^{_UUID_PATTERN}$", max_length=36)]
Urn: TypeAlias = Annotated[str, Meta(pattern=f"^urn:uuid:{_UUID_PATTERN}$", max_length=45)]
SubjectUrn: TypeAlias = Annotated[
    str, Meta(pattern=f"^urn:uuid:{_UUID_PATTERN}#receipt$", max_length=53)
]
Did: TypeAlias = Annotated[
    str, Meta(pattern=f"^did:key:z6Mk{_BASE58_PATTERN}{{44}}$", max_length=56)
]
Method: TypeAlias = Annotated[
    str,
    Meta(
        pattern=f"^did:key:z6Mk{_BASE58_PATTERN}{{44}}#z6Mk{_BASE58_PATTERN}{{44}}$",
        max_length=105,
    ),
]
Signature: TypeAlias = Annotated[
    str, Meta(pattern=f"^z{_BASE58_PATTERN}{{64,88}}{END}", max_length=89)
]
Instant: TypeAlias = Annotated[
    str,
    Meta(
        pattern="^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$",
        max_length=20,
        description="RFC 3339 in UTC, whole seconds.",
    ),
]
Day: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[01][0-9]-[0-3][0-9]$", max_length=10)]
PastDay: TypeAlias = Annotated[
    str, Meta(pattern="^20[0-9]{2}-[01][0-9]-[0-3][0-9]$", max_length=10)
]
"""A day of which an instant can be stated."""
Sha256: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
Language: TypeAlias = Annotated[str, Meta(pattern=f"^[a-z]{{2,3}}{END}", max_length=3)]
LanguageTag: TypeAlias = Annotated[
    str, Meta(pattern=f"^[a-z]{{2,3}}(-[A-Za-z0-9]{{2,8}})*{END}", max_length=35)
]
TermName: TypeAlias = Annotated[
    str,
    Meta(
        pattern=f"^(dpv|pd|loc|tech|eu-gdpr|car):[A-Za-z0-9_.-]+{END}",
        max_length=100,
        description="A term of DPV 2.3 or of our own vocabulary.",
    ),
]
MemberName: TypeAlias = Annotated[
    str, Meta(pattern=f"^(dpv|dct|schema|car):[A-Za-z0-9]+{END}", max_length=60)
]
Code: TypeAlias = Annotated[str, Meta(pattern=f"^[a-z0-9-]+{END}", max_length=60)]
Period: TypeAlias = Annotated[
    str, Meta(pattern=f"^P[0-9A-Z]+{END}", max_length=30, description="An ISO 8601 duration.")
]
Index: TypeAlias = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Short: TypeAlias = Annotated[str, Meta(max_length=500)]
Address: TypeAlias = Annotated[str, Meta(max_length=2_000)]
Text: TypeAlias = Annotated[str, Meta(max_length=20_000)]

KeyFingerprint: TypeAlias = Annotated[
    str,
    Meta(
        pattern="^[0-9a-f]{4}( [0-9a-f]{4}){7}$",
        max_length=39,
        description="The first half of the SHA-256 of a public key, in groups of four digits.",
    ),
]

FEW, MANY = 100, 1_000
TermNames: TypeAlias = Annotated[tuple[TermName, ...], Meta(max_length=FEW)]
OneOrMoreTermNames: TypeAlias = Annotated[tuple[TermName, ...], Meta(min_length=1, max_length=FEW)]
MemberNames: TypeAlias = Annotated[tuple[MemberName, ...], Meta(max_length=FEW)]
Codes: TypeAlias = Annotated[tuple[Code, ...], Meta(max_length=FEW)]

StatusType: TypeAlias = Literal[
    "dpv:ConsentRequested",
    "dpv:ConsentGiven",
    "dpv:ConsentRefused",
    "dpv:ConsentWithdrawn",
    "dpv:ConsentExpired",
    "dpv:ConsentInvalidated",
    "dpv:ExpressedConsent",
    "dpv:ExplicitlyExpressedConsent",
]
TrustWord: TypeAlias = Literal["shipped", "signed", "unsigned", "broken"]
Contexts: TypeAlias = tuple[
    Literal["https://www.w3.org/ns/credentials/v2"],
    Literal["https://consent.example/ns/vehicle-consent/v1"],
]
