"""Legal rules over a notice and deadlines; answers are codes, never sentences.

May import: ``domain``. Must never do input or output; only ``register_page``, a tool for
developers, writes the page of all rules.
"""
