"""The protocols that services need; adapters fulfil them, fakes pass the same contracts.

One file per kind of port; import from the file, so that a start loads only what it uses.
Everything that crosses these protocols is a frozen domain value or plain bytes. Errors
are the types of ``domain.errors`` and no others.
"""
