"""Use cases, one class per area; ``ports`` holds the protocols they need.

May import: ``compliance``, ``i18n``, ``qa``, ``domain``. Must never format a sentence,
know a thread, or name an adapter.
"""
