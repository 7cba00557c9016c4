"""Paper: Typst PDF with the record attached, and its PAdES seal.

May import: ``services.ports``, ``i18n`` for what can be drawn, ``domain``, typst, pyHanko,
cryptography. Must never treat a text from a notice or a person as markup.
"""
