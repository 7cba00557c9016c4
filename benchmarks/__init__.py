"""Speed and memory, as ratios to a baseline that is measured in the same run.

``python3 dev.py bench`` runs all of them and prints one line per promise. Machines differ,
so nothing here is an absolute time, and no test asserts any of it.
"""
