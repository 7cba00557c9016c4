"""The words of the rules of the GDPR."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera, and {country} the name of a country.
WORDS: WordsOfRules = {
    "EU-G-01": lambda: RuleWords(
        asks=N_(
            "Say who is responsible, how to reach them and, outside the EU and EEA, who stands "
            "for them there."
        ),
        missing=N_("The notice does not say who is responsible for the data."),
        contrary={
            "contact": N_("The notice does not say how to reach whoever is responsible."),
            "representative": N_(
                "The notice declares that whoever is responsible is outside the EU and EEA, and "
                "names nobody who stands for them there."
            ),
        },
        advice=N_(
            "Give name, address and a way to write or call, and a representative in the EU "
            "where one is needed."
        ),
        caveats={
            "country": N_(
                "The notice does not say in which country whoever is responsible is. So it could "
                "not be told whether somebody has to stand for them in the EU and EEA."
            ),
        },
    ),
    "EU-G-02": lambda: RuleWords(
        asks=N_("Say how to reach the data protection officer, where there is one."),
        missing=N_(
            "The notice declares that there is a data protection officer, and does not say how "
            "to reach them."
        ),
        advice=N_("Give an address to write to or a number to call."),
    ),
    "EU-G-03": lambda: RuleWords(
        asks=N_("Say for each purpose on which legal ground the data is used."),
        missing=N_("The notice does not say on which legal ground the data of {practice} is used."),
        contrary={
            "purposes": N_("The notice does not say what the data of {practice} is used for."),
            "other-law": N_(
                "The notice declares a legal ground for {practice} that the GDPR does not have."
            ),
        },
        advice=N_("Name one of the six grounds that the GDPR has for each purpose."),
    ),
    "EU-G-04": lambda: RuleWords(
        asks=N_("Name the interest where data is used in somebody's legitimate interest."),
        missing=N_(
            "The notice declares a legitimate interest for {practice}, and does not say which."
        ),
        advice=N_("Say whose interest it is, and in what."),
    ),
    "EU-G-05": lambda: RuleWords(
        asks=N_("Say who receives the data, or that nobody does."),
        missing=N_("The notice does not say who receives the data of {practice}."),
        advice=N_("Name each recipient, or declare an empty list where there is none."),
    ),
    "EU-G-06": lambda: RuleWords(
        asks=N_(
            "Say when data leaves the EU and EEA, what protects it there, and where people get a "
            "copy of that."
        ),
        missing=N_(
            "The notice does not say what protects the data of {practice} that goes abroad "
            "({country})."
        ),
        contrary={
            "transfer": N_(
                "The notice declares that data of {practice} leaves the EU and EEA, and does not "
                "say to which country or what protects it there."
            ),
            "other-law": N_(
                "The notice declares for the data of {practice} that goes abroad ({country}) a "
                "ground that the GDPR does not have."
            ),
            "copy": N_(
                "The notice does not say where people get a copy of what protects the data of "
                "{practice} that goes abroad ({country})."
            ),
        },
        advice=N_(
            "Name country, recipient and mechanism of each transfer, and the address where its "
            "clauses can be had."
        ),
    ),
    "EU-G-07": lambda: RuleWords(
        asks=N_("Say how long data is kept, or what decides that."),
        missing=N_("The notice does not say how long the data of {practice} is kept."),
        advice=N_("State a period, or the criteria by which the time ends."),
    ),
    "EU-G-08": lambda: RuleWords(
        asks=N_(
            "Tell the rights to see, correct, delete, restrict and take along data, and to object."
        ),
        missing=N_("The notice does not tell all rights that people have."),
        contrary={
            "access": N_("The notice does not tell the right to see the data."),
            "correct": N_("The notice does not tell the right to have data corrected."),
            "delete-in-vehicle": N_(
                "The notice does not tell the right to have data in the car deleted."
            ),
            "delete-outside": N_(
                "The notice does not tell the right to have data outside the car deleted."
            ),
            "restrict": N_("The notice does not tell the right to have the use of data limited."),
            "object": N_("The notice does not tell the right to object."),
            "port": N_("The notice does not tell the right to take data along."),
        },
        advice=N_("Add an entry for the right, with the way to use it."),
    ),
    "EU-G-09": lambda: RuleWords(
        asks=N_("Say that a consent can be withdrawn at any time."),
        missing=N_("The notice does not say that a consent can be withdrawn."),
        advice=N_("Add the right to withdraw consent, with the way to use it."),
    ),
    "EU-G-10": lambda: RuleWords(
        asks=N_("Say that people can complain to a data protection authority."),
        missing=N_("The notice does not say to which authority people can complain."),
        advice=N_("Give the authority's name or address."),
    ),
    "EU-G-11": lambda: RuleWords(
        asks=N_("Say whether data has to be given, why, and what follows if it is not."),
        missing=N_("The notice does not say what stops working without {practice}."),
        contrary={
            "mode": N_("The notice does not say whether {practice} can be refused."),
            "reason": N_("The notice does not say why {practice} is always on."),
        },
        advice=N_("Say what stops working; if nothing does, say that."),
    ),
    "EU-G-12": lambda: RuleWords(
        asks=N_(
            "Explain decisions that a machine makes about people: how, with what effect, and who "
            "looks at them again."
        ),
        missing=N_(
            "The notice declares that a machine decides about people in {practice}, and leaves "
            "out how, with what effect, or which person looks at it again."
        ),
        advice=N_("State the logic, the effect, and the person to turn to."),
    ),
    "EU-G-13": lambda: RuleWords(
        asks=N_("Say where data about other people comes from, and of which kind it is."),
        missing=N_("The notice does not say where the data about others in {practice} comes from."),
        contrary={
            "category": N_(
                "The notice does not say of which kind the data about others in {practice} is."
            ),
        },
        advice=N_("Name the source, for example the car's cameras, and the kind of each item."),
    ),
    "EU-G-16": lambda: RuleWords(
        asks=N_("Make withdrawing a consent as easy as giving it."),
        missing=N_("The notice does not say how many steps it takes to withdraw {practice}."),
        contrary={
            # Translators: {withdraw} and {give} are numbers of steps.
            "": N_(
                "The notice declares {withdraw} steps to withdraw the consent to {practice}, and "
                "{give} to give it."
            ),
        },
        advice=N_("Let people withdraw in the same place, in as many steps or fewer."),
    ),
    "EU-G-18": lambda: RuleWords(
        asks=N_(
            "Name the special ground for data about health, or body features by which people are "
            "recognised."
        ),
        missing=N_(
            "The notice does not say on which special ground the health data or body features of "
            "{practice} are used."
        ),
        contrary={
            "asking": N_("The notice does not say how consent for {practice} is asked."),
            "consent": N_(
                "The notice declares consent as the special ground of {practice}, and that it is "
                "not asked explicitly."
            ),
        },
        advice=N_("Name the ground for such data; if it is consent, ask explicitly."),
    ),
    "EU-G-23": lambda: RuleWords(
        asks=N_("Give a standard icon words that a machine can read."),
        missing=N_("The icon that the notice declares for {practice} has no words."),
        advice=N_("Add the words that a screen reader says for it."),
    ),
    "EU-G-26": lambda: RuleWords(
        asks=N_("Tell the right to object by itself, and how to use it."),
        missing=N_(
            "The notice declares marketing, a public task or a legitimate interest, and does not "
            "tell by itself how people can object."
        ),
        advice=N_("Add the right to object as an entry of its own, with the way to use it."),
    ),
    "EU-G-27": lambda: RuleWords(
        asks=N_("Keep what has a switch off until somebody turns it on."),
        missing=N_("The notice does not say whether {practice} is off at first."),
        contrary={"": N_("The notice declares that {practice} is on at first.")},
        advice=N_("Declare off as the default, and turn it on only by a choice."),
    ),
    "EU-G-28": lambda: RuleWords(
        asks=N_("Send data out of the EU and EEA only on a ground that the GDPR has for it."),
        missing=N_(
            "The notice does not say on which ground data of {practice} goes abroad ({country})."
        ),
        contrary={
            "transfer": N_(
                "The notice declares that data of {practice} leaves the EU and EEA, and no "
                "transfer with its ground."
            ),
            "none": N_(
                "The notice declares for the data of {practice} that goes abroad ({country}) no "
                "ground that the GDPR has for it."
            ),
            "no-decision": N_(
                "The notice declares an adequacy decision for the country where data of "
                "{practice} goes ({country}). The list of such decisions that ownerapp carries "
                "holds none for it."
            ),
        },
        advice=N_(
            "Name an adequacy decision, a safeguard such as standard clauses, or the exception for "
            "single cases."
        ),
        caveats={
            "no-list": N_(
                "No list of adequacy decisions was at hand. So it could not be told whether "
                "there is one for each country that the notice names."
            ),
            # Translators: {date} is a date such as 5 Aug 2026.
            "old-list": N_(
                "The list of adequacy decisions that ownerapp carries was checked on {date}, "
                "more than six months ago. So it could not be told which of them still stand. "
                "A newer version of ownerapp may carry a newer list."
            ),
            "partial": N_(
                "For one country there is an adequacy decision that covers some recipients only "
                "({country}). So it could not be told whether it covers those of {practice}."
            ),
        },
    ),
    "EU-G-29": lambda: RuleWords(
        asks=N_(
            "Ask explicitly, after telling the risks, where nothing but consent carries a transfer."
        ),
        missing=N_(
            "The notice rests sending data of {practice} abroad ({country}) on consent, and does "
            "not tell the risks."
        ),
        contrary={
            "asking": N_(
                "The notice rests sending data of {practice} abroad on consent, and does not say "
                "how it is asked."
            ),
            "consent": N_(
                "The notice rests sending data of {practice} abroad on consent, and declares "
                "that it is not asked explicitly."
            ),
        },
        advice=N_("Tell what can happen to the data there, and ask explicitly."),
    ),
    "EU-G-30": lambda: RuleWords(
        asks=N_("Ask a child's guardian for consent."),
        missing=N_(
            "The notice declares that {practice} is about children too, and does not say how "
            "consent is asked."
        ),
        contrary={
            "": N_(
                "The notice declares that {practice} is about children too, and a consent that "
                "is not the guardian's."
            ),
        },
        advice=N_("Ask the guardian, or leave children's data out."),
    ),
}
