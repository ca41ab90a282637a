"""A person's own things: their clock, folders, language, settings, journal and safety status."""
