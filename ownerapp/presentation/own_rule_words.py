"""The words for a person's own rules.

Keep off and a time are said in the same way and in the same place: neither looks like advice.
"""

from __future__ import annotations

from ownerapp.domain.notice import Notice
from ownerapp.domain.own_rule import RULE_TERMS, OwnRule, RuleAbout, Suggestion, SuggestionKind
from ownerapp.domain.term import Term
from ownerapp.i18n import _, pgettext
from ownerapp.presentation import words

KEEP_OFF_CODE = "keep-off"
"""The code of *keep off* where a length of time may stand, too."""


def about_title(about: RuleAbout) -> str:
    """Return what a rule is about, to stand in a list or in quotation marks."""
    match about:
        case RuleAbout.CABIN_PICTURES:
            # Translators: the subject of a rule that a person makes for themselves.
            return pgettext("own rule", "Pictures from inside the car")
        case RuleAbout.OUTSIDE_PICTURES:
            # Translators: the subject of a rule that a person makes for themselves.
            return pgettext("own rule", "Pictures from around the car")
        case RuleAbout.SOUND:
            # Translators: the subject of a rule: voices and other sound.
            return pgettext("own rule", "Sound and voice")
        case RuleAbout.LOCATION:
            # Translators: the subject of a rule: where the car is and was.
            return pgettext("own rule", "Location")
        case RuleAbout.BIOMETRIC:
            # Translators: the subject of a rule.
            return pgettext("own rule", "Face, fingerprint and other body features")
        case RuleAbout.DRIVING:
            # Translators: the subject of a rule: how somebody drives.
            return pgettext("own rule", "How I drive")
        case RuleAbout.CONTACTS:
            # Translators: the subject of a rule: the names and numbers in a phone.
            return pgettext("own rule", "Phone contacts")
        case RuleAbout.USAGE:
            # Translators: the subject of a rule: the use of the screen, of apps and of the car.
            return pgettext("own rule", "How I use the car and its apps")
        case RuleAbout.SENSITIVE:
            # Translators: the subject of a rule: what the notice marks as sensitive.
            return pgettext("own rule", "Anything sensitive")
        case RuleAbout.LEAVES_CAR:
            # Translators: the subject of a rule.
            return pgettext("own rule", "Anything that leaves the car")
        case RuleAbout.LEAVES_COUNTRY:
            # Translators: the subject of a rule; for the EU, that it leaves the EU and EEA.
            return pgettext("own rule", "Anything that leaves the country")
        case RuleAbout.OTHER_COMPANIES:
            # Translators: the subject of a rule: more than the maker receives the data.
            return pgettext("own rule", "Anything other companies receive")
        case RuleAbout.ADVERTISING:
            # Translators: the subject of a rule: data that is used for this.
            return pgettext("own rule", "Advertising and messages")
        case RuleAbout.RESEARCH:
            # Translators: the subject of a rule: data that is used for this.
            return pgettext("own rule", "Research and changes to products")


def wish_title(at_most: Term | None) -> str:
    """Return what a rule says, to stand in a list."""
    match at_most:
        case None:
            # Translators: what a rule of the person says. The others are: At most 7 days. Keep
            # them about equally long.
            return pgettext("own rule", "Keep off")
        case Term.DRIVE:
            # Translators: what a rule of the person says: turn on, and for no longer than this.
            return pgettext("own rule", "At most this drive")
        case Term.DAYS_7:
            # Translators: what a rule of the person says: turn on, and for no longer than this.
            return pgettext("own rule", "At most 7 days")
        case Term.MONTHS_3:
            # Translators: what a rule of the person says: turn on, and for no longer than this.
            return pgettext("own rule", "At most 3 months")
        case _:
            # Translators: what a rule of the person says: turn on, and for no longer than this.
            return pgettext("own rule", "At most 1 year")


def wishes() -> tuple[tuple[str, str], ...]:
    """Return what a rule can say, as codes with words; keep off comes first, as everywhere."""
    return (
        (KEEP_OFF_CODE, wish_title(None)),
        *((term.value, wish_title(term)) for term in RULE_TERMS),
    )


def wish_of(code: str) -> Term | None:
    """Return what a code of :func:`wishes` means."""
    return None if code == KEEP_OFF_CODE else Term(code)


def rule_sentence(rule: OwnRule) -> str:
    """Return a rule as a line, to stand where it speaks."""
    about = about_title(rule.about)
    match rule.at_most:
        case None:
            # Translators: {about} is the subject of the rule, for example Location. The others
            # say: at most 7 days. Keep them about equally long.
            return _("Your rule “{about}” says: keep off", about=about)
        case Term.DRIVE:
            # Translators: {about} is the subject of the rule, for example Location.
            return _("Your rule “{about}” says: at most this drive", about=about)
        case Term.DAYS_7:
            # Translators: {about} is the subject of the rule, for example Location.
            return _("Your rule “{about}” says: at most 7 days", about=about)
        case Term.MONTHS_3:
            # Translators: {about} is the subject of the rule, for example Location.
            return _("Your rule “{about}” says: at most 3 months", about=about)
        case _:
            # Translators: {about} is the subject of the rule, for example Location.
            return _("Your rule “{about}” says: at most 1 year", about=about)


def suggestion_sentence(suggestion: Suggestion, notice: Notice) -> str:
    """Return what the rules say about one practice."""
    about = about_title(suggestion.rule.about)
    match suggestion.kind:
        case SuggestionKind.NO_LENGTH:
            # Translators: {about} is the subject of the rule, for example Location.
            return _(
                "The notice offers no time as short as your rule “{about}” allows", about=about
            )
        case SuggestionKind.NOT_STATED if words.is_compiled(notice):
            # Translators: the rule cannot be decided. {about} is its subject, such as Location.
            return _(
                "The sources of the notice do not state what your rule “{about}” asks for",
                about=about,
            )
        case SuggestionKind.NOT_STATED:
            # Translators: the rule cannot be decided. {about} is its subject, such as Location.
            return _("The notice does not state what your rule “{about}” asks for", about=about)
        case _:
            return rule_sentence(suggestion.rule)


def beyond_rule(word: str, suggestion: Suggestion) -> str:
    """Return how a practice stands that is on beyond a rule, and the rule; no judgement."""
    return _(
        # Translators: {state} is for example On until 20 Feb 2027, {rule} for example: Your rule
        # “Location” says: keep off. Only write what stands between the two.
        "{state}. {rule}",
        state=word,
        rule=rule_sentence(suggestion.rule),
    )
