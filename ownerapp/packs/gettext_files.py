"""Gettext catalogues of a notice pack, so that packs are translated with ordinary tools.

A template and one catalogue for each language leave (:func:`extract`); catalogues come
back (:func:`merge`). Rules:

1. The message is the text in the notice's own language; its context is the address of the
   text in the pack, so that the same words may be translated differently in two places.
2. Only finished translations come back: empty, fuzzy and obsolete ones do not, and a
   translation of words that have changed since is left out and counted as outdated.
3. Nothing else of the pack is touched: unknown fields, order and all other texts stay. An
   old proof is taken away, because it no longer covers the file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from ownerapp.domain.errors import NoticeFileError
from ownerapp.packs import limits
from ownerapp.packs.parse import parse_pack
from ownerapp.packs.strict_json import read_json
from ownerapp.packs.text_places import Tree, texts_of
from ownerapp.services.ports.notices import MergedLanguage


def extract(pack: bytes) -> dict[str, bytes]:
    """Return the files of a pack's catalogues by name: ``<id>.pot`` and ``<language>.po``.

    Raises:
        NoticeFileError: The bytes are not a pack.
        NoticeVersionError: They are of an unknown format version.
    """
    parse_pack(pack)
    tree = read_json(pack)
    native = tree["native_language"]
    files = {f"{tree['id']}.pot": _written(_catalogue(tree, None), None)}
    for language in tree["languages"]:
        if language != native:
            files[f"{language}.po"] = _written(_catalogue(tree, language), language)
    return files


def merge(pack: bytes, catalogues: Mapping[str, bytes]) -> tuple[bytes, list[MergedLanguage]]:
    """Return a pack with the translations of catalogues, and what came of each language.

    Args:
        pack: The bytes of a pack.
        catalogues: The bytes of ``.po`` files by the BCP 47 tag of their language.

    Raises:
        NoticeFileError: The bytes are not a pack, or would not be one afterwards; or a
            catalogue cannot be read (``bad-translation``).
        NoticeVersionError: They are of an unknown format version.
    """
    parse_pack(pack)
    tree = read_json(pack)
    merged = [
        _merge_language(tree, language, data) for language, data in sorted(catalogues.items())
    ]
    tree.pop("proof", None)
    result = (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()
    parse_pack(result)
    return result, merged


def _catalogue(tree: Tree, language: str | None) -> Catalog:
    """Return the catalogue of one language, or the template."""
    native = tree["native_language"]
    catalogue = Catalog(
        locale=language.replace("-", "_") if language else None,
        project=tree["id"],
        version=tree["version"],
        charset="utf-8",
        fuzzy=False,
    )
    for address, text in texts_of(tree):
        words = text.get(native)
        if words is None:
            continue
        catalogue.add(
            words,
            text.get(language, "") if language else "",
            context=address,
            auto_comments=[_limit(address)],
        )
    return catalogue


def _limit(address: str) -> str:
    """Return the note for translators on how long a text may be."""
    name = address.rpartition("/")[2]
    is_name = name in {"title", "question", "name", "brand", "model", "chip", "author", "alt"}
    length = limits.NAME_LENGTH if is_name else limits.TEXT_LENGTH
    return f"At most {length} characters."


def _written(catalogue: Catalog, language: str | None) -> bytes:
    """Return a catalogue as a file whose bytes depend on the pack alone."""
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_output=False)
    header = [
        'msgid ""',
        'msgstr ""',
        f'"Project-Id-Version: {catalogue.project} {catalogue.version}\\n"',
        *([f'"Language: {language.replace("-", "_")}\\n"'] if language else []),
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        "",
        "",
    ]
    return "\n".join(header).encode() + body.getvalue()


def _merge_language(tree: Tree, language: str, data: bytes) -> MergedLanguage:
    """Put the finished translations of one language into the tree."""
    if len(data) > limits.FILE_BYTES:
        raise NoticeFileError(reason="bad-translation", where=f"{language}.po")
    try:
        catalogue = read_po(io.BytesIO(data), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, LookupError):
        raise NoticeFileError(reason="bad-translation", where=f"{language}.po") from None
    translations = {
        (message.context, message.id): message.string
        for message in catalogue
        if message.id and isinstance(message.id, str) and not message.fuzzy
    }
    native = tree["native_language"]
    taken = missing = 0
    for address, text in texts_of(tree):
        words = text.get(native)
        if words is None:
            continue
        translation = translations.pop((address, words), "")
        if not isinstance(translation, str) or not translation.strip():
            missing += language not in text
            continue
        taken += text.get(language) != translation
        text[language] = translation
    if language not in tree["languages"]:
        tree["languages"].append(language)
    left = [words for words in translations.values() if isinstance(words, str) and words.strip()]
    return MergedLanguage(language=language, taken=taken, missing=missing, outdated=len(left))
