"""The words of the rules of China's Personal Information Protection Law (PIPL)."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera.
WORDS: WordsOfRules = {
    "CN-P-01": lambda: RuleWords(
        asks=N_("Rest on a ground that China's law has."),
        missing=N_("The notice does not say on which ground of the law {practice} rests."),
        contrary={
            "interests": N_(
                "The notice declares legitimate interests as the ground of {practice}; China's "
                "law does not have this ground."
            ),
            "ground": N_(
                "The notice declares a ground for {practice} that China's law does not have."
            ),
        },
        advice=N_("Name consent, a contract, a duty or another ground that the law has."),
    ),
    "CN-P-03": lambda: RuleWords(
        asks=N_("Let people withdraw as easily as they agreed."),
        missing=N_("The notice does not say how consent is withdrawn."),
        contrary={
            "steps": N_(
                "The notice does not say in how many steps {practice} is agreed to and withdrawn."
            ),
            "harder": N_("The notice declares more steps to withdraw {practice} than to agree."),
        },
        advice=N_("Describe the way, with no more steps than a yes takes."),
    ),
    "CN-P-04": lambda: RuleWords(
        asks=N_("Make a practice without a switch only where the product cannot do without it."),
        missing=N_("The notice does not say why {practice} is always on."),
        contrary={
            "consent": N_(
                "The notice declares that {practice} rests on consent, and no switch to refuse it."
            ),
        },
        advice=N_("Give the reason and a ground other than consent, or add a switch."),
    ),
    "CN-P-05": lambda: RuleWords(
        asks=N_("Name who is responsible and how to reach them."),
        missing=N_("The notice does not name who is responsible."),
        contrary={"contact": N_("The notice does not say how whoever is responsible is reached.")},
        advice=N_("State the name with a telephone number or an address."),
    ),
    "CN-P-06": lambda: RuleWords(
        asks=N_("Use plain words and leave nothing out."),
        missing=N_("The notice says nothing where it should describe {practice} in words."),
        contrary={
            "hard": N_("The notice describes {practice} in long sentences that are hard to read."),
            # Translators: {words} are words of the notice, for example: data subject.
            "jargon": N_("The notice describes {practice} in words of lawyers: {words}."),
        },
        advice=N_(
            "Write short sentences with everyday words. The lists are this program's choice."
        ),
    ),
    "CN-P-08": lambda: RuleWords(
        asks=N_("Tell people what changed in a new version."),
        missing=N_(
            "The notice has a history of versions, and does not say what changed in this one."
        ),
        advice=N_("Add an entry for this version to the history."),
    ),
    "CN-P-09": lambda: RuleWords(
        asks=N_("Keep data no longer than the purpose needs."),
        missing=N_("The notice does not say how long the data of {practice} is kept."),
        contrary={
            "for-ever": N_("The notice declares that the data of {practice} is kept for ever."),
        },
        caveats={
            "long": N_(
                "The time declared for {practice} is longer than in this program's own table. "
                "The program cannot tell whether the purposes need it."
            ),
        },
        advice=N_(
            "Shorten the time, or explain why the purpose needs it. The law names no number."
        ),
    ),
    "CN-P-10": lambda: RuleWords(
        asks=N_("Name each company that decides itself what it does with the data it gets."),
        missing=N_("The notice does not say who receives the data of {practice}."),
        contrary={
            "facts": N_(
                "The notice does not say everything about a recipient of {practice}: name, "
                "contact, purpose, way and kinds of data."
            ),
        },
        advice=N_("State these five facts for each such company."),
    ),
    "CN-P-11": lambda: RuleWords(
        asks=N_("Ask for separate consent before giving data to a company that decides itself."),
        missing=N_("The notice does not say how consent for {practice} is asked."),
        contrary={
            "not-separate": N_(
                "The notice declares that data of {practice} is given to another company "
                "without separate consent."
            ),
            "topic": N_(
                "The notice does not declare a consent to giving the data of {practice} to "
                "each company that receives it."
            ),
        },
        advice=N_("Ask about each such recipient by itself, and declare that topic."),
    ),
    "CN-P-12": lambda: RuleWords(
        asks=N_("Explain decisions by a machine, and let people refuse them."),
        missing=N_("The notice does not explain the decisions that a machine makes in {practice}."),
        contrary={
            "opt-out": N_(
                "The notice does not say how people refuse the decisions that a machine makes "
                "in {practice}."
            ),
        },
        advice=N_("Describe how the decision comes about, and the way to refuse it."),
    ),
    "CN-P-13": lambda: RuleWords(
        asks=N_("Make nothing public without separate consent."),
        missing=N_("The notice does not say how consent for {practice} is asked."),
        contrary={
            "not-separate": N_(
                "The notice declares that data of {practice} is made public without separate "
                "consent."
            ),
        },
        advice=N_("Ask for separate consent, or do not make it public."),
    ),
    "CN-P-14": lambda: RuleWords(
        asks=N_("Use pictures of people in public places for nothing but safety."),
        missing=N_("The notice does not say how consent for {practice} is asked."),
        contrary={
            "not-separate": N_(
                "The notice declares other uses of pictures of people outside than safety, and "
                "no separate consent: {practice}."
            ),
        },
        advice=N_("Keep to driving safety and duties by law, or ask these people."),
    ),
    "CN-P-15": lambda: RuleWords(
        asks=N_("Mark health, accounts, religion, identity and data of children as sensitive."),
        missing=N_("The notice does not say of which kind the data of {practice} is."),
        contrary={
            "ordinary": N_(
                "The notice declares that {practice} holds health, accounts, religion, "
                "identity or data of children, and does not mark it as sensitive."
            ),
        },
        advice=N_("Mark the practice as sensitive."),
    ),
    "CN-P-16": lambda: RuleWords(
        asks=N_("Ask a parent or guardian where a child is under 14."),
        missing=N_("The notice does not say who is asked for children under 14: {practice}."),
        contrary={
            "kind": N_(
                "The notice declares another consent for children under 14 than a guardian's: "
                "{practice}."
            ),
            "rules": N_("The notice does not name the rules about children for {practice}."),
        },
        advice=N_("Ask the guardian, and give the address of the rules about children."),
    ),
    "CN-P-17": lambda: RuleWords(
        asks=N_("Send data abroad only by a route that China's law has."),
        missing=N_("The notice does not say by which route {practice} goes abroad."),
        contrary={
            "route": N_(
                "The notice declares a route abroad for {practice} that China's law does not have."
            ),
        },
        advice=N_(
            "Name the security assessment, a certificate, the standard contract, an exemption "
            "or a treaty."
        ),
    ),
    "CN-P-18": lambda: RuleWords(
        asks=N_("Say six facts about each recipient abroad."),
        missing=N_(
            "The notice does not say everything about a recipient abroad of {practice}: name, "
            "contact, purpose, way, kinds of data and how to use one's rights there."
        ),
        advice=N_("State these six facts for each recipient abroad."),
    ),
    "CN-P-19": lambda: RuleWords(
        asks=N_("Ask for separate consent to sending data abroad."),
        missing=N_("The notice does not say how consent for {practice} is asked."),
        contrary={
            "not-separate": N_(
                "The notice declares that {practice} is sent abroad without separate consent."
            ),
            "topic": N_("The notice does not declare a consent to sending {practice} abroad."),
            "shared": N_(
                "The notice declares that consent to sending {practice} abroad is asked "
                "together with something else."
            ),
        },
        advice=N_("Ask about the export by itself, and declare that topic."),
    ),
    "CN-P-20": lambda: RuleWords(
        asks=N_("Give no data to authorities abroad without approval."),
        missing=N_(
            "The notice declares that an authority abroad receives {practice}, and does not say "
            "whether that was approved."
        ),
        contrary={
            "not-passed": N_(
                "The notice declares that an authority abroad receives {practice}, and that "
                "this was not approved, or not yet."
            ),
        },
        advice=N_("State the approval, or leave this recipient out."),
    ),
    "CN-P-21": lambda: RuleWords(
        asks=N_("Say how each right is used."),
        missing=N_("The notice does not say for every right how people use it."),
        advice=N_(
            "Describe how to see, copy, correct, delete, restrict, withdraw, move the data and "
            "have the rules explained."
        ),
    ),
}
