"""Every page and dialog, in every language that is tried out and in both extreme sizes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.domain.event import Method
from ownerapp.domain.settings import Settings, Theme
from ownerapp.i18n import set_language
from ownerapp.presentation.first_run import Step
from ownerapp.system.settings import SettingsFile
from ownerapp.ui import fonts, theme
from ownerapp.ui.app import Application
from ownerapp.ui.first_run.first_run import FirstRun
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.buttons import ActionButton, DecisionPair
from ownerapp.ui.widgets.text import Text
from tests.support.desks import CABIN, Place, add_car
from tests.support.scenes import SCENES, Scene, opened
from tests.support.sweep import focusable, problems, tab_problems, texts_told
from tests.support.visits import in_parts, make_all_pages
from tests.support.windows import Shown, shown_window

LOOKS = tuple(
    (language, percent, size)
    for language in ("en", "zh_Hans", "en-XA", "ar-XB")
    for percent, size in ((100, (1180, 760)), (200, (960, 640)))
)
SWEPT = tuple(
    look for look in LOOKS if look[:2] in {("zh_Hans", 200), ("en-XA", 200), ("ar-XB", 100)}
)
"""Every scene is looked at so; ``dev.py looks`` has all looks.

In ``test_rendered.py`` each is looked at in one more, which goes round, and in English at 100 %.
"""
WALKED = (("en", 100), ("ar-XB", 100))
"""Where Tab is pressed through everything: where it goes depends on no words, but on their side."""


@pytest.fixture(autouse=True)
def rested(qapp: QApplication) -> Iterator[None]:
    fonts.load_first()
    fonts.load_rest(qapp)
    yield
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    (tmp_path / "Documents").mkdir()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    place.close()


VISITS = tuple((look, scenes) for look in SWEPT for scenes in in_parts(SCENES, 5))
"""What is looked at in one window, whose pages are there before it is given the look."""


@pytest.mark.rule("US-C-20")
@pytest.mark.parametrize(
    ("look", "scenes"),
    VISITS,
    ids=[f"{look[0]}-{look[1]}-{scenes[0].__name__}" for look, scenes in VISITS],
)
def test_everything_shown_is_whole_named_drawn_and_freed(
    shown: Shown, look: tuple[str, int, tuple[int, int]], scenes: tuple[Scene, ...]
) -> None:
    language, percent, size = look
    found: list[str] = []
    make_all_pages(shown)
    shown.window.resize(*size)
    shown.look(language=language, theme=Theme.LIGHT, percent=percent)
    for scene in scenes:
        where = f"{scene.__name__}, {language} {percent} %"
        with opened(scene, shown) as root:
            assert texts_told(root), where
            assert focusable(shown.window), where
            found += [f"{where}: {line}" for line in problems(root)]
            if percent == 100:
                found += [f"{where}: {line}" for line in problems(shown.window.sidebar)]
            if language == "ar-XB" and percent == 100:
                found += [f"{where}: tab {line}" for line in tab_problems(root.window())]
        assert not shown.window.findChildren(QDialog), where
    assert not found, "\n".join(dict.fromkeys(found))


def test_every_scene_is_visited_in_each_of_three_looks() -> None:
    assert len(SWEPT) == 3
    for look in SWEPT:
        assert [scene for at, scenes in VISITS if at == look for scene in scenes] == list(SCENES)


def test_an_arabic_window_is_the_mirror_of_an_english_one(shown: Shown) -> None:
    window = shown.window
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    places = {}
    for language in ("en", "ar-XB"):
        shown.look(language=language, theme=Theme.LIGHT, percent=100)
        card = page.card(CABIN)
        assert card is not None
        assert card.toggle is not None
        parts = (window.sidebar, page.head.heading, card.toggle)
        places[language] = [part.mapTo(window, QPoint(0, 0)).x() for part in parts]
        places[language] += [part.mapTo(window, QPoint(part.width(), 0)).x() for part in parts]
    english, arabic = places["en"], places["ar-XB"]
    assert english[0] == 0
    assert arabic[3] == window.width()
    assert english[3] - english[0] == arabic[3] - arabic[0]
    for left, right in ((2, 5), (5, 2)):
        assert abs(english[left] - (window.width() - arabic[right])) <= 2


@pytest.fixture
def beginning(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    """The window of a program that has no car yet."""
    place = Place(data_dir=tmp_path / "data")
    place.data_dir.mkdir()
    documents = tmp_path / "Documents"
    documents.mkdir()
    kept = SettingsFile(place.data_dir / "settings.json", clock=place.clock)
    kept.save(Settings(language="en", theme=Theme.LIGHT, reduced_motion=True))
    parts = Application(
        qapp,
        lambda: place.desk(Method.DESKTOP),
        settings=kept,
        data_dir=str(place.data_dir),
        documents_dir=str(documents),
        language=None,
        passphrase=lambda: None,
    )
    with qtbot.waitSignal(parts.window.ready, timeout=20_000):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    yield parts
    parts.window.close()
    parts.window.deleteLater()
    parts.deleteLater()
    qapp.sendPostedEvents()


def test_every_step_of_the_first_run_is_whole_named_and_drawn(
    beginning: Application, qtbot: QtBot
) -> None:
    window = beginning.window
    run = window.first_run()
    assert run is not None

    def rest() -> None:
        qtbot.waitUntil(lambda: not beginning.session.tasks.is_busy(), timeout=20_000)
        for _ in range(6):
            QApplication.processEvents()

    found: list[str] = []
    seen: list[Step] = []
    for _ in range(6):
        seen.append(run.step())
        for language, percent, size in LOOKS:
            window.resize(*size)
            beginning.session.change(language=language, text_scale_percent=percent)
            rest()
            where = f"{run.step().value}, {language} {percent} %"
            # What is asked is how it stays: cards come in turns, and each lays all out again.
            with contextlib.suppress(qtbot.TimeoutError):
                qtbot.waitUntil(lambda: not problems(run), timeout=2_000)
            found += [f"{where}: {line}" for line in problems(run)]
            if (language, percent) in WALKED:
                found += [f"{where}: tab {line}" for line in tab_problems(window)]
            if run.back_button.isVisible():
                back, forth = run.back_button.x(), run.next_button.x()
                assert (back > forth) == (language == "ar-XB"), where
        if run.record is not None and run.record.is_saved():
            break
        if run.step() is Step.CAR:
            run.car.pick_notice("cn-reference-ev")
            run.car.fields["name"].setText("Little Blue")
            run.car.fields["owner"].setText("Lin Yue")
            run.car.fields["plate"].setText("沪A·D12345")
        run.next_button.click()
        qtbot.waitUntil(lambda: run.step() is not seen[-1] or _is_saved(run), timeout=20_000)
        rest()
    assert seen == [Step.LANGUAGE, Step.CAR, Step.CHOICES, Step.REVIEW, Step.RECORD, Step.RECORD]
    assert not found, "\n".join(dict.fromkeys(found))


def _is_saved(run: FirstRun) -> bool:
    return run.record is not None and run.record.is_saved()


def test_the_sweep_finds_what_it_looks_for(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(400, 300)
    long = Text("A sentence that needs several lines in so little room", parent=root)
    long.setGeometry(10, 10, 120, 20)
    over = Text("Over it", parent=root)
    over.setGeometry(20, 15, 100, 30)
    Text("\ue000", parent=root).setGeometry(10, 200, 200, 30)
    tiny = ActionButton("", parent=root)
    tiny.setGeometry(300, 100, 10, 10)
    pair = DecisionPair(parent=root)
    pair.set_texts("Keep off", "Turn on")
    pair.setGeometry(10, 60, 300, 44)
    turned = Text("Turned", parent=root)
    turned.setGeometry(10, 120, 200, 30)
    turned.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    root.show()
    QApplication.processEvents()
    pair.agree_button.resize(pair.agree_button.width() + 20, pair.agree_button.height())
    found = "\n".join(problems(root))

    for part in (
        "is cut below", "overlap: Text 'A sentence", "cannot be drawn, '\\ue000'", "has no name",
        "is hard to press, 10 x 10", "weigh differently", "runs the wrong way: Text 'Turned'",
    ):  # fmt: skip
        assert part in found


class Shortcut(QWidget):
    """Lets Tab go to and fro between its first two parts."""

    @override
    def focusNextPrevChild(self, _forward: bool) -> bool:
        buttons = self.findChildren(ActionButton)
        buttons[buttons[0].hasFocus()].setFocus()
        return True


def test_a_part_that_tab_passes_by_is_found(qtbot: QtBot) -> None:
    root = Shortcut()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    for name in ("One", "Two", "Three"):
        column.addWidget(ActionButton(name))
    root.show()
    root.activateWindow()
    qtbot.waitUntil(root.isActiveWindow)
    assert tab_problems(root) == ["never: ActionButton 'Three'"]
