"""Checks of translations and screens: pure functions from messages to findings.

May import: ``domain``. Must never import a toolkit.
"""
