"""Promises of ownerapp.i18n.catalogs, by their numbers: every planted fault is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ownerapp.i18n.catalogs import catalog_path, check, template_path, update

_CODE = '''
"""Words."""
from ownerapp.i18n import N_, _, ngettext, pgettext


def words(count, day):
    return [
        _("On"),
        # Translators: {day} is a date
        _("Until {day}", day=day),
        _("Outer {inner}", inner=_("Inner")),
        pgettext("button", "Open"),
        ngettext("One choice of {owner}", "{n} choices of {owner}", count, owner="x"),
        N_("Deferred at 100 % of it"),
    ]
'''
_GERMAN = {
    "On": "Ein",
    "Until {day}": "Bis {day}",
    "Outer {inner}": "Außen {inner}",
    "Inner": "Innen",
    "Open": "Öffnen",
    "Deferred at 100 % of it": "Später",
}


class Project:
    """A small program with a complete German catalogue."""

    def __init__(self, root: Path) -> None:
        self.package_dir = root / "program"
        self.translations_dir = root / "translations"
        self.module_path = self.package_dir / "words.py"
        self.module_path.parent.mkdir()
        self.module_path.write_text(_CODE, encoding="utf-8")
        self.update("de")
        self.edit(self._translate)

    @staticmethod
    def _translate(text: str) -> str:
        for source, translation in _GERMAN.items():
            text = text.replace(
                f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"'
            )
        text = text.replace('msgstr[0] ""', 'msgstr[0] "Eine Wahl von {owner}"')
        return text.replace('msgstr[1] ""', 'msgstr[1] "{n} Wahlen von {owner}"')

    @property
    def template(self) -> Path:
        return template_path(self.translations_dir)

    @property
    def german(self) -> Path:
        return catalog_path(self.translations_dir, "de")

    def update(self, *new: str) -> list[Path]:
        return update(self.package_dir, self.translations_dir, new)

    def edit(self, change: Callable[[str], str]) -> None:
        before = self.german.read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        self.german.write_text(after, encoding="utf-8")

    def edit_code(self, old: str, new: str) -> None:
        assert old in self.module_path.read_text(encoding="utf-8")
        changed = self.module_path.read_text(encoding="utf-8").replace(old, new)
        self.module_path.write_text(changed, encoding="utf-8")

    def faults(self) -> list[str]:
        return [fault.line() for fault in check(self.package_dir, self.translations_dir)]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_complete_catalogue_has_no_fault(project: Project) -> None:
    assert project.faults() == []


def test_template_has_every_kind_of_message_and_no_dates_or_line_numbers(project: Project) -> None:
    text = project.template.read_text(encoding="utf-8")

    for part in (
        'msgid "On"',
        "#. Translators: {day} is a date",
        'msgid "Inner"',
        'msgctxt "button"\nmsgid "Open"',
        'msgid_plural "{n} choices of {owner}"',
        'msgid "Deferred at 100 % of it"',
        "#: program/words.py\n",
    ):
        assert text.count(part) >= 1, part
    assert not re.search(r"Date|Generated|Translator:|words\.py:|python-format", text)
    assert str(project.package_dir.parent) not in text


def test_second_update_changes_nothing(project: Project) -> None:
    assert project.update() == []


def test_update_keeps_translations_and_drops_what_the_code_no_longer_says(project: Project) -> None:
    project.edit_code('_("On"),', '_("Added"),')

    changed = project.update()

    text = project.german.read_text(encoding="utf-8")
    assert changed == [project.template, project.german]
    assert 'msgid "Until {day}"\nmsgstr "Bis {day}"' in text
    assert 'msgid "Added"\nmsgstr ""' in text
    assert '"Ein"' not in text
    assert project.faults() == ["de: untranslated: 'Added'"]


def test_new_message_in_the_code_is_found_before_update(project: Project) -> None:
    project.edit_code('_("On"),', '_("On"), _("Added"),')

    assert project.faults() == [
        "template: differs from the code; run update",
        "de: missing: 'Added'",
    ]


def test_missing_template_is_found(project: Project) -> None:
    project.template.unlink()

    assert project.faults() == ["template: differs from the code; run update"]


_PLURAL = "'One choice of {owner}'"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgstr "Ein"', 'msgstr ""', "de: untranslated: 'On'"),
        ('msgid "On"', '#, fuzzy\nmsgid "On"', "de: waits for review (fuzzy): 'On'"),
        ("Bis {day}", "Bis {tag}", "de: places differ from the source's: 'Until {day}'"),
        ("Bis {day}", "Bis", "de: places differ from the source's: 'Until {day}'"),
        ("Bis {day}", "Bis {day!r}", "de: places differ from the source's: 'Until {day}'"),
        ('"Ein"', '"Ein {day}"', "de: places differ from the source's: 'On'"),
        ("{n} Wahlen von", "Wahlen von", f"de: places differ from the source's: {_PLURAL}"),
        ("Eine Wahl von {owner}", "Eine Wahl", f"de: places differ from the source's: {_PLURAL}"),
        ('"{n} Wahlen von {owner}"', '""', f"de: untranslated: {_PLURAL}"),
        ("nplurals=2", "nplurals=3", "de: plural rule differs from the frozen one"),
        ("(n != 1)", "(n > 1)", "de: plural rule differs from the frozen one"),
        ('msgid "On"', 'msgid "Else"', "de: not in the code: 'Else'"),
        ('msgid "On"\n', "nonsense\n", "de: unreadable"),
    ],
)
def test_planted_fault_of_a_catalogue_is_found(
    project: Project, old: str, new: str, fault: str
) -> None:
    project.edit(lambda text: text.replace(old, new))

    assert fault in project.faults()


def test_form_for_one_may_leave_out_the_number_but_not_where_it_serves_others(
    project: Project,
) -> None:
    project.update("fr", "zh_Hans")
    for locale in ("fr", "zh_Hans"):
        path = catalog_path(project.translations_dir, locale)
        text = path.read_text(encoding="utf-8")
        forms = text.count("\nmsgstr[")
        text = text.replace('msgstr[0] ""', 'msgstr[0] "1 {owner}"')
        text = text.replace('msgstr[1] ""', 'msgstr[1] "{n} {owner}"')
        path.write_text(text, encoding="utf-8")
        assert forms in {1, 2}

    faults = [fault for fault in project.faults() if "places" in fault]

    # French uses its first form for 0 as well, Chinese for all numbers; German does not.
    assert faults == [
        f"fr: places differ from the source's: {_PLURAL}",
        f"zh_Hans: places differ from the source's: {_PLURAL}",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("day=day)", ")", "program/words.py: no value for {day}: 'Until {day}'"),
        ("day=day)", "dy=1)", "program/words.py: no value for {day}: 'Until {day}'"),
        ("day=day)", "day=1, x=2)", "program/words.py: no place for {x}: 'Until {day}'"),
        ('owner="x")', ")", f"program/words.py: no value for {{owner}}: {_PLURAL}"),
        ('_("On")', '_("On {")', "program/words.py: bad brace: 'On {'"),
        ('_("On")', '_("On {0}")', "program/words.py: bad brace: 'On {0}'"),
    ],
)
def test_call_that_does_not_fit_its_message_is_found(
    project: Project, old: str, new: str, fault: str
) -> None:
    project.edit_code(old, new)

    assert fault in project.faults()


def test_unpacked_values_are_left_to_the_caller(project: Project) -> None:
    project.edit_code("day=day)", "**values)")

    assert project.faults() == []
