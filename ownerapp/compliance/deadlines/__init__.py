"""Deadlines by law: working-day calendars, clock rules, cool-downs, thresholds.

Answers are dates with the steps by which they were counted, never sentences. A year
outside a calendar's data is refused; nothing is guessed.
"""
