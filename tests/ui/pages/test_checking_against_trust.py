"""On the records page a record is checked against what the person got by another way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ownerapp.domain.settings import Theme
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.trust_fold import TrustForm
from ownerapp.ui.widgets.result_panel import ResultKind
from ownerapp.ui.widgets.text import Text
from tests.support import golden, golden_bundles
from tests.support.windows import Shown, cut_texts

EXPECTED = json.loads((golden.FOLDER / golden.EXPECTED_NAME).read_text(encoding="utf-8"))
OWNER, OTHER = str(EXPECTED["keys"]["owner"]), str(EXPECTED["keys"]["other"])
KEYS_FILE = str(golden.FOLDER / golden.HISTORY_NAME)
MATCHES = "The fingerprint matches: the key that signed it is the one you gave."


@pytest.fixture
def page(shown: Shown) -> RecordsPage:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    return page


def form_of(page: RecordsPage) -> TrustForm:
    page.trust.open_content(wanted=True)
    form = page.trust.form()
    assert form is not None
    return form


def check(shown: Shown, page: RecordsPage, name: str) -> None:
    page.check_file(golden.FOLDER / name)
    shown.wait_idle()


def lines(shown: Shown, page: RecordsPage) -> list[str]:
    shown.settle()
    return [text.text() for text in page.check_area.panel.findChildren(Text) if text.isVisible()]


def test_it_is_folded_and_empty_until_somebody_wants_it(page: RecordsPage) -> None:
    assert not page.trust.is_open()
    assert page.trust.trust().accepted() == ()
    assert page.trust.button.accessibleDescription() == (
        "Check against a fingerprint or a keys file you trust"
    )


def test_the_right_fingerprint_makes_a_strangers_record_valid_and_says_that_it_matches(
    shown: Shown, page: RecordsPage
) -> None:
    check(shown, page, "valid.json")
    assert page.check_area.panel.kind() is ResultKind.CANNOT_TELL
    form = form_of(page)
    form.field.setText(OWNER)
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    shown.wait_idle()

    assert page.check_area.panel.kind() is ResultKind.VALID
    assert MATCHES in lines(shown, page)


def test_the_words_follow_the_language(shown: Shown, page: RecordsPage) -> None:
    form_of(page).field.setText(OWNER)
    check(shown, page, "valid.json")
    shown.speak("zh_Hans")

    assert MATCHES not in lines(shown, page)
    assert not [line for line in lines(shown, page) if "fingerprint" in line]


def test_another_fingerprint_is_said_not_to_match(shown: Shown, page: RecordsPage) -> None:
    form = form_of(page)
    form.field.setText(OTHER)
    check(shown, page, "valid.json")

    assert page.check_area.panel.kind() is ResultKind.CANNOT_TELL
    assert f"The fingerprint does not match: the key that signed it is {OWNER}." in lines(
        shown, page
    )


def test_the_record_in_a_bundle_is_compared_as_a_single_one(
    shown: Shown, page: RecordsPage
) -> None:
    form = form_of(page)
    form.field.setText(OTHER)
    check(shown, page, str(golden_bundles.FOLDER / "valid.zip"))
    assert any(line.startswith("The fingerprint does not match") for line in lines(shown, page))
    form.field.setText(OWNER)
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    shown.wait_idle()

    assert MATCHES in lines(shown, page)


def test_a_keys_file_and_a_fingerprint_tell_whose_seal_a_page_has(
    shown: Shown, page: RecordsPage
) -> None:
    form = form_of(page)
    form.field.setText(OWNER)
    check(shown, page, "page.pdf")
    assert page.check_area.panel.kind() is ResultKind.CANNOT_TELL
    form.take_file(KEYS_FILE)
    shown.wait_idle()

    assert page.check_area.panel.kind() is ResultKind.VALID
    assert any(line.startswith("Both match:") for line in lines(shown, page))


def test_without_the_keys_file_again_nobody_can_tell_again(shown: Shown, page: RecordsPage) -> None:
    form = form_of(page)
    form.field.setText(OWNER)
    form.take_file(KEYS_FILE)
    check(shown, page, "page.pdf")
    form.remove_link.click()
    shown.wait_idle()

    assert page.check_area.panel.kind() is ResultKind.CANNOT_TELL
    assert not form.remove_link.isVisible()
    assert form.choose_button.hasFocus()


def test_a_file_that_is_no_history_of_keys_is_refused_with_words(
    shown: Shown, page: RecordsPage, tmp_path: Path
) -> None:
    bad = tmp_path / "keys.json"
    bad.write_text("{}", encoding="utf-8")
    check(shown, page, "valid.json")
    form_of(page).take_file(str(bad))
    shown.wait_idle()

    assert page.banner.text().startswith("The history of keys does not hold")
    assert page.check_area.panel.isVisible(), "the result is still about the same record"

    check(shown, page, "tampered.json")
    assert not page.check_area.panel.isVisible(), "the result was about another record"


def test_before_any_record_was_chosen_it_says_so(page: RecordsPage) -> None:
    form_of(page).check_button.click()

    assert page.banner.text().startswith("Choose or drop a record.")


def test_everything_in_it_has_a_name_for_a_screen_reader(page: RecordsPage) -> None:
    form = form_of(page)

    assert form.field.accessibleName() == (
        "Fingerprint of the key, in digits or words, if you know it"
    )
    assert "by telephone or on paper" in form.field.accessibleDescription()
    for button in (form.choose_button, form.check_button):
        assert button.text()


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_opened_scrolls_into_view_with_the_link_that_opened_it(
    shown: Shown, page: RecordsPage, percent: int, how: str
) -> None:
    shown.window.resize(960, 640)
    check(shown, page, "valid.json")
    shown.look(language="en", theme=Theme.LIGHT, percent=percent)
    button, view = page.trust.button, page.scroll_area.viewport()
    page.scroll_area.ensureWidgetVisible(button)
    shown.settle()
    if how == "mouse":
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
    shown.settle()

    def is_whole(part: QWidget) -> bool:
        return view.rect().contains(QRect(part.mapTo(view, QPoint()), part.size()))

    form = page.trust.form()
    assert form is not None
    assert is_whole(button)
    assert is_whole(form.field)
    # At twice the size the whole of it is taller than the page: its beginning is shown.
    assert is_whole(page.trust) == is_whole(form.check_button) == (percent == 100)


@pytest.mark.parametrize(
    ("language", "percent"), [("en", 200), ("zh_Hans", 100), ("ar_XB", 100), ("en_XA", 200)]
)
def test_nothing_of_it_is_cut_in_any_language_or_size(
    shown: Shown, page: RecordsPage, language: str, percent: int
) -> None:
    form = form_of(page)
    form.take_file(KEYS_FILE)
    shown.wait_idle()
    shown.look(language=language, theme=Theme.LIGHT, percent=percent)

    assert cut_texts(page.trust) == []
