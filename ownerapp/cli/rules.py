"""``ownerapp rules``: a person's own rules, and what they suggest; no answer is given here.

Rules are those of the person whose car it is. ``suggest`` only reads.
"""

from __future__ import annotations

from ownerapp.cli.context import Context
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.own_rule import OwnRule, RuleAbout, suggestions
from ownerapp.domain.term import Term
from ownerapp.i18n import _, pgettext
from ownerapp.presentation import words
from ownerapp.presentation.joining import labelled
from ownerapp.presentation.own_rule_words import suggestion_sentence, wish_title
from ownerapp.presentation.own_rules_page import rule_rows


def list_rules(context: Context) -> int:
    """List the rules."""
    rules = context.desk.rules.of(context.desk.find_car(context.options.car))
    if context.json:
        context.say_json([_rule_value(rule) for rule in rules])
        return 0
    if not rules:
        context.say(_("You have no rules of your own."))
        return 0
    context.say_table(
        # Translators: headings of a table with rules that a person made.
        (_("Name"), _("What the rule is about"), _("What the rule says")),
        [(row.about.value, row.title, row.wish) for row in rule_rows(rules)],
    )
    return 0


def add_rule(context: Context) -> int:
    """Keep a rule, in place of an earlier one about the same."""
    options, desk = context.options, context.desk
    about = RuleAbout(options.about)
    at_most = None if options.keep_off else Term(options.at_most)
    rules = desk.rules.keep(desk.find_car(options.car), about, at_most)
    return _say_kept(context, next(rule for rule in rules if rule.about is about))


def remove_rule(context: Context) -> int:
    """Forget a rule; answers stay as they are."""
    options, desk = context.options, context.desk
    removed = desk.rules.remove(desk.find_car(options.car), RuleAbout(options.about))
    if context.json:
        context.say_json({"removed": _rule_value(removed)})
        return 0
    context.say(_("The rule was removed. Answers stay as they are."))
    return 0


def suggest(context: Context) -> int:
    """Print what the rules suggest for a car; nothing is saved."""
    desk = context.desk
    view = desk.choices(desk.find_car(context.options.car))
    language, zone = context.notice_language(view.notice), desk.zone()
    found = [
        (said, item)
        for said in suggestions(view.rules, view.notice)
        if (item := view.of(said.practice)) is not None
    ]
    titles = {
        item.practice.id: item.practice.title.best(language, view.notice.native_language)[1]
        for _said, item in found
    }
    if context.json:
        context.say_json(
            [
                {
                    "practice": said.practice,
                    "title": titles[said.practice],
                    "status": item.status.value,
                    "suggestion": said.kind.value,
                    "rule": _rule_value(said.rule),
                    "terms": [term.value for term in said.terms],
                }
                for said, item in found
            ]
        )
        return 0
    if not found:
        context.say(
            _("No rule of yours speaks about this car.")
            if view.rules
            else _("You have no rules of your own.")
        )
        return 0
    context.say_table(
        # Translators: headings of a table with suggestions of a person's own rules.
        (_("Name"), _("Title"), pgettext("column", "State"), _("Your rules")),
        [
            (
                said.practice,
                titles[said.practice],
                words.state_word(item.status, item.choice, zone),
                suggestion_sentence(said, view.notice),
            )
            for said, item in found
        ],
    )
    context.say(_("Nothing was saved. You answer each one yourself."))
    return 0


def _say_kept(context: Context, rule: OwnRule) -> int:
    if context.json:
        context.say_json(_rule_value(rule))
        return 0
    (row,) = rule_rows((rule,))
    context.say(labelled(row.title, wish_title(rule.at_most)))
    return 0


def _rule_value(rule: OwnRule) -> JsonObject:
    return {
        "about": rule.about.value,
        "says": "keep-off" if rule.at_most is None else "at-most",
        "atMost": rule.at_most.value if rule.at_most is not None else None,
    }
