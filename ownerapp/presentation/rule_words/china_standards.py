"""The words of the published Chinese requirements and the recommended standards."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera; {purposes} is a list such as: navigation, storing on servers.
WORDS: WordsOfRules = {
    "CN-T-01": lambda: RuleWords(
        asks=N_("Find at least 90 of 100 faces and plates before pictures leave the car."),
        missing=N_("The notice does not say how many faces and plates are found for {practice}."),
        contrary={
            "low": N_(
                "The notice declares for {practice} that fewer than 90 of 100 faces or plates "
                "are found."
            ),
        },
        advice=N_("State both rates as they were measured in the car."),
    ),
    "CN-T-02": lambda: RuleWords(
        asks=N_("Offer no “always” for sensitive data."),
        missing=N_("The notice does not say for how long a yes to {practice} can last."),
        contrary={"open": N_("The notice offers a yes without an end for {practice}.")},
        advice=N_("Offer only lengths that end, for example 7 days, 3 months or 1 year."),
    ),
    "CN-T-03": lambda: RuleWords(
        asks=N_("Keep sensors in the cabin off until the driver turns them on."),
        missing=N_("The notice does not say whether {practice} is off at first."),
        contrary={"on": N_("The notice declares that {practice} is on at first.")},
        advice=N_("Declare it as off at first."),
    ),
    "CN-T-04": lambda: RuleWords(
        asks=N_("Keep data of the cabin in the car, apart from four uses."),
        missing=N_("The notice does not say what the data of {practice} is used for."),
        contrary={
            "other-purpose": N_(
                "The notice declares that data of {practice} leaves the car for other uses than "
                "the four that are allowed: {purposes}."
            ),
        },
        advice=N_(
            "Let it leave only for voice recognition, for viewing the cabin from afar, for the "
            "person's own cloud space, or because the law asks for it."
        ),
    ),
    "CN-T-05": lambda: RuleWords(
        asks=N_("Tell everything that the law asks for, in a prominent place."),
        missing=N_("The notice does not say everything that people are to be told."),
        contrary={
            # Translators: {rules} are the ids of rules, for example CN-AD-13, CN-AD-14.
            "other-rules": N_(
                "The notice does not say everything that people are to be told; see {rules}."
            ),
        },
        advice=N_("Follow the advice to the rules that are named."),
    ),
    "CN-T-06": lambda: RuleWords(
        asks=N_("Say why range and resolution fit the function."),
        missing=N_(
            "The notice does not say range, resolution and the reason why they fit for {practice}."
        ),
        advice=N_("State all three, and measure no more than the function needs."),
    ),
    "CN-S-01": lambda: RuleWords(
        asks=N_("Say for each kind of data how long and where it is stored."),
        missing=N_("The notice does not say how long the data of {practice} is kept."),
        contrary={"place": N_("The notice does not say where the data of {practice} is stored.")},
        advice=N_("State time and place with each practice, not once for all of them."),
    ),
    "CN-S-02": lambda: RuleWords(
        asks=N_("Use no sensitive data to improve services or to develop products."),
        missing=N_("The notice does not say what the data of {practice} is used for."),
        contrary={
            "improvement": N_(
                "The notice declares that the sensitive data of {practice} serves the company's "
                "development: {purposes}."
            ),
        },
        advice=N_("Leave this purpose out, or use data that is not sensitive."),
    ),
    "CN-S-03": lambda: RuleWords(
        asks=N_("Name a contact for users' rights that works."),
        missing=N_("The notice does not say when the contact for users' rights was last tried."),
        contrary={
            "form": N_(
                "A number or address of the contact for users' rights cannot be right as it is "
                "written."
            ),
            "old": N_(
                "The notice declares that the contact for users' rights was last tried on "
                "{date}, more than 12 months ago."
            ),
            "future": N_(
                "The notice declares that the contact for users' rights was tried on {date}, "
                "a day still to come."
            ),
        },
        advice=N_("Try each way to the contact at least once a year, and state the day."),
    ),
    "CN-S-04": lambda: RuleWords(
        asks=N_("Tell people more strongly where data is sensitive or leaves the country."),
        missing=N_("The notice does not say how strongly people are told of {practice}."),
        contrary={
            "general": N_("The notice declares only a general notice for {practice}."),
        },
        advice=N_("Tell people prominently, or at the very moment, and declare that."),
    ),
    "CN-S-07": lambda: RuleWords(
        asks=N_("Let the car itself send nothing abroad unless the person starts it."),
        missing=N_("The notice does not say whether the car itself sends {practice} abroad."),
        contrary={
            "car": N_(
                "The notice declares that the car itself sends {practice} abroad without the "
                "person starting it."
            ),
        },
        advice=N_("Send it from a server in China, or only when the person starts it."),
    ),
}
