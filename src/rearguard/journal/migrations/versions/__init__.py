"""One migration a file, numbered in four digits; the last is `tables.HEAD`."""
