"""The only maker of translated text: gettext runtime, locale negotiation, formatting.

May import: ``domain`` and Babel. Must never import a toolkit.
"""
