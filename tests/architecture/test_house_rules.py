"""Rules of the house that no tool checks: read from the program's own syntax trees."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.source_tree import PACKAGE, ROOT, calls, modules, name_of, nodes, run_at_import

TEXT_SETTERS = {
    "setText", "setPlainText", "setHtml", "setTitle", "setWindowTitle", "setToolTip",
    "setStatusTip", "setWhatsThis", "setAccessibleName", "setAccessibleDescription",
    "setPlaceholderText", "setLabelText", "setHeaderLabels", "setInformativeText",
    "setDetailedText", "setSuffix", "setPrefix", "addItem", "addItems", "addAction", "addTab",
    "addMenu", "insertItem", "setItemText", "setTabText", "setButtonText", "showMessage",
}  # fmt: skip
TRANSLATORS = {"_": (0,), "N_": (0,), "gettext": (0,), "ngettext": (0, 1), "pgettext": (0, 1),
               "npgettext": (0, 1, 2)}  # fmt: skip
SPEAKERS = set(TRANSLATORS) - {"N_"}
CATCH_ALL = {
    "ownerapp/ui/tasks.py": "the task runner of the window",
    "ownerapp/bootstrap.py": "the last net of the command line",
    "ownerapp/system/keyring_vault.py": "each backend raises what its system does",
}
LOWER = (
    "domain", "compliance", "qa", "services", "presentation", "storage", "signing", "documents",
    "packs", "vehicle",
)  # fmt: skip


def literals(node: ast.AST) -> Iterator[str]:
    """Yield the texts that stand in an expression themselves, not inside another call."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Call():
            return
        case _:
            for child in ast.iter_child_nodes(node):
                yield from literals(child)


def literal_words(tree: ast.Module) -> list[str]:
    """Return the words that are set on a widget without passing through translation."""
    return [
        f"{node.lineno}: {text}"
        for node in calls(tree)
        if name_of(node) in TEXT_SETTERS
        for argument in (*node.args, *(keyword.value for keyword in node.keywords))
        for text in literals(argument)
        if any(character.isalpha() for character in text)
    ]


def spoken_at_import(tree: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in run_at_import(tree)
        if isinstance(node, ast.Call) and name_of(node) in SPEAKERS
    ]


def computed_messages(tree: ast.Module) -> list[int]:
    """Return the lines of messages that no extraction can find."""
    return [
        node.lineno
        for node in calls(tree)
        if isinstance(node.func, ast.Name) and node.func.id in TRANSLATORS
        for place in TRANSLATORS[node.func.id]
        if place >= len(node.args)
        or not isinstance(node.args[place], ast.Constant)
        or not isinstance(node.args[place].value, str)  # type: ignore[attr-defined]
    ]


def clock_reads(tree: ast.Module) -> list[str]:
    asked = {"now", "utcnow", "today"}
    return [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in calls(tree)
        if isinstance(node.func, ast.Attribute)
        and (
            (node.func.attr in asked and ast.unparse(node.func.value) in {"datetime", "date"})
            or ast.unparse(node.func) in {"time.time", "time.time_ns", "datetime.datetime.now"}
        )
    ]


def catches_everything(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in kinds
    )


def swallowers(tree: ast.Module) -> list[int]:
    """Return the handlers that catch everything and do not raise it again."""
    return [
        node.lineno
        for node in nodes(tree)
        if isinstance(node, ast.ExceptHandler)
        and catches_everything(node)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]


def silent_handlers(tree: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in nodes(tree)
        if isinstance(node, ast.ExceptHandler)
        and all(isinstance(statement, ast.Pass) for statement in node.body)
    ]


def dynamic_imports(tree: ast.Module) -> list[int]:
    return [node.lineno for node in calls(tree) if name_of(node) in {"import_module", "__import__"}]


def found(rule: object, *, below: str = "ownerapp/") -> dict[str, object]:
    """Return what a rule finds, by module."""
    assert callable(rule)
    every = {path: rule(tree) for path, tree in modules().items() if path.startswith(below)}
    assert len(every) > 3
    return {path: result for path, result in every.items() if result}


def found_words() -> dict[str, list[str]]:
    """Return the words that the window sets without translation; its own name needs none."""
    every = {path: literal_words(tree) for path, tree in modules().items()}
    return {path: lines for path, lines in every.items() if path.startswith("ownerapp/ui/")}


@pytest.mark.parametrize(
    ("rule", "source", "count"),
    [
        (literal_words, "label.setText('Save')", 1),
        (literal_words, "label.setText(f'{n} items')", 1),
        (literal_words, "box.addItem('A' if x else 'B')", 2),
        (literal_words, "label.setText(_('Save'))", 0),
        (literal_words, "label.setText('')", 0),
        (literal_words, "label.setText('·')", 0),
        (literal_words, "label.setObjectName('save')", 0),
        (spoken_at_import, "TITLE = _('Save')", 1),
        (spoken_at_import, "class A:\n    title = pgettext('a', 'b')", 1),
        (spoken_at_import, "def f(title=_('Save')): ...", 1),
        (spoken_at_import, "@d(_('Save'))\ndef f(): ...", 1),
        (spoken_at_import, "if x:\n    A = {'a': [_('b')]}", 1),
        (spoken_at_import, "def f():\n    return _('Save')", 0),
        (spoken_at_import, "A = lambda: _('Save')", 0),
        (spoken_at_import, "A = N_('Save')", 0),
        (computed_messages, "_(title)", 1),
        (computed_messages, "_(f'a {b}')", 1),
        (computed_messages, "_('a' + b)", 1),
        (computed_messages, "ngettext('a', many, n)", 1),
        (computed_messages, "_('a', b=c)", 0),
        (clock_reads, "datetime.now(UTC)", 1),
        (clock_reads, "date.today()", 1),
        (clock_reads, "time.time()", 1),
        (clock_reads, "clock.now()", 0),
        (swallowers, "try: ...\nexcept Exception: x()", 1),
        (swallowers, "try: ...\nexcept: x()", 1),
        (swallowers, "try: ...\nexcept (OSError, BaseException) as e: raise A from e", 1),
        (swallowers, "try: ...\nexcept BaseException:\n    x()\n    raise", 0),
        (swallowers, "try: ...\nexcept OSError: x()", 0),
        (silent_handlers, "try: ...\nexcept OSError: pass", 1),
        (dynamic_imports, "importlib.import_module('x')", 1),
    ],
)
def test_the_rules_find_what_they_look_for(rule: object, source: str, count: int) -> None:
    assert callable(rule)
    assert len(rule(ast.parse(source))) == count


