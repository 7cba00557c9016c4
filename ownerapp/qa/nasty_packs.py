"""Notice packs that are valid and awkward, for tests and for people who test screens.

They are made from a good pack when they are asked for, so that none is stored by the
megabyte. Every one loads; what is awkward about it is its name.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Tree = dict[str, Any]
"""The JSON tree of a pack."""

NATIVE = "en"
_LANGUAGES = {
    "en": "The car keeps this for you and for nobody else. ",
    "zh-Hans": "车辆仅为您保存此数据\uff0c不向他人提供。",
    "zh-Hant": "車輛僅為您保存此資料\uff0c不向他人提供。",
    "de": "Fahrzeugdatenverarbeitungsvereinbarungen und Datenschutzgrundverordnungshinweise. ",
    "fr": "Le véhicule conserve ces données pour vous et pour personne d\u2019autre. ",
    "es": "El vehículo guarda estos datos para usted y para nadie más. ",
    "pt": "O veículo guarda estes dados para si e para mais ninguém. ",
    "it": "Il veicolo conserva questi dati per lei e per nessun altro. ",
    "nl": "De auto bewaart deze gegevens voor u en voor niemand anders. ",
    "pl": "Samochód przechowuje te dane dla Ciebie i dla nikogo innego. ",
    "ja": "このデータは車両があなたのためだけに保存します。",
    "ko": "이 데이터는 차량이 귀하만을 위해 보관합니다. ",
    "ar": "تحتفظ السيارة LSVAA4182E2183467 بهذه البيانات حتى 2026-12-31 لك وحدك. ",
    "he": "הרכב LSVAA4182E2183467 שומר את הנתונים האלה עד 31.12.2026 עבורך בלבד. ",
    "th": "รถยนต์เก็บข้อมูลนี้ไว้เพื่อคุณเท่านั้นและไม่ให้ผู้อื่น ",
}
_STRETCH = 3
"""German that is three times as long as the English is the classic of layout tests."""
_NAME_LENGTH = 160
_TEXT_LENGTH = 2_000
_MARKUP = "<b>bold</b> <script>alert(1)</script> #panic() $x^2$ *stars* {name} %s =1+1 &amp; \\n"
_BIDI = (
    "\u2067\u05e9\u05dc\u05d5\u05dd\u2069 (VIN \u2066LSVAA4182E2183467\u2069) until 2026-12-31. "
)
_NAMES = frozenset(
    {"title", "question", "name", "brand", "model", "chip", "author", "alt", "by", "authority"}
)
_PRACTICES = 60


def nasty_packs(good: Tree) -> dict[str, Tree]:
    """Return awkward packs by name; each has its name as its id.

    Args:
        good: The tree of a complete pack in English.
    """
    makers: Mapping[str, Callable[[Tree], Tree]] = {
        "sixty-practices": _sixty_practices,
        "long-german": lambda tree: _in_language(tree, "de", stretch=_STRETCH),
        "thai": lambda tree: _in_language(tree, "th"),
        "arabic-with-vin": lambda tree: _in_language(tree, "ar"),
        "hebrew-with-vin": lambda tree: _in_language(tree, "he"),
        "longest-texts": _longest_texts,
        "one-letter-texts": lambda tree: _said(tree, lambda _name, _words: "x"),
        "markup": lambda tree: _said(tree, lambda name, words: _cut(name, _MARKUP + words)),
        "mixed-directions": _mixed_directions,
        "no-spaces": lambda tree: _said(tree, lambda name, words: _cut(name, "W" * 4 * len(words))),
        "almost-nothing": _almost_nothing,
        "nothing-stated": _nothing_stated,
        "nothing-to-switch": _nothing_to_switch,
        "half-translated": _half_translated,
        "unknown-fields": _unknown_fields,
        "many-recipients": _many_recipients,
        "before": lambda tree: tree,
        "renamed": _renamed,
        "split": _split,
        "merged": _merged,
        "emptied": _emptied,
    }
    packs = {}
    for name, make in makers.items():
        tree = make(copy.deepcopy(good))
        # One id for the versions of one notice, so that they can be installed one on another.
        is_version = name in {"before", "renamed", "split", "merged", "emptied"}
        tree["id"] = "nasty-versions" if is_version else f"nasty-{name}"
        packs[name] = tree
    return packs


def _said(tree: Tree, say: Callable[[str, str], str]) -> Tree:
    """Say every English text otherwise; ``say`` gets the field's name and the words."""
    for name, text in _texts(tree):
        text[NATIVE] = say(name, text[NATIVE])
    return tree


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text of a tree with the name of its field."""
    if isinstance(value, dict):
        if isinstance(value.get(NATIVE), str):
            yield name, value
            return
        for key, item in value.items():
            yield from _texts(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, name)


def _cut(name: str, words: str) -> str:
    """Return words no longer than the field may hold."""
    return words[: _NAME_LENGTH if name in _NAMES else _TEXT_LENGTH].strip()


def _filled(name: str, sample: str, length: int) -> str:
    """Return so much of a sample, whole, that it has about the given length."""
    return (
        _cut(name, sample * (length // len(sample) + 1))
        if length > len(sample)
        else (_cut(name, sample)[: max(length, 1)].strip() or sample[0])
    )


def _in_language(tree: Tree, language: str, *, stretch: int = 1) -> Tree:
    """Say everything in another language too, so many times as long."""
    for name, text in _texts(tree):
        words = text[NATIVE]
        text.clear()
        text[NATIVE] = words
        text[language] = _filled(name, _LANGUAGES[language], len(words) * stretch)
    tree["languages"] = [NATIVE, language]
    return tree


def _sixty_practices(tree: Tree) -> Tree:
    """Repeat the practices up to sixty, in fifteen languages."""
    for name, text in _texts(tree):
        length = len(text[NATIVE])
        for language, sample in _LANGUAGES.items():
            text.setdefault(language, _filled(name, sample, length))
    tree["languages"] = list(_LANGUAGES)
    practices = tree["practices"]
    tree["practices"] = [
        {**copy.deepcopy(practices[number % len(practices)]), "id": f"practice-{number + 1}"}
        for number in range(_PRACTICES)
    ]
    tree["version_notes"] = []
    return tree


def _longest_texts(tree: Tree) -> Tree:
    return _said(
        tree, lambda name, _words: _filled(name, _LANGUAGES[NATIVE], _TEXT_LENGTH).ljust(1, "x")
    )


def _mixed_directions(tree: Tree) -> Tree:
    """Mix directions with isolates in running text; names may not hold any."""
    return _said(tree, lambda name, words: words if name in _NAMES else _cut(name, _BIDI + words))


def _almost_nothing(tree: Tree) -> Tree:
    """Leave one practice and the fields that have to be there."""
    kept = ("notice_pack", "version", "effective_from", "origin", "regime", "native_language",
            "languages", "title", "brand", "model", "jurisdiction", "controller", "parties",
            "groups", "scope", "sources")  # fmt: skip
    small = {name: tree[name] for name in kept}
    practice = next(item for item in tree["practices"] if item["mode"] == "optional")
    for name in ("sensors", "guides", "statements", "transfers"):
        practice.pop(name, None)
    return small | {"applicable_law": [], "rights": [], "practices": [practice]}


def _nothing_stated(tree: Tree) -> Tree:
    """Say of every fact that it is not stated."""
    tree = _almost_nothing(tree) | {"origin": "compiled-from-public-statements"}
    (practice,) = tree["practices"]
    needed = ("id", "group", "sensitive", "icon", "title", "sentence", "what", "legal_basis_dpv",
              "purpose_dpv", "processing_dpv", "personal_data", "scope", "sources")  # fmt: skip
    unstated = ("mode", "why", "where_processed", "where_stored", "who", "how_to_stop",
                "necessity", "effect", "legal_basis", "reach", "processing_place",
                "storage_countries", "processing_countries", "recipients")  # fmt: skip
    tree["practices"] = [
        {name: practice[name] for name in needed}
        | dict.fromkeys(unstated, "not-stated")
        | {"retention": {"text": "not-stated", "chip": "not-stated"}}
    ]
    return tree


def _nothing_to_switch(tree: Tree) -> Tree:
    tree["practices"] = [item for item in tree["practices"] if item["mode"] == "required"]
    tree["version_notes"] = []
    return tree


def _half_translated(tree: Tree) -> Tree:
    """Take the second language out of every other practice."""
    for number, practice in enumerate(tree["practices"]):
        if number % 2:
            for _name, text in _texts(practice):
                words = text[NATIVE]
                text.clear()
                text[NATIVE] = words
    return tree


def _unknown_fields(tree: Tree) -> Tree:
    tree["notice_pack"] = "1.9"
    tree["added_later"] = {"deep": [[1, 2.5, None, True], {"en": "Words"}]}
    for practice in tree["practices"]:
        practice["added_later"] = "value"
    return tree


def _many_recipients(tree: Tree) -> Tree:
    """Give everything to fifty companies."""
    names = [f"company-{number}" for number in range(1, 51)]
    tree["parties"] += [
        {"id": name, "role": "controller", "name": {NATIVE: name}, "address": "not-stated"}
        for name in names
    ]
    for practice in tree["practices"]:
        practice["recipients"] = [{"party": name} for name in names]
    return tree


def _next(tree: Tree, text: str, mappings: list[Tree], changes: list[Tree]) -> Tree:
    """Make the tree a version after the good one."""
    before = tree["version"]
    tree["version"] = f"{before}.1"
    note = {
        "version": tree["version"],
        "date": tree["effective_from"],
        "text": {NATIVE: text},
        "previous": before,
        "mappings": mappings,
        "changes": changes,
    }
    tree["version_notes"] = [note, *tree.get("version_notes", [])]
    return tree


def _optional(tree: Tree) -> list[Tree]:
    return [item for item in tree["practices"] if item["mode"] == "optional"]


def _renamed(tree: Tree) -> Tree:
    practice = _optional(tree)[0]
    old, practice["id"] = practice["id"], "renamed-practice"
    mapping = {"kind": "renamed", "old": [old], "new": ["renamed-practice"]}
    return _next(tree, "One practice has a new name.", [mapping], [])


def _split(tree: Tree) -> Tree:
    practice = _optional(tree)[0]
    old = practice["id"]
    second = copy.deepcopy(practice)
    practice["id"], second["id"] = "first-part", "second-part"
    tree["practices"].insert(tree["practices"].index(practice) + 1, second)
    mapping = {"kind": "split", "old": [old], "new": ["first-part", "second-part"]}
    return _next(tree, "One practice became two.", [mapping], [])


def _merged(tree: Tree) -> Tree:
    first, second = _optional(tree)[:2]
    old = [first["id"], second["id"]]
    first["id"] = "both-parts"
    tree["practices"].remove(second)
    mapping = {"kind": "merged", "old": old, "new": ["both-parts"]}
    return _next(tree, "Two practices became one.", [mapping], [])


def _emptied(tree: Tree) -> Tree:
    tree["practices"] = tree["practices"][-1:]
    return _next(tree, "Almost nothing is collected any more.", [], [])
