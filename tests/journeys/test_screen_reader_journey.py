"""What a screen reader is told in a real session: X, a window manager, and AT-SPI's own bus.

Every page and dialog is read by ``python3 dev.py read``; here it is those with parts of their
own.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.at_spi import Node
from tests.support.desktop_session import (
    Desktop,
    Scenes,
    missing_programs,
    running_desktop,
    running_scenes,
)
from tests.support.read_run import reading_problems
from tests.support.screens import wait_until


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    missing = missing_programs()
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with running_desktop() as started:
        yield started


@pytest.fixture(scope="module")
def scenes(desktop: Desktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    with running_scenes(desktop, tmp_path_factory.mktemp("scenes")) as started:
        yield started


def found(tree: Node, role: str, name: str) -> Node:
    matching = [node for node in tree.walk() if (node.role, node.name) == (role, name)]
    assert matching, (role, name)
    return matching[0]


@pytest.mark.rule("US-C-20")
@pytest.mark.parametrize(
    "scene", ["choices", "sheet", "car", "flow_table", "timeline", "settings", "notice_read"]
)
def test_what_is_before_a_person_is_told_to_a_screen_reader(scenes: Scenes, scene: str) -> None:
    told = scenes.open(scene)
    problems = reading_problems(told, scenes.reader, scenes.tree())
    scenes.close()
    assert told["texts"]
    assert not problems


def test_each_dot_of_the_picture_and_the_date_line_have_their_names(scenes: Scenes) -> None:
    scenes.open("car")
    tree = scenes.tree()
    scenes.close()
    picture = [node for node in tree.walk() if node.name.startswith("The car seen from above")]
    assert len(picture) == 1
    dots = [node for node in picture[0].walk() if node.role == "check box"]
    assert len(dots) >= 40
    assert len({dot.name for dot in dots}) == len(dots)
    assert all("checkable" in dot.states for dot in dots)
    assert sum("checked" in dot.states for dot in dots) == 1

    scenes.open("timeline")
    tree = scenes.tree()
    scenes.close()
    (chart,) = [node for node in tree.walk() if node.role == "slider"]
    assert chart.name
    assert "2026" in chart.description


def test_a_screen_readers_press_opens_the_question_and_answers_nothing(
    scenes: Scenes, desktop: Desktop
) -> None:
    told = scenes.open("choices")
    switch = found(scenes.tree(), "check box", "Cabin camera clips")
    assert "checked" not in switch.states

    scenes.reader.press(switch)
    wait_until(lambda: any(n.role == "dialog" for n in scenes.tree().walk()), "the question")
    (dialog,) = [node for node in scenes.tree().walk() if node.role == "dialog"]
    assert dialog.name

    desktop.screen.window("ownerapp")
    desktop.screen.press("Escape")
    wait_until(lambda: not any(n.role == "dialog" for n in scenes.tree().walk()), "its end")
    switch = found(scenes.tree(), "check box", "Cabin camera clips")
    assert "checked" not in switch.states
    assert told["texts"]
    scenes.close()


def test_keys_move_the_focus_that_a_screen_reader_follows(scenes: Scenes, desktop: Desktop) -> None:
    scenes.open("settings")
    desktop.screen.window("ownerapp")

    def focused() -> str:
        names = [
            node.name
            for node in scenes.tree().walk()
            if "focused" in node.states and node.role != "list"
        ]
        return " ".join(names)

    seen = []
    for _press in range(4):
        desktop.screen.press("Tab")
        seen.append(focused())
    scenes.close()
    assert all(seen), seen
    assert len(set(seen)) == len(seen)
