"""Fakes, fixtures and drivers that several tests share."""
