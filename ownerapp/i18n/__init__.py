"""The only maker of translated text: gettext runtime, locale negotiation, formatting.

May import: ``domain``, ``resources``, Babel and ICU. Must never import a toolkit.

How to write a text::

    # Translators: {date} is the day on which the choice ends, for example 20 Feb 2027
    _("On until {date}", date=format_date(ends_on))
    ngettext("One choice is on", "{n} choices are on", count)
    pgettext("button", "Keep off")

* A message is one literal, a whole sentence, English. Places are ``{name}``: lower-case
  letters, digits and underscores; no formats, no attributes. ``{{`` is a plain brace.
* Values are given to the call by name, never with ``%`` or ``.format``: a translation
  with other places is then refused and the English shown. ``{n}`` of a plural is given
  by itself. In right-to-left languages values are isolated.
* Values are texts that are already in their final form: dates, numbers and lists come
  from ``ownerapp.i18n.formatting``.
* ``N_`` marks a text for translation where it is written; ``_`` translates it where it is
  shown. Nothing is translated while modules are imported.
* ``set_language`` is for the process; ``with translate_in("zh_Hans") as texts:`` writes
  in another language inside the block, through ``_`` or through ``texts``.

Formatting and the developer's tools are modules of their own, so that a start does not
load Babel: ``formatting``, ``drawable``, ``catalogs``, ``build_fonts``. So are the modules
about the words of any text, which load ICU when they are first asked: ``word_diff``,
``segments``, ``reading``.
"""

from ownerapp.i18n.active import (
    available_languages,
    current_language,
    current_translator,
    set_language,
    translate_in,
    translator,
)
from ownerapp.i18n.languages import Direction, bcp47, canonical, direction, qt_translation_name
from ownerapp.i18n.negotiation import negotiate, wishes_of_environment, wishes_of_system
from ownerapp.i18n.translator import Translator

__all__ = [
    "N_",
    "Direction",
    "Translator",
    "_",
    "available_languages",
    "bcp47",
    "canonical",
    "current_language",
    "current_translator",
    "direction",
    "negotiate",
    "ngettext",
    "npgettext",
    "pgettext",
    "qt_translation_name",
    "set_language",
    "translate_in",
    "translator",
    "wishes_of_environment",
    "wishes_of_system",
]


def _(msgid: str, /, **values: object) -> str:
    """Return a message in the current language with its places filled; "" for ""."""
    return current_translator().gettext(msgid, **values)


def pgettext(context: str, msgid: str, /, **values: object) -> str:
    """Return a message that means this in this context, for example on a button."""
    return current_translator().pgettext(context, msgid, **values)


def ngettext(singular: str, plural: str, n: int, /, **values: object) -> str:
    """Return the form of a message for a number; the place ``{n}`` is the number."""
    return current_translator().ngettext(singular, plural, n, **values)


def npgettext(context: str, singular: str, plural: str, n: int, /, **values: object) -> str:
    """Return the form for a number of a message that means this in this context."""
    return current_translator().npgettext(context, singular, plural, n, **values)


def N_(msgid: str, /) -> str:  # noqa: N802 - gettext's customary name
    """Mark a message for translation and return it unchanged."""
    return msgid
