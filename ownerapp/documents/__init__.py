"""Paper: Typst PDF with the record and its code, its PAdES seal, and codes in pictures.

May import: ``services.ports``, ``i18n`` for what can be drawn, ``domain``, typst, pyHanko,
cryptography, segno, zxing-cpp. Must never treat a text from a notice or a person as markup.
"""
