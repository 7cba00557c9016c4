"""Writes the page of all rules: ``python -m ownerapp.compliance.register_page --write``."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ownerapp.compliance.registers import REGISTERS
from ownerapp.domain.finding import Grade, Rule, RuleRegime, Standing
from ownerapp.resources import data_root
from ownerapp.schemas import write_or_check

_INTRODUCTION = """\
# What became of every rule

`ownerapp notice check` reads a notice pack and looks for what the law asks of a notice. This page
lists every rule that the program knows, and where it is accounted for. It is generated from the
program: after a change run `python -m ownerapp.compliance.register_page --write`.

## What a check proves

That a fact is present in the notice and fits the others. Never that it is true: nobody looked
into the car. So a finding says what the notice *declares*, or that it does not say something. A
notice without findings is no notice that a court or an authority has looked at, and this page is
no legal advice.

A fact that the pack says is *not stated* counts as missing; the finding says which of the two.

## How to read the tables

**Severity.** *must* is binding text. *should* is a standard, a guideline, a principle, a promise
of an industry, or a published test that a maker may choose to pass.

**Read in.** How the law behind the rule was read: in its *text*; in a *summary*, a news item or a
commentary; or from *general knowledge*. The last two were not checked against the legal text.
Each finding carries that grade.

**Accounted for.** *Checked* on the notice by a function, in the file named. A *promise* of this
program, kept by tests that carry the rule's id (`pytest.mark.rule`). Or *not decidable here*, with
the reason. The checks of requests, of questions after a no, and of logs are in
`ownerapp/compliance/requests`; the page *My rights* and `ownerapp request` keep requests and show
what those checks find.

**Profiles.** `law+caam` is what is applied unless another is asked for: every rule of the
notice's own regimes. `law` leaves out what is only *should*. `cn`, `eu`, `us-ca`, `uk`, `kr`,
`jp` and `br` apply the rules of that regime to any notice, whatever law it was written for. The
rules under *All regimes* belong to each of them.
"""
_REGIMES: Mapping[RuleRegime, str] = {
    RuleRegime.CHINA: "China",
    RuleRegime.CHINA_CAAM: "China: the published test of four, later five requirements",
    RuleRegime.BEIJING: "Beijing",
    RuleRegime.EU: "European Union",
    RuleRegime.CALIFORNIA: "California",
    RuleRegime.UNITED_STATES: "United States",
    RuleRegime.UK: "United Kingdom",
    RuleRegime.KOREA: "Korea",
    RuleRegime.JAPAN: "Japan",
    RuleRegime.BRAZIL: "Brazil",
    RuleRegime.ALL: "All regimes",
}
_GRADES: Mapping[Grade, str] = {
    Grade.TEXT: "text",
    Grade.SUMMARY: "summary",
    Grade.KNOWLEDGE: "general knowledge",
}


def page_path() -> Path:
    """Return where the page is kept."""
    return data_root().joinpath("docs", "rules.md")


def page_text() -> str:
    """Return the page of all rules, in Markdown."""
    rules = tuple(rule for register in REGISTERS for rule in register.rules)
    lines = [_INTRODUCTION, "## In numbers", "", *_counts(rules)]
    for regime, title in _REGIMES.items():
        lines += ["", f"## {title}", "", *_table(rule for rule in rules if rule.regime is regime)]
    return "\n".join(lines) + "\n"


def _counts(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield a table of how many rules stand how."""
    yield _row("", "checked", "promise", "not decidable here", "together")
    yield _row("---", *["--:"] * 4)
    for regime, title in _REGIMES.items():
        yield _row(title, *_numbers([rule for rule in rules if rule.regime is regime]))
    yield _row("**together**", *_numbers(rules))


def _numbers(rules: Sequence[Rule]) -> Iterator[str]:
    for standing in Standing:
        yield str(sum(rule.standing is standing for rule in rules))
    yield str(len(rules))


def _table(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the table of one regime."""
    yield _row("Rule", "Article", "What is asked", "Severity", "Read in", "Accounted for")
    yield _row(*["---"] * 6)
    for rule in rules:
        yield _row(
            rule.id, rule.article, rule.asks, rule.severity, _GRADES[rule.grade], _place(rule)
        )


def _place(rule: Rule) -> str:
    """Return where a rule is accounted for."""
    match rule.standing:
        case Standing.CHECKED:
            (check,) = (item.checks[rule.id] for item in REGISTERS if rule.id in item.checks)
            # A rule for each practice is wrapped; its own function is what counts.
            module = inspect.unwrap(check).__module__
            file = module.replace(".", "/") + ".py"
            return f"checked: [{module.rpartition('.')[2]}](../{file})"
        case Standing.PROMISE:
            return f"promise: {rule.note}"
        case Standing.UNDECIDABLE:
            return f"not decidable here: {rule.note}"


def _row(*cells: str) -> str:
    """Return one row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main(arguments: Sequence[str]) -> int:
    """Write the page, or check it; see :func:`write_or_check`."""
    return write_or_check(
        arguments, module="ownerapp.compliance.register_page", path=page_path(), text=page_text
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
