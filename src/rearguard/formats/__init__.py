"""File formats for exchange with other programs, read and written."""
