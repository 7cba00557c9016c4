"""What makes the program something a Linux owner can install: files, package and proof.

It is a tool of the project and no part of the program: nothing of ``ownerapp`` imports it.
``python3 dev.py package`` runs it.
"""
