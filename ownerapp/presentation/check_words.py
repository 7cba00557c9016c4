"""The words around rules: whose law it is, how it was read, and which rules are applied."""

from __future__ import annotations

from ownerapp.domain.finding import Grade, Profile, Rule, RuleRegime, Severity
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.joining import phrases


def regime_word(regime: RuleRegime) -> str:
    """Return whose law a rule is of."""
    match regime:
        case RuleRegime.CHINA:
            return pgettext("law of", "China")
        case RuleRegime.CHINA_CAAM:
            # Translators: the China Association of Automobile Manufacturers.
            return pgettext("law of", "CAAM requirements")
        case RuleRegime.BEIJING:
            return pgettext("law of", "Beijing")
        case RuleRegime.EU:
            return pgettext("law of", "European Union")
        case RuleRegime.CALIFORNIA:
            return pgettext("law of", "California")
        case RuleRegime.UNITED_STATES:
            return pgettext("law of", "United States")
        case RuleRegime.UK:
            return pgettext("law of", "United Kingdom")
        case RuleRegime.KOREA:
            return pgettext("law of", "Korea")
        case RuleRegime.JAPAN:
            return pgettext("law of", "Japan")
        case RuleRegime.BRAZIL:
            return pgettext("law of", "Brazil")
        case RuleRegime.ALL:
            return pgettext("law of", "Every notice")


def law_line(rule: Rule) -> str:
    """Return the law and its article; for a rule of no law only that."""
    if rule.regime is RuleRegime.ALL:
        return _("No law: ownerapp looks for it in every notice")
    return phrases(regime_word(rule.regime), rule.article)


def weight_word(rule: Rule) -> str:
    """Return whether a rule is binding."""
    match rule.severity:
        case Severity.MUST:
            # Translators: the text behind a rule is binding.
            return pgettext("weight of a rule", "Law")
        case Severity.SHOULD:
            return pgettext("weight of a rule", "Standard, guideline or promise of the industry")


def grade_sentence(grade: Grade) -> str:
    """Return how the text behind a rule was read."""
    match grade:
        case Grade.TEXT:
            return _("Read in the text itself.")
        case Grade.SUMMARY:
            # Translators: how this program's author read the law behind a rule.
            return _("From a summary, not checked against the legal text.")
        case Grade.KNOWLEDGE:
            return _("From general knowledge, not checked against the legal text.")


def profile_title(profile: Profile) -> str:
    """Return the name of a choice of rules."""
    match profile:
        case Profile.LAW:
            return pgettext("choice of rules", "Law only")
        case Profile.LAW_AND_CAAM:
            return pgettext("choice of rules", "Law and requirements")
        case Profile.CHINA:
            return regime_word(RuleRegime.CHINA)
        case Profile.EU:
            return regime_word(RuleRegime.EU)
        case Profile.CALIFORNIA:
            return regime_word(RuleRegime.CALIFORNIA)
        case Profile.UK:
            return regime_word(RuleRegime.UK)
        case Profile.KOREA:
            return regime_word(RuleRegime.KOREA)
        case Profile.JAPAN:
            return regime_word(RuleRegime.JAPAN)
        case Profile.BRAZIL:
            return regime_word(RuleRegime.BRAZIL)


def profile_sentence(profile: Profile) -> str:
    """Return what a choice of rules applies."""
    match profile:
        case Profile.LAW:
            return _("What is binding, in the laws that this notice is written for.")
        case Profile.LAW_AND_CAAM:
            return _(
                "Also standards, guidelines and, for China, the published requirements of "
                "the car makers' association."
            )
        case _:
            # Translators: {place} is a country or region whose law is meant, for example Japan.
            return _(
                "The rules of {place}, whatever law the notice is written for.",
                place=profile_title(profile),
            )
