"""Keep the catalogues in step with the code: a developer's and translator's tool.

``python -m ownerapp.i18n.catalogs update [LOCALE ...]`` writes the template and brings
every catalogue up to date, making those named that are not there yet.
``python -m ownerapp.i18n.catalogs check`` changes nothing and fails on the first fault:

1. The template is what the code says; every catalogue has exactly its messages.
2. Nothing is untranslated, and nothing waits for review (fuzzy).
3. A translation has the places of its source; a plural form may leave out the number
   only where it is used for one alone.
4. The plural rule is the frozen one of the language, and every form is filled.
5. A call gives its message exactly the values that it has places for.

Files are sorted and hold neither dates nor line numbers, so that a change of a catalogue
is a change of words.
"""

from __future__ import annotations

import argparse
import gettext
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po

from ownerapp.domain.values import dataclass
from ownerapp.i18n.filling import places
from ownerapp.i18n.loading import DOMAIN, catalog_folder
from ownerapp.i18n.messages import extract, misuses
from ownerapp.resources import data_root

_TEMPLATE_HEADER = """\
# Messages of ownerapp. English is the source language.
# Made by: python -m ownerapp.i18n.catalogs update
"""
_CATALOG_HEADER = """\
# {language} translation of ownerapp.
"""
_ENTRY_HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: ownerapp\\n"
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
_TEMPLATE_PLURALS = "nplurals=INTEGER; plural=EXPRESSION;"
# Enough numbers to meet every plural form of every language in CLDR.
_PROBES = range(1100)

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that ``check`` found."""

    where: str
    """A locale, ``template`` or a source file."""
    kind: str
    message: str = ""

    def line(self) -> str:
        """Return the fault as one line."""
        return f"{self.where}: {self.kind}" + (f": {self.message!r}" if self.message else "")


def locales(translations_dir: Path) -> list[str]:
    """Return the locales that have a catalogue to translate."""
    found = translations_dir.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return sorted(path.parent.parent.name for path in found)


def template_path(translations_dir: Path) -> Path:
    """Return the path of the template."""
    return translations_dir / f"{DOMAIN}.pot"


def catalog_path(translations_dir: Path, locale: str) -> Path:
    """Return the path of one catalogue."""
    return catalog_folder(translations_dir, locale) / f"{DOMAIN}.po"


def plural_forms(locale: str) -> str:
    """Return the plural rule of a locale as it stands in a catalogue's header."""
    count, expression = get_plural(locale)
    return f"nplurals={count}; plural={expression};"


