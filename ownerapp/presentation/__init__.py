"""View states and presenters, error to sentence; knows services and words, no toolkit.

May import: ``services``, ``i18n``, ``compliance``, ``domain``. Must never import Qt or an
adapter.
"""
