"""The command line: one file per command; the same services and the same sentences.

May import: ``presentation``, ``services``, ``i18n``, ``domain``. Must never import an
adapter or the window.
"""
