"""The first run and the adding of a car: a draft that *Make my record* saves whole."""
