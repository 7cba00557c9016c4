"""The words of China's rules on networks, export, apps, faces and driverless cars."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera.
WORDS: WordsOfRules = {
    "CN-N-01": lambda: RuleWords(
        asks=N_("Say what happens to data when its time is over."),
        missing=N_("The notice does not say what happens to the data of {practice} in the end."),
        contrary={
            "keep": N_(
                "The notice declares that the data of {practice} is kept when its time is over."
            ),
        },
        advice=N_("Delete it or make it anonymous, and declare which."),
    ),
    "CN-N-03": lambda: RuleWords(
        asks=N_("Say how an account is closed, and how data is moved and restricted."),
        missing=N_(
            "The notice does not say everything about closing the account, moving data and "
            "restricting its use."
        ),
        advice=N_("Describe all three ways."),
    ),
    "CN-N-06": lambda: RuleWords(
        asks=N_("Delete soon what was collected only because it could not be avoided."),
        missing=N_("The notice does not say what happens to the data of {practice} in the end."),
        contrary={
            "period": N_("The notice does not say how soon the data of {practice} is deleted."),
            "long": N_(
                "The notice declares that data of {practice}, collected only because it could "
                "not be avoided, is kept for more than 24 hours."
            ),
        },
        advice=N_("Delete it within a day. The 24 hours are this program's choice."),
    ),
    "CN-N-07": lambda: RuleWords(
        asks=N_("Let people switch off personal messages and delete what they rest on."),
        missing=N_("The notice does not say how personal messages are switched off: {practice}."),
        contrary={
            "tags": N_(
                "The notice does not say how people delete what personal messages rest on: "
                "{practice}."
            ),
        },
        advice=N_("Describe the switch, and the way to delete the tags."),
    ),
    "CN-X-01": lambda: RuleWords(
        asks=N_("Use the route abroad that the number of people asks for."),
        missing=N_("The notice does not say of how many people {practice} goes abroad."),
        contrary={
            "contract-or-certificate": N_(
                "The notice declares a weaker route abroad for {practice} than the standard "
                "contract or a certificate, which its numbers ask for."
            ),
            "assessment": N_(
                "The notice declares a weaker route abroad for {practice} than the security "
                "assessment, which its facts ask for."
            ),
        },
        advice=N_("Use the stronger route, or correct the numbers."),
    ),
    "CN-X-02": lambda: RuleWords(
        asks=N_("Send data abroad only while the approval lasts."),
        missing=N_("The notice does not say when the approval for sending {practice} abroad ends."),
        contrary={
            "expired": N_(
                "The notice declares that the approval for sending {practice} abroad ended on "
                "{date}."
            ),
        },
        caveats={
            "soon": N_(
                "The notice declares that the approval for sending {practice} abroad ends on "
                "{date}, within the next 90 days."
            ),
        },
        advice=N_("Renew the approval in time and state its new end."),
    ),
    "CN-X-03": lambda: RuleWords(
        asks=N_("Count looking at data from abroad as sending it abroad."),
        missing=N_(
            "The notice declares that somebody abroad can look at the data of {practice}, and "
            "no transfer."
        ),
        advice=N_("Declare it as a transfer, with all that belongs to one."),
    ),
    "CN-X-04": lambda: RuleWords(
        asks=N_("Tell people of transfers that need no approval as well."),
        missing=N_("The notice does not say why sending {practice} abroad needs no approval."),
        contrary={
            "facts": N_(
                "The notice does not say everything about the recipient abroad of {practice}; "
                "an exemption does not change that."
            ),
        },
        advice=N_("State the reason of the exemption and the six facts about the recipient."),
    ),
    "CN-O-03": lambda: RuleWords(
        asks=N_("Write the notice in Simplified Chinese."),
        missing=N_("The notice has no language."),
        contrary={"other": N_("The notice is not written in Simplified Chinese.")},
        advice=N_("Add a Simplified Chinese text."),
    ),
    "CN-O-04": lambda: RuleWords(
        asks=N_("Keep faces in the car, unless the person agreed separately."),
        missing=N_("The notice does not say how consent for {practice} is asked."),
        contrary={
            "not-separate": N_(
                "The notice declares that faces leave the car without separate consent: {practice}."
            ),
        },
        advice=N_("Process faces in the car, or ask for separate consent."),
    ),
    "CN-O-05": lambda: RuleWords(
        asks=N_("Offer another way than the face."),
        missing=N_("The notice does not name another way than the face for {practice}."),
        advice=N_("Offer a key, a code or a card as well, and name it."),
    ),
    "CN-O-07": lambda: RuleWords(
        asks=N_(
            "Let the owner see the running data of a driverless car, and users the data of "
            "accidents and faults."
        ),
        missing=N_("The notice does not say how people see the data of a driverless car."),
        contrary={
            "place": N_("The notice does not say where people see the data of a driverless car."),
        },
        advice=N_("Name the tool and the place, for running data and for accidents and faults."),
    ),
}
