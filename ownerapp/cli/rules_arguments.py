"""The arguments of ``ownerapp rules``."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ownerapp.i18n import _

# Written out: every command reads the parser, and few are about rules.
ABOUTS = (
    "cabin-pictures", "outside-pictures", "sound", "location", "biometric", "driving", "contacts",
    "usage", "sensitive", "leaves-car", "leaves-country", "other-companies", "advertising",
    "research",
)  # fmt: skip
"""The values of the domain's ``RuleAbout``."""
AT_MOST = ("drive", "7d", "3m", "1y")
"""The codes of the domain's ``RULE_TERMS``."""

Option = Callable[[argparse.ArgumentParser], None]


def add_rules(rules: argparse.ArgumentParser, *, car_option: Option, json_option: Option) -> None:
    """Add the actions of ``rules``.

    Args:
        rules: Its parser.
        car_option: Adds the option that names a car.
        json_option: Adds the options that hold for every command.
    """
    # Translators: a place in the help of the command line, for example for list.
    actions = rules.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    add = _about(actions.add_parser("add", help=_("make a rule, or change the one about the same")))
    says = add.add_mutually_exclusive_group(required=True)
    says.add_argument("--keep-off", action="store_true", help=_("it is to stay off"))
    says.add_argument(
        "--at-most", choices=AT_MOST, help=_("it may be turned on, for no longer than this")
    )
    remove = _about(actions.add_parser("remove", help=_("remove a rule; answers stay")))
    listing = actions.add_parser("list", help=_("list your rules"))
    suggest = actions.add_parser(
        "suggest", help=_("see what your rules say about a car; saves nothing")
    )
    for action in (add, remove, listing, suggest):
        car_option(action)
        json_option(action)


def _about(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("about", choices=ABOUTS, help=_("what the rule is about"))
    return parser
