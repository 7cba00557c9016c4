"""Every rule of law is accounted for: registered, in words, and proven by a test."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from ownerapp.compliance import register_page
from ownerapp.compliance.check import all_rules
from ownerapp.domain.finding import Rule, Standing
from ownerapp.i18n import translator
from ownerapp.i18n.filling import places
from ownerapp.presentation.rule_words import words_of
from tests.support.source_tree import ROOT, calls, modules, name_of, nodes

RULE_ID = re.compile("(CN|EU|US)-[A-Z]{1,2}-[0-9]{2}|(UK|KR|JP|BR|X)-[0-9]{2}")
CLAIMS = re.compile(
    r"\b(compl(y|ies|iant|iance)|violat\w*|unlawful\w*|illegal\w*|verified|verifies"
    r"|guarantee\w*|breach\w*)\b",
    re.IGNORECASE,
)
CHINESE_CLAIMS = re.compile("违法|违反|违规|合规|非法|已核实|已验证|保证")


def expected_ids() -> list[str]:
    """Return the ids of the design's table, in its order."""
    return (ROOT / "tests/compliance/rule_ids.txt").read_text(encoding="utf-8").split()


def rules_that_are(standing: Standing) -> list[Rule]:
    return [rule for rule in all_rules() if rule.standing is standing]


def marked_in(tree: ast.Module, tests: Mapping[str, ast.Module]) -> Iterator[str]:
    """Yield the rules whose marker a module's tests carry.

    A marker names its rule, or takes it from a table whose rows begin with the rule, in the
    same module or in one of the tests' modules that it imports.
    """
    from_table = False
    for call in calls(tree):
        if name_of(call) == "rule" and ast.unparse(call.func) == "pytest.mark.rule":
            from_table |= any(not isinstance(item, ast.Constant) for item in call.args)
            yield from (str(item.value) for item in call.args if isinstance(item, ast.Constant))
    if from_table:
        for table in (tree, *imported(tree, tests)):
            yield from (text for text in first_texts(table) if RULE_ID.fullmatch(text))


def imported(tree: ast.Module, tests: Mapping[str, ast.Module]) -> Iterator[ast.Module]:
    """Yield the tests' modules that a module imports by name."""
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            path = node.module.replace(".", "/") + ".py"
            if path in tests:
                yield tests[path]


def first_texts(tree: ast.Module) -> Iterator[str]:
    """Yield the texts at the beginning of rows: of tuples, of calls, and keys of tables."""
    for node in nodes(tree):
        match node:
            case ast.Tuple(elts=[ast.Constant(value=str() as text), *_]):
                yield text
            case ast.Call(args=[ast.Constant(value=str() as text), *_]):
                yield text
            case ast.Dict(keys=keys):
                yield from (
                    key.value
                    for key in keys
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                )
            case _:
                pass


@cache
def marked() -> set[str]:
    tests = modules(ROOT / "tests")
    return {rule for tree in tests.values() for rule in marked_in(tree, tests)}


def facts_given() -> set[str]:
    """Return the names of the facts that rules give to their sentences."""
    names = set()
    for tree in modules(ROOT / "ownerapp/compliance").values():
        for node in nodes(tree):
            match node:
                case ast.keyword(arg="facts", value=ast.Dict(keys=keys)):
                    names |= {ast.literal_eval(key) for key in keys if key is not None}
                case ast.Assign(targets=[ast.Name(id="facts")], value=ast.Dict(keys=keys)):
                    names |= {ast.literal_eval(key) for key in keys if key is not None}
                case _:
                    pass
    return names


def found_sentences(rule: Rule) -> tuple[str, ...]:
    words = words_of(rule.id)
    return (words.missing, *words.contrary.values(), *words.caveats.values())


def has_words(rule: Rule) -> bool:
    try:
        words_of(rule.id)
    except KeyError:
        return False
    return True


