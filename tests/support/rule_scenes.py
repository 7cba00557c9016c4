"""A person's own rules in the settings and above the choices: what the sweeps look at."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from ownerapp.domain.own_rule import RuleAbout
from ownerapp.domain.term import Term
from ownerapp.presentation.desk import Desk
from tests.support.settings_scenes import at_section, settings_page
from tests.support.windows import Shown

RULES: tuple[tuple[RuleAbout, Term | None], ...] = (
    (RuleAbout.CABIN_PICTURES, None),
    (RuleAbout.SOUND, Term.DRIVE),
    (RuleAbout.LOCATION, Term.DAYS_7),
    (RuleAbout.LEAVES_COUNTRY, Term.DAYS_7),
)


def keep_rules(desk: Desk) -> None:
    """Keep some rules for the one car's person."""
    car = desk.find_car(None)
    for about, at_most in RULES:
        desk.rules.keep(car, about, at_most)


def with_rules(shown: Shown) -> None:
    """Let the window know rules, as if they had been made on the command line."""
    view = shown.home.view()
    if view is not None and not view.rules:
        shown.session.call(keep_rules)
        shown.wait_idle()
        shown.home.look_again()
        shown.wait_idle()


def rules_empty(shown: Shown) -> Iterator[QWidget]:
    """Before the first rule; only a window in which none was made shows this."""
    section = settings_page(shown).rules
    at_section(shown, section)
    yield section


def rules_scene(shown: Shown) -> Iterator[QWidget]:
    """The rules in the settings, one of them removed a moment ago."""
    with_rules(shown)
    section = settings_page(shown).rules
    shown.wait_idle()
    if len(section.lines) == len(RULES):
        section.lines[-1].remove_link.click()
        shown.wait_idle()
    at_section(shown, section)
    yield section


def rules_offer(shown: Shown) -> Iterator[QWidget]:
    """The offer above the cards, and the lines on them."""
    with_rules(shown)
    page = shown.go("choices")
    card = shown.home.ruling().card()
    assert card is not None
    assert card.isVisible()
    yield page


def rules_sheet(shown: Shown) -> Iterator[QWidget]:
    """The list of what the rules suggest to keep off."""
    with_rules(shown)
    shown.go("choices")
    shown.home.ruling().open()
    sheet = shown.home.ruling().sheet()
    assert sheet is not None
    yield sheet
    sheet.reject()
