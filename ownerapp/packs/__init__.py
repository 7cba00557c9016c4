"""The notice pack format: structs, limits, parsing, JSON Schema.

May import: ``services.ports``, ``domain``, msgspec. Must never fill in a fact that the
pack does not state.
"""
