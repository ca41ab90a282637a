"""Backup, export, import, deletion and prescriptions over HTTP."""