def _body(catalog: Catalog) -> str:
    target = io.BytesIO()
    write_po(
        target,
        catalog,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return target.getvalue().decode("utf-8").strip("\n") + "\n"


def template_text(template: Catalog) -> str:
    """Return the text of the template file."""
    header = _ENTRY_HEADER.format(tag="", plural_forms=_TEMPLATE_PLURALS)
    return _TEMPLATE_HEADER + header + _body(template)


def catalog_text(catalog: Catalog, locale: str) -> str:
    """Return the text of a catalogue file."""
    language = catalog.locale.english_name if catalog.locale else locale
    header = _ENTRY_HEADER.format(tag=locale, plural_forms=plural_forms(locale))
    return _CATALOG_HEADER.format(language=language) + header + _body(catalog)


def read_catalog(path: Path, locale: str) -> Catalog:
    """Return a catalogue; a new empty one when there is no file."""
    if not path.is_file():
        return Catalog(locale=locale, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def update(package_dir: Path, translations_dir: Path, new: Sequence[str] = ()) -> list[Path]:
    """Write template and catalogues; return the files that changed."""
    template = extract(package_dir)
    texts = {template_path(translations_dir): template_text(template)}
    for locale in sorted({*locales(translations_dir), *new}):
        path = catalog_path(translations_dir, locale)
        catalog = read_catalog(path, locale)
        # A guess at a changed sentence could pass for a checked translation: none is made.
        catalog.update(template, no_fuzzy_matching=True)
        for message in catalog:
            message.flags.discard("python-format")
        texts[path] = catalog_text(catalog, locale)
    changed = []
    for path, text in texts.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _by_key(catalog: Catalog) -> Mapping[_Key, Message]:
    return {(message.context or "", *_ids(message)): message for message in catalog if message.id}


def check(package_dir: Path, translations_dir: Path) -> Iterator[Fault]:
    """Find every fault (rules 1 to 5)."""
    for found in misuses(package_dir):
        if found.has_bad_brace:
            yield Fault(found.where, "bad brace", found.message)
        for name in sorted(found.missing):
            yield Fault(found.where, f"no value for {{{name}}}", found.message)
        for name in sorted(found.unknown):
            yield Fault(found.where, f"no place for {{{name}}}", found.message)
    template = extract(package_dir)
    path = template_path(translations_dir)
    if not path.is_file() or path.read_text(encoding="utf-8") != template_text(template):
        yield Fault("template", "differs from the code; run update")
    for locale in locales(translations_dir):
        yield from _check_catalog(template, translations_dir, locale)


def _check_catalog(template: Catalog, translations_dir: Path, locale: str) -> Iterator[Fault]:
    path = catalog_path(translations_dir, locale)
    try:
        catalog = read_catalog(path, locale)
    except (PoFileError, ValueError):
        yield Fault(locale, "unreadable")
        return
    if f'"Plural-Forms: {plural_forms(locale)}\\n"' not in path.read_text(encoding="utf-8"):
        yield Fault(locale, "plural rule differs from the frozen one")
        return
    wanted, present = _by_key(template), _by_key(catalog)
    for key in sorted(wanted.keys() - present.keys()):
        yield Fault(locale, "missing", key[1])
    for key in sorted(present.keys() - wanted.keys()):
        yield Fault(locale, "not in the code", key[1])
    forms_of_one = _forms_used_for_one_alone(locale)
    for key in sorted(wanted.keys() & present.keys()):
        yield from _check_message(locale, present[key], forms_of_one)


def _forms_used_for_one_alone(locale: str) -> frozenset[int]:
    """Return the plural forms that the language uses for the number one and no other."""
    rule = gettext.c2py(get_plural(locale)[1])
    numbers: dict[int, set[int]] = {}
    for n in _PROBES:
        numbers.setdefault(rule(n), set()).add(n)
    return frozenset(form for form, used in numbers.items() if used == {1})


def _check_message(locale: str, message: Message, forms_of_one: frozenset[int]) -> Iterator[Fault]:
    ids = _ids(message)
    found = message.string or ""
    strings = (found,) if isinstance(found, str) else tuple(found)
    if message.fuzzy:
        yield Fault(locale, "waits for review (fuzzy)", ids[0])
        return
    if not all(strings):
        yield Fault(locale, "untranslated", ids[0])
        return
    if len(strings) != (get_plural(locale)[0] if len(ids) > 1 else 1):
        yield Fault(locale, "wrong number of plural forms", ids[0])
        return
    for form, text in enumerate(strings):
        # The last source is the plural; the first is for one (rule 3).
        allowed = ids if form in forms_of_one else ids[-1:]
        if places(text) not in [places(source) for source in allowed]:
            yield Fault(locale, "places differ from the source's", ids[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 1 when ``check`` found a fault."""
    parser = argparse.ArgumentParser(prog="python -m ownerapp.i18n.catalogs")
    commands = parser.add_subparsers(dest="command", required=True)
    updating = commands.add_parser("update", help="bring the files in step with the code")
    updating.add_argument("locale", nargs="*", help="a locale to begin, for example zh_Hans")
    commands.add_parser("check", help="report faults and change nothing")
    options = parser.parse_args(arguments)
    package_dir = Path(__file__).resolve().parent.parent
    translations_dir = data_root() / "translations"
    if options.command == "update":
        for path in update(package_dir, translations_dir, options.locale):
            sys.stdout.write(f"written: {path.relative_to(translations_dir)}\n")
        return 0
    faults = list(check(package_dir, translations_dir))
    for fault in faults:
        sys.stdout.write(f"{fault.line()}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
