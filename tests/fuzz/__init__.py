"""Fuzz targets: what reads hostile files, with mutations that know the file's structure."""
