"""A person's clock, folders, language, settings, journal and safety status."""
