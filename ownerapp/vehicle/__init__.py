"""Connectors to the car's or the maker's side, and the evidence they bring.

May import: ``services.ports``, ``domain``. Must never raise evidence above what arrived.
"""
