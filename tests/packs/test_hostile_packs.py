"""Hostile and broken packs: our own errors, a reason, a place, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import NoticeFileError, NoticeVersionError
from ownerapp.domain.ids import Language
from ownerapp.domain.term import Term
from ownerapp.packs import format as pack_format
from ownerapp.packs import limits
from ownerapp.packs.parse import parse_pack
from ownerapp.resources import resource_path
from tests.support.full_pack import full_pack

GOOD = resource_path("notices", "cn-reference-ev.json").read_bytes()
TREE: dict[str, Any] = json.loads(GOOD)
FULL = full_pack()
"""Every field of the format."""
REQUIRED = next(i for i, item in enumerate(TREE["practices"]) if item["mode"] == "required")
Steps = tuple[str | int, ...]


def packed(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=True).encode()


def changed(*steps: str | int, value: object, of: dict[str, Any] = TREE) -> bytes:
    """Return a good pack with one value set, or added, in its place."""
    tree = copy.deepcopy(of)
    target: Any = tree
    for step in steps[:-1]:
        target = target[step]
    target[steps[-1]] = value
    return packed(tree)


def without(*steps: str | int) -> bytes:
    tree = copy.deepcopy(TREE)
    target: Any = tree
    for step in steps[:-1]:
        target = target[step]
    del target[steps[-1]]
    return packed(tree)


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(NoticeFileError) as caught:
        parse_pack(data)
    return caught.value.reason, caught.value.where


# ------------------------------------------------------------------------- not a pack


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        (b"", "not-json", ""),
        (b"hello", "not-json", ""),
        (b"%PDF-1.7", "not-json", ""),
        (b"{} {}", "not-json", ""),
        (b"{'a': 1}", "not-json", ""),
        (b'{"a": NaN}', "not-json", ""),
        (b'{"a": -Infinity}', "not-json", ""),
        (b"9" * 10_000, "not-json", ""),
        (b"\xef\xbb\xbf{}", "not-json", ""),
        (b"\xff\xfe{\x00}\x00", "not-utf8", ""),
        (b'{"a": "\xc3"}', "not-utf8", ""),
        (b'{"a": "\n"}', "not-json", ""),
        (b"null", "wrong-type", "$"),
        (b"[]", "wrong-type", "$"),
        (b'"text"', "wrong-type", "$"),
        (b"{}", "wrong-type", "$.notice_pack"),
        (b'{"notice_pack": 1.0}', "wrong-type", "$.notice_pack"),
        (b'{"notice_pack": "one"}', "bad-value", "$.notice_pack"),
        (b'{"notice_pack": "1.0\\n"}', "bad-value", "$.notice_pack"),
        (b'{"notice_pack": "1.0"}', "wrong-type", "$.id"),
    ],
)
def test_what_is_no_pack_is_refused_with_a_reason(data: bytes, reason: str, where: str) -> None:
    assert refusal(data) == (reason, where)


@pytest.mark.parametrize("found", ["2.0", "0.9", "10.0", "1000.1"])
def test_another_major_version_is_refused_before_anything_else(found: str) -> None:
    with pytest.raises(NoticeVersionError) as caught:
        parse_pack(packed({"notice_pack": found, "practices": 3}))
    assert (caught.value.found, caught.value.known) == (found, "1.0")


def test_a_later_minor_version_with_unknown_fields_is_read() -> None:
    tree = copy.deepcopy(TREE)
    tree["notice_pack"] = "1.7"
    tree["new_field"] = {"deep": [1, 2, {"x": None}]}
    tree["practices"][0]["new_field"] = "new"
    notice = parse_pack(packed(tree))
    assert notice.practices == parse_pack(GOOD).practices


# ------------------------------------------------------------------------- size and shape


def test_a_huge_file_is_refused() -> None:
    assert refusal(b" " * (limits.FILE_BYTES + 1)) == ("too-large", "")


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_endless_opening_is_refused(opening: bytes) -> None:
    assert refusal(opening * 40_000)[0] == "too-deep"
    assert refusal(opening * (limits.CONTAINERS + 1))[0] == "too-many"


def test_the_depth_is_bounded_exactly() -> None:
    assert refusal(_nested(limits.DEPTH)) == ("wrong-type", "$.notice_pack")
    assert refusal(_nested(limits.DEPTH + 1)) == ("too-deep", "")


def _nested(depth: int) -> bytes:
    return b'{"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


def test_a_pack_cut_anywhere_is_refused() -> None:
    body = GOOD.rstrip()
    for end in range(0, len(body), 1_009):
        assert refusal(body[:end])[0] in {"not-json", "not-utf8"}


def test_too_many_practices_are_refused() -> None:
    practices = [{**TREE["practices"][0], "id": f"p-{index}"} for index in range(201)]
    assert refusal(changed("practices", value=practices)) == ("too-many", "$.practices")


def test_too_long_texts_are_refused_with_their_place() -> None:
    where = "$.practices[2].title[...]"
    assert refusal(changed("practices", 2, "title", "en", value="x" * 161)) == (
        "text-too-long",
        where,
    )
    assert refusal(changed("practices", 2, "why", "en", value="x" * 5_000)) == (
        "text-too-long",
        "$.practices[2].why.en",
    )
    assert refusal(changed("unknown", value="x" * 5_000)) == ("text-too-long", "$.unknown")
    parse_pack(changed("practices", 2, "why", "en", value="x" * limits.TEXT_LENGTH))


# ------------------------------------------------------------------------- duplicate keys


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (b'"id": "cn-reference-ev"', b'"id": "other", "id": "cn-reference-ev"', "$..id"),
        (b'"mode": "optional"', b'"mode": "optional", "mode": "required"', "$..mode"),
        (b'"mode": "optional"', b'"mode": "optional", "\\u006dode": "required"', "$..mode"),
        (b'"mode": "optional"', b'"mode": "optional", "x y": 1, "x y": 1', "$..?"),
    ],
)
def test_a_key_that_stands_twice_is_refused(old: bytes, new: bytes, where: str) -> None:
    assert old in GOOD
    assert refusal(GOOD.replace(old, new, 1)) == ("duplicate-key", where)


# ------------------------------------------------------------------------- wrong types


def places(value: object, steps: Steps = ()) -> Iterator[Steps]:
    """Yield the place of every value in a tree."""
    if steps:
        yield steps
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*steps, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*steps, index))


def one_of_each_kind() -> list[Steps]:
    """Return one place for each field of the format, whichever list item has it first."""
    found: dict[Steps, Steps] = {}
    for steps in places(FULL):
        kind = tuple("*" if isinstance(step, int) else step for step in steps)
        found.setdefault(kind, steps)
    return list(found.values())


PLACES = one_of_each_kind()


def test_every_field_of_the_format_is_broken_below() -> None:
    assert parse_pack(packed(FULL)).practices
    structs = [
        struct
        for struct in vars(pack_format).values()
        if isinstance(struct, type) and issubclass(struct, msgspec.Struct)
    ]
    fields = {name for struct in structs for name in getattr(struct, "__struct_fields__", ())}
    assert fields - {steps[-1] for steps in PLACES} == {"proof"}


@pytest.mark.parametrize("wrong", [17, 1.5, True, [[]], {"en": 3}], ids=repr)
def test_a_value_of_a_wrong_type_is_refused_wherever_it_stands(wrong: object) -> None:
    accepted = []
    for steps in PLACES:
        if type(_at(steps)) is type(wrong) or {type(_at(steps)), type(wrong)} == {int, float}:
            continue
        reason, where = _try(changed(*steps, value=wrong, of=FULL))
        if reason is None:
            accepted.append(steps)
        else:
            assert reason == "wrong-type", (steps, reason)
            assert where.startswith("$"), steps
    assert accepted == []


def test_null_is_accepted_only_where_the_pack_may_be_silent() -> None:
    accepted = {steps for steps in PLACES if _try(changed(*steps, value=None, of=FULL))[0] is None}
    silent = {
        (struct.__name__, field.name)
        for struct in vars(pack_format).values()
        if isinstance(struct, type) and issubclass(struct, msgspec.Struct)
        for field in msgspec.structs.fields(struct)
        if field.default is None
    }
    assert {steps[-1] for steps in accepted} == {name for _, name in silent} - {"proof"}


def _at(steps: Steps) -> object:
    value: Any = FULL
    for step in steps:
        value = value[step]
    result: object = value
    return result


def _try(data: bytes) -> tuple[str | None, str]:
    try:
        parse_pack(data)
    except NoticeFileError as error:
        return error.reason, error.where
    return None, ""


@pytest.mark.parametrize(
    ("steps", "where"),
    [
        (("practices", 3, "why"), "$.practices[3].why"),
        (("practices", 0, "retention", "text"), "$.practices[0].retention.text"),
        (("parties", 1, "address"), "$.parties[1].address"),
        (("controller",), "$.controller"),
    ],
)
def test_a_missing_fact_is_an_error_and_not_an_unstated_one(steps: Steps, where: str) -> None:
    assert refusal(without(*steps)) == ("wrong-type", where)


def test_an_unstated_fact_is_an_empty_text_and_locks_the_yes() -> None:
    notice = parse_pack(changed("practices", 0, "who", value="not-stated"))
    practice = notice.practices[0]
    assert not practice.who
    assert not practice.is_complete_in(Language("en"))
    assert refusal(changed("practices", 0, "who", value="unknown"))[0] == "bad-value"
    assert refusal(changed("practices", 0, "what", value="not-stated"))[0] == "wrong-type"


# ------------------------------------------------------------------------- values and references


@pytest.mark.parametrize(
    ("steps", "value", "reason"),
    [
        (("practices", 0, "group"), "nowhere", "bad-reference"),
        (("practices", 0, "icon"), "nowhere", "bad-reference"),
        (("practices", 0, "recipients", 0, "party"), "nobody", "bad-reference"),
        (("practices", 0, "sensors", 0), "cam_nowhere", "bad-reference"),
        (("practices", 0, "personal_data", 0, "item"), "nothing", "bad-reference"),
        (("practices", 0, "sources", 0), "nowhere", "bad-reference"),
        (("practices", 0, "scope"), "planet", "bad-value"),
        (("practices", 0, "reach"), "Not stated", "bad-value"),
        (
            ("practices", 0, "statements"),
            [{"fields": ["nothing"], "scope": "car", "sources": []}],
            "bad-reference",
        ),
        (
            ("practices", 0, "statements"),
            [{"fields": ["why", "why"], "scope": "car", "sources": []}],
            "bad-value",
        ),
        (("statement_sources",), ["nowhere"], "bad-reference"),
        (("representative",), "nobody", "bad-reference"),
        (("practices", 0, "guides"), [{"id": "a", "action": "fly"}], "bad-value"),
        (("practices", 0, "personal_data", 0, "dpv"), "car:Nothing", "bad-reference"),
        (("controller",), "nobody", "bad-reference"),
        (("native_language",), "fr", "bad-reference"),
        (("practices", 0, "why", "fr"), "Parce que", "bad-reference"),
        (("practices", 0, "title", "fr"), "Titre", "bad-reference"),
        (("practices", 0, "retention", "chip", "fr"), "30 jours", "bad-reference"),
        (("practices", 0, "terms", 0), "2d", "bad-value"),
        (("practices", 0, "terms"), ["7d", "7d"], "bad-value"),
        (("practices", 0, "terms"), [], "bad-value"),
        (("practices", REQUIRED, "terms"), ["7d"], "bad-value"),
        (("practices", 0, "mode"), "sometimes", "bad-value"),
        (("practices", 0, "reach"), "moon", "bad-value"),
        (("practices", 0, "purpose_dpv"), "javascript:alert", "bad-value"),
        (("practices", 0, "storage_countries"), ["China"], "bad-value"),
        (("practices", 0, "retention", "period"), "30 days", "bad-value"),
        (("practices", 0, "id"), "../../etc/passwd", "bad-value"),
        (("practices", 0, "icon"), "../car_top", "bad-value"),
        (("practices", 1, "id"), "cabin-camera-clips", "bad-value"),
        (("parties", 1, "id"), "maker", "bad-value"),
        (("groups", 1, "id"), "safety", "bad-value"),
        (("rights", 1, "id"), "access", "bad-value"),
        (("languages",), ["zh-Hans", "en", "en"], "bad-value"),
        (("languages",), ["zh_Hans", "en"], "bad-value"),
        (("title",), {}, "bad-value"),
        (("title", "en"), "", "bad-value"),
        (("effective_from",), "1 November 2026", "bad-value"),
        (("origin",), "maker", "bad-value"),
        (("regime",), "mars", "bad-value"),
    ],
)
def test_a_value_or_reference_that_leads_nowhere_is_refused(
    steps: Steps, value: object, reason: str
) -> None:
    assert refusal(changed(*steps, value=value))[0] == reason


def test_a_required_practice_must_say_why() -> None:
    where = f"$.practices[{REQUIRED}].required_reason"
    assert refusal(without("practices", REQUIRED, "required_reason")) == ("wrong-type", where)


def test_a_transfer_must_name_a_party_of_the_file() -> None:
    index = next(i for i, p in enumerate(TREE["practices"]) if p.get("transfers"))
    where = f"$.practices[{index}].transfers[0].recipient"
    data = changed("practices", index, "transfers", 0, "recipient", value="nobody")
    assert refusal(data) == ("bad-reference", where)


def test_an_open_end_in_the_file_is_not_offered_for_a_sensitive_practice_in_china() -> None:
    notice = parse_pack(changed("practices", 0, "terms", value=["7d", "open"]))
    assert notice.practices[0].terms == (Term.DAYS_7, Term.OPEN)
    assert notice.offered_terms(notice.practices[0]) == (Term.DAYS_7,)


# ------------------------------------------------------------------------- characters


@pytest.mark.parametrize(
    "markup",
    [
        "<b onclick=alert(1)>bold</b>",
        "<img src=file:///etc/passwd>",
        '#read("/etc/passwd") #panic() $x$ *bold* @ref',
        "=cmd|' /C calc'!A0",
        "[31mred %s {name} \\u001b",
        "&lt;script&gt; ${HOME} `id`",
    ],
)
def test_markup_is_kept_as_the_plain_text_that_it_is(markup: str) -> None:
    notice = parse_pack(changed("practices", 0, "why", "en", value=markup))
    assert notice.practices[0].why.get(Language("en")) == markup


@pytest.mark.parametrize(
    "code", [0, 7, 8, 9, 10, 13, 27, 127, 0x9B, 0x2028, 0x202E, 0x202A, 0xFEFF, 0xD800, 0xE000,
             0xFFFE, 0xFFFF, 0xE0041, 0x10FFFF],
)  # fmt: skip
def test_control_characters_are_refused_everywhere(code: int) -> None:
    where = "$.practices[0].why.en"
    text = f"a{chr(code)}b"
    assert refusal(changed("practices", 0, "why", "en", value=text)) == ("bad-value", where)
    assert refusal(changed(text, value=1)) == ("bad-value", "$")


@pytest.mark.parametrize("code", [0x061C, 0x200E, 0x200F, 0x2066, 0x2067, 0x2068, 0x2069])
def test_direction_marks_are_for_running_text_and_not_for_names(code: int) -> None:
    text = f"a{chr(code)}b"
    parse_pack(changed("practices", 0, "why", "en", value=text))
    for steps in (
        ("practices", 0, "title", "en"),
        ("practices", 0, "question", "en"),
        ("practices", 0, "retention", "chip", "en"),
        ("practices", 0, "personal_data", 0, "name", "en"),
        ("parties", 0, "name", "en"),
        ("groups", 0, "title", "en"),
        ("rights", 0, "title", "en"),
        ("brand", "en"),
        ("model", "en"),
        ("title", "en"),
    ):
        assert refusal(changed(*steps, value=text))[0] == "bad-value"


# ------------------------------------------------------------------------- anything at all

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=20,
)


def only_our_errors(data: bytes) -> None:
    try:
        notice = parse_pack(data)
    except (NoticeFileError, NoticeVersionError):
        return
    assert notice.practices


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_raise_only_our_errors(data: bytes) -> None:
    only_our_errors(data)


@settings(deadline=None)
@given(JSON)
def test_arbitrary_json_raises_only_our_errors(tree: object) -> None:
    only_our_errors(packed(tree))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), JSON)
def test_any_value_anywhere_in_a_pack_raises_only_our_errors(steps: Steps, value: object) -> None:
    only_our_errors(changed(*steps, value=value, of=FULL))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_overwritten_bytes_raise_only_our_errors(at: int, noise: bytes) -> None:
    only_our_errors(GOOD[:at] + noise + GOOD[at + len(noise) :])
