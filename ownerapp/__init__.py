"""See what your car collects, decide what it may, and prove what you decided."""

__version__ = "0.1.0"
