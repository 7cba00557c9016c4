"""The computer around us: keyring, passphrase vault, files, settings, clock, paths, locks.

May import: ``services.ports``, ``domain``, keyring, platformdirs, cryptography. Must never
write a secret in plain text.
"""
