"""What is known of each language without a library: tags, direction, Qt's own strings.

Inside the program a tag is written as in Babel and in the catalogues' folders,
``zh_Hans``; ``bcp47`` gives the form for documents and Qt. The pseudo-languages keep
their customary ``en-XA`` and ``ar-XB``.
"""

from __future__ import annotations

from typing import Literal

from ownerapp.domain.values import dataclass
from ownerapp.i18n.pseudo import MIRRORED, STRETCHED

SOURCE = "en"
Direction = Literal["ltr", "rtl"]

_OLD_CODES = {"iw": "he", "in": "id", "ji": "yi", "no": "nb", "mo": "ro", "tl": "fil"}
_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})

# The script that a tag means when it names none (CLDR's likely subtags), for the
# languages that are written in several: usual script, and the regions that differ.
_SCRIPTS: dict[str, tuple[str, dict[str, str]]] = {
    "az": ("Latn", {"IQ": "Arab", "IR": "Arab", "RU": "Cyrl"}),
    "kk": ("Cyrl", {"AF": "Arab", "CN": "Arab", "IR": "Arab", "MN": "Arab"}),
    "ks": ("Arab", {}),
    "mn": ("Cyrl", {"CN": "Mong"}),
    "pa": ("Guru", {"PK": "Arab"}),
    "sd": ("Arab", {"IN": "Deva"}),
    "sr": ("Cyrl", {"ME": "Latn", "RO": "Latn", "TR": "Latn"}),
    "uz": ("Latn", {"AF": "Arab", "CN": "Cyrl"}),
    "zh": (
        "Hans",
        dict.fromkeys(
            ("AU", "BN", "GB", "HK", "ID", "MO", "PA", "PF", "PH", "SR", "TH", "TW", "US", "VN"),
            "Hant",
        ),
    ),
}

# Which of the qtbase_*.qm files of the Essentials wheel carries Qt's own strings.
_QT_CODES = (
    "ar bg ca cs da de en es fa fi fr gd he hr hu it ja ka kk ko lg lv nl nn pl ru sk sv tr uk"
)
_QT_NAMES = {
    **{code: code for code in _QT_CODES.split()},
    "pt": "pt_BR",  # Qt has no European Portuguese
    "zh_Hans": "zh_CN",
    "zh_Hant": "zh_TW",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """The parts of a language tag that matter here; an empty part was not stated."""

    language: str
    script: str = ""
    region: str = ""

    @property
    def full_script(self) -> str:
        """The script, stated or meant; empty for languages with one script."""
        usual, elsewhere = _SCRIPTS.get(self.language, ("", {}))
        return self.script or elsewhere.get(self.region, usual)


def parse(tag: str) -> Tag | None:
    """Return the parts of a BCP 47 or POSIX language tag, or None when it is none.

    ``C``, ``POSIX`` and the empty text name no language.
    """
    name, _, modifier = tag.strip().partition("@")
    first, *rest = name.partition(".")[0].replace("-", "_").split("_")
    if not (first.isascii() and first.isalpha() and 2 <= len(first) <= 3):  # noqa: PLR2004 - ISO 639
        return None
    script = "Latn" if modifier == "latin" else "Cyrl" if modifier == "cyrillic" else ""
    region = ""
    for part in rest:
        if len(part) == 4 and part.isalpha() and not region:  # noqa: PLR2004 - ISO 15924
            script = part.title()
        elif not region and (len(part) == 2 or part.isdigit()):  # noqa: PLR2004 - ISO 3166
            region = part.upper()
    language = first.lower()
    return Tag(_OLD_CODES.get(language, language), script, region)


def canonical(tag: str) -> str:
    """Return a tag as the program writes it: ``zh-hans-cn`` becomes ``zh_Hans_CN``."""
    hyphened = tag.strip().replace("_", "-")
    for pseudo in (STRETCHED, MIRRORED):
        if hyphened.lower() == pseudo.lower():
            return pseudo
    parsed = parse(tag)
    if parsed is None:
        return SOURCE
    return "_".join(filter(None, (parsed.language, parsed.script, parsed.region)))


def bcp47(tag: str) -> str:
    """Return a tag as documents and Qt write it: ``zh_Hans`` becomes ``zh-Hans``."""
    return canonical(tag).replace("_", "-")


def direction(tag: str) -> Direction:
    """Return the direction in which a language is written."""
    parsed = parse(tag) or Tag(SOURCE)
    script = parsed.full_script
    is_rtl = (
        script in _RIGHT_TO_LEFT_SCRIPTS if script else parsed.language in _RIGHT_TO_LEFT_LANGUAGES
    )
    return "rtl" if is_rtl else "ltr"


def qt_translation_name(tag: str) -> str | None:
    """Return the file name, without ending, of Qt's own strings in a language.

    None when Qt has none, and for the pseudo-languages, where English must show.
    """
    if canonical(tag) in {STRETCHED, MIRRORED}:
        return None
    parsed = parse(tag) or Tag(SOURCE)
    script = parsed.full_script
    keys = (f"{parsed.language}_{script}", parsed.language) if script else (parsed.language,)
    for key in keys:
        if key in _QT_NAMES:
            return f"qtbase_{_QT_NAMES[key]}"
    return None


def formatting_locale(tag: str) -> str:
    """Return the name of the Babel locale that writes dates and numbers of a language.

    English dates are written day first, as in the design: 20 Feb 2027.
    """
    name = canonical(tag)
    return {SOURCE: "en_GB", STRETCHED: "en_GB", MIRRORED: "ar"}.get(name, name)