def test_no_word_is_set_on_a_widget_without_translation() -> None:
    said = {
        path: [line for line in lines if not line.endswith(": ownerapp")]
        for path, lines in found_words().items()
        if path != "ownerapp/ui/tour.py"  # it types into fields what a person would
    }

    assert {path: lines for path, lines in said.items() if lines} == {}


def test_nothing_is_translated_at_import() -> None:
    assert found(spoken_at_import) == {}


def test_every_message_is_a_literal() -> None:
    # Qt's translator is asked by Qt; what it knows is marked in its own table.
    makers = ("ownerapp/i18n/", "ownerapp/ui/languages.py")

    assert {path for path in found(computed_messages) if not path.startswith(makers)} == set()


def test_only_the_clock_reads_the_clock() -> None:
    assert {path for path in found(clock_reads) if path != "ownerapp/system/clock.py"} == set()


def test_everything_is_caught_only_where_it_is_said() -> None:
    assert set(found(swallowers)) <= set(CATCH_ALL)


def test_no_error_is_passed_over_in_silence() -> None:
    assert found(silent_handlers) == {}


def test_lower_layers_import_nothing_by_name() -> None:
    lower = tuple(f"ownerapp/{name}/" for name in LOWER)

    assert [path for path in found(dynamic_imports) if path.startswith(lower)] == []


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}

    assert [path for path in modules() if Path(path).stem in drawers] == []


def test_every_package_says_what_it_may_import_and_must_never_do() -> None:
    packages = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
    assert len(packages) == 14
    for package in packages:
        text = ast.get_docstring(modules()[f"ownerapp/{package.name}/__init__.py"]) or ""
        flat = " ".join(text.split())

        assert "May import: " in flat, package.name
        assert "Must never " in flat, package.name


# ------------------------------------------------------------------------- what lies in the files


def tracked(*endings: str) -> list[Path]:
    """Return the project's text files: those that git knows, or all outside of tools' folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    ).stdout.split("\0")
    paths = [ROOT / name for name in listed if name] or [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not {".git", ".venv", "__pycache__"} & set(path.parts)
    ]
    return [path for path in paths if path.suffix in endings and path.is_file()]


SOURCES = (".py", ".md", ".toml", ".json", ".typ", ".svg", ".po", ".pot", ".yml", ".txt", ".lock")


def test_no_file_hides_characters() -> None:
    """Bidi and other invisible characters make a text read otherwise than it runs."""
    hidden = {}
    files = tracked(*SOURCES)
    assert len(files) > 200
    for path in files:
        text = path.read_text(encoding="utf-8")
        odd = {
            f"U+{ord(character):04X}"
            for character in set(text) - set("\n\t")
            if unicodedata.category(character) in {"Cf", "Cc", "Co", "Cn", "Zl", "Zp"}
        }
        if odd:
            hidden[path.relative_to(ROOT).as_posix()] = odd
    assert hidden == {}


def test_names_in_code_are_plain_ascii() -> None:
    """A Cyrillic letter in a name looks like a Latin one and is another name."""
    strange = [
        f"{path.name}:{token.start[0]}: {token.string}"
        for path in tracked(".py")
        if not path.read_bytes().isascii()
        for token in tokenize.tokenize(io.BytesIO(path.read_bytes()).readline)
        if token.type == tokenize.NAME and not token.string.isascii()
    ]
    assert strange == []


def test_letters_of_look_alike_scripts_stand_only_where_their_script_is_meant() -> None:
    mixed = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
    found_in = {
        path.relative_to(ROOT).as_posix()
        for path in tracked(*SOURCES)
        if mixed.search(path.read_text(encoding="utf-8"))
    }

    # A table of accented letters for testers, and tests of names.
    assert {path for path in found_in if not path.startswith("tests/")} <= {
        "ownerapp/i18n/pseudo.py"
    }


def test_no_file_names_a_place_on_one_computer() -> None:
    place = re.compile(r"/(?:work|root|home/[a-z]+)/[a-z]")
    named = {
        path.relative_to(ROOT).as_posix()
        for path in tracked(*SOURCES)
        if path != Path(__file__) and place.search(path.read_text(encoding="utf-8"))
    }

    assert named == set()


def test_rules_of_law_are_named_by_their_ids() -> None:
    known = re.compile(
        r"(CN-(AD|N|O|P|S|T|X)|EU-(A|C|D|E|G|V)|US-(C|F|I|V)|UK|KR|JP|BR|X)-[0-9]{2}"
    )
    named = [
        argument.value
        for tree in modules(ROOT / "tests").values()
        for call in calls(tree)
        if name_of(call) == "rule"
        if ast.unparse(call.func) == "pytest.mark.rule"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]

    assert len(named) > 20
    assert [rule for rule in named if not known.fullmatch(str(rule))] == []
