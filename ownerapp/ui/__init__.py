"""The window. PySide6 lives here and nowhere else.

May import: ``presentation``, ``services`` values, ``i18n``, ``domain``. Must never import
an adapter, so that the first window paints before the store opens.
"""
