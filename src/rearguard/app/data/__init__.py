"""A person's data as a whole: backup, export, import, deletion."""