def test_every_rule_of_the_design_is_registered_once_and_no_other() -> None:
    expected = expected_ids()
    registered = Counter(rule.id for rule in all_rules())

    assert len(expected) == len(set(expected)) == 194
    wrong = {
        "missing": [rule for rule in expected if rule not in registered],
        "unknown": sorted(set(registered) - set(expected)),
        "twice": [rule for rule, count in registered.items() if count > 1],
    }
    assert not any(wrong.values()), wrong


def test_the_rules_stand_in_the_order_of_the_design() -> None:
    expected = expected_ids()

    assert [rule.id for rule in all_rules()] == expected


@pytest.mark.parametrize("standing", [Standing.PROMISE, Standing.CHECKED])
def test_every_promise_and_every_check_is_proven_by_a_test(standing: Standing) -> None:
    proven = marked()

    unproven = [rule.id for rule in rules_that_are(standing) if rule.id not in proven]
    assert unproven == [], " ".join(unproven)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('@pytest.mark.rule("CN-AD-01")\ndef test_a(): ...', {"CN-AD-01"}),
        ('A = [pytest.param(1, marks=pytest.mark.rule("X-01"))]', {"X-01"}),
        ('T = [("X-02", "X-03")]\nM = pytest.mark.rule(T[0][0])', {"X-02"}),
        ('T = [fault("X-02", other={"X-03"})]\nM = pytest.mark.rule(T[0].rule)', {"X-02"}),
        ("from tests.faults import T\nM = pytest.mark.rule(T[0].rule)", {"X-04"}),
        ('T = [("X-02", 1)]', set()),
    ],
)
def test_markers_are_found(source: str, expected: set[str]) -> None:
    tests = {"tests/faults.py": ast.parse('T = [fault("X-04", also={"X-05"})]')}

    assert set(marked_in(ast.parse(source), tests)) == expected


def test_whoever_is_not_checked_says_why() -> None:
    others = [*rules_that_are(Standing.PROMISE), *rules_that_are(Standing.UNDECIDABLE)]

    assert [rule.id for rule in others if not rule.note.strip()] == []
    assert [rule.id for rule in all_rules() if not (rule.article and rule.asks)] == []


def test_every_checked_rule_and_no_other_has_words() -> None:
    checked = rules_that_are(Standing.CHECKED)
    others = [rule for rule in all_rules() if rule not in checked]

    wordless = [rule.id for rule in checked if not has_words(rule)]
    assert wordless == [], " ".join(wordless)
    assert [rule.id for rule in others if has_words(rule)] == []


def test_sentences_have_places_only_for_what_a_finding_brings() -> None:
    known = {"practice"} | facts_given()
    wrong = {}
    for rule in rules_that_are(Standing.CHECKED):
        if not has_words(rule):
            continue
        words = words_of(rule.id)
        named: list[tuple[str, set[str]]] = [(words.asks, set()), (words.advice, set())]
        named += [(sentence, known) for sentence in found_sentences(rule)]
        for sentence, allowed in named:
            found = places(sentence)
            if found is None or not found <= allowed or not sentence.endswith("."):
                wrong[rule.id] = sentence

    assert wrong == {}


@pytest.mark.parametrize(
    "sentence", ["It complies.", "The notice violates it.", "This is illegal.", "We verified it."]
)
def test_claims_are_found(sentence: str) -> None:
    assert CLAIMS.search(sentence)


def test_no_finding_claims_to_know_or_to_judge() -> None:
    chinese = translator("zh_Hans")
    claims = {
        rule.id: sentence
        for rule in rules_that_are(Standing.CHECKED)
        if has_words(rule)
        for sentence in found_sentences(rule)
        if CLAIMS.search(sentence)
        or CHINESE_CLAIMS.search(
            chinese.gettext(sentence, **dict.fromkeys(places(sentence) or (), "-"))
        )
    }

    assert claims == {}


def test_the_page_of_all_rules_is_up_to_date() -> None:
    text = register_page.page_text()

    assert register_page.main(["--check"]) == 0, "run the generator with --write"
    assert [rule.id for rule in all_rules() if f"| {rule.id} |" not in text] == []


def test_the_page_links_to_files_that_are_there() -> None:
    links = set(re.findall(r"\]\(\.\./([^)]+)\)", register_page.page_text()))

    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []
