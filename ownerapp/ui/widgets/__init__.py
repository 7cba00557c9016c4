"""The window's own widgets: painted from the theme's tokens, knowing no data.

Import them from their modules. Each takes finished, translated text; none decides.
"""
