"""The desktop file, the catalogue entry and the kinds of files, made from the catalogues.

Rules:

1. A kind of file is known by its first bytes, or by the name that the program itself gives.
   No name is claimed that other programs use: ``*.json`` stays what it was.
2. PDF records stay with the PDF viewer, because people read them there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from ownerapp import __version__
from ownerapp.i18n import available_languages, translate_in
from ownerapp.presentation.desktop_words import APP_ID, DesktopWords, desktop_words

COMPONENT = "example.consent.ownerapp"
"""Under the reserved domain that the records' own vocabulary uses, too."""
RECORD_TYPE = "application/vnd.ownerapp.record+json"
NOTICE_TYPE = "application/vnd.ownerapp.notice+json"
BACKUP_TYPE = "application/vnd.ownerapp.backup"
HANDLED = (RECORD_TYPE, NOTICE_TYPE, BACKUP_TYPE)

_SOURCE = "en"
_DIGITS = "[0-9]"
RECORD_GLOB = "consent-record-{0}-{1}-{1}-{0}.json".format(_DIGITS * 4, _DIGITS * 2)
"""As an export names a record: its day and a number."""
NOTICE_GLOB = "*.notice.json"
_RECORD_START = (
    '{"@context":["https://www.w3.org/ns/credentials/v2",'
    '"https://consent.example/ns/vehicle-consent/'
)
_BACKUP_START = "ownerapp backup "
_SHARED_MIME = "http://www.freedesktop.org/standards/shared-mime-info"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LOCALES = {
    "zh_Hans": ("zh_CN", "zh_SG"),
    "zh_Hant": ("zh_TW", "zh_HK"),
    "pt_BR": ("pt_BR",),
}
"""How a system names the locales of a language, where it is not the language itself."""


Words = Callable[[DesktopWords], str]
"""Picks one text out of the words of a language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The words in one locale of a system."""

    locale: str
    words: DesktopWords


def source_words() -> DesktopWords:
    """Return the words as they were written."""
    with translate_in(_SOURCE):
        return desktop_words()


def translations() -> tuple[Spoken, ...]:
    """Return the words in every other language, by the system's names of locales."""
    found = []
    for tag in available_languages():
        if tag == _SOURCE:
            continue
        with translate_in(tag):
            words = desktop_words()
        found += [Spoken(locale=name, words=words) for name in _LOCALES.get(tag, (tag,))]
    return tuple(found)


def desktop_file() -> str:
    """Return the entry of the program in a desktop's menu (Desktop Entry Specification 1.4)."""
    lines = ["[Desktop Entry]", "Type=Application", "Version=1.4", "Name=ownerapp"]
    source, others = source_words(), translations()
    fields: dict[str, Words] = {
        "GenericName": lambda words: words.generic_name,
        "Comment": lambda words: words.comment,
        "Keywords": lambda words: "".join(f"{word};" for word in words.keywords),
    }
    for name, of in fields.items():
        lines.append(f"{name}={of(source)}")
        lines += [f"{name}[{other.locale}]={of(other.words)}" for other in others]
    lines += [
        "Exec=ownerapp %f",
        "TryExec=ownerapp",
        f"Icon={APP_ID}",
        "Terminal=false",
        "Categories=Utility;",
        "MimeType={}".format("".join(f"{kind};" for kind in HANDLED)),
        "StartupNotify=true",
        f"StartupWMClass={APP_ID}",
    ]
    return "\n".join(lines) + "\n"


def metainfo() -> bytes:
    """Return the entry for software catalogues (AppStream 0.16)."""
    source, others = source_words(), translations()
    root = ET.Element("component", {"type": "desktop-application"})
    _text(root, "id", COMPONENT)
    _text(root, "metadata_license", "CC0-1.0")
    _text(root, "project_license", "LicenseRef-proprietary")
    _text(root, "name", "ownerapp")
    _text(root, "summary", source.comment)
    for other in others:
        _text(root, "summary", other.words.comment, locale=other.locale)
    description = ET.SubElement(root, "description")
    for number, paragraph in enumerate(source.paragraphs):
        _text(description, "p", paragraph)
        for other in others:
            _text(description, "p", other.words.paragraphs[number], locale=other.locale)
    _text(root, "launchable", f"{APP_ID}.desktop", type="desktop-id")
    _text(root, "icon", APP_ID, type="stock")
    categories = ET.SubElement(root, "categories")
    _text(categories, "category", "Utility")
    provides = ET.SubElement(root, "provides")
    _text(provides, "binary", "ownerapp")
    for kind in HANDLED:
        _text(provides, "mediatype", kind)
    ET.SubElement(root, "content_rating", {"type": "oars-1.1"})
    releases = ET.SubElement(root, "releases")
    ET.SubElement(
        releases, "release", {"version": __version__, "date": "2026-11-21", "type": "development"}
    )
    return _xml(root)


def mime_package() -> bytes:
    """Return the kinds of files that this program knows (shared-mime-info 2.4)."""
    ET.register_namespace("", _SHARED_MIME)
    root = ET.Element(f"{{{_SHARED_MIME}}}mime-info")
    record = _kind(root, RECORD_TYPE, lambda words: words.record, parent="application/json")
    _magic(record, _RECORD_START, offset="0")
    _mime(record, "glob", {"pattern": RECORD_GLOB, "weight": "60"})
    notice = _kind(root, NOTICE_TYPE, lambda words: words.notice, parent="application/json")
    _magic(notice, '"notice_pack":', offset="1:64")
    _mime(notice, "glob", {"pattern": NOTICE_GLOB, "weight": "60"})
    backup = _kind(root, BACKUP_TYPE, lambda words: words.backup, parent="application/octet-stream")
    _magic(backup, _BACKUP_START, offset="0")
    return _xml(root)


def _kind(root: ET.Element, name: str, of: Words, *, parent: str) -> ET.Element:
    made = _mime(root, "mime-type", {"type": name})
    _mime(made, "comment", {}).text = of(source_words())
    for other in translations():
        _mime(made, "comment", {_XML_LANG: other.locale}).text = of(other.words)
    _mime(made, "sub-class-of", {"type": parent})
    return made


def _magic(kind: ET.Element, start: str, *, offset: str) -> None:
    magic = _mime(kind, "magic", {"priority": "80"})
    _mime(magic, "match", {"type": "string", "offset": offset, "value": start})


def _mime(parent: ET.Element, name: str, attributes: dict[str, str]) -> ET.Element:
    return ET.SubElement(parent, f"{{{_SHARED_MIME}}}{name}", attributes)


def _text(parent: ET.Element, name: str, text: str, *, locale: str = "", **attributes: str) -> None:
    if locale:
        attributes[_XML_LANG] = locale
    ET.SubElement(parent, name, attributes).text = text


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ET.tostring(root, encoding="unicode").encode() + b"\n"
