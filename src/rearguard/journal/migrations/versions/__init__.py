"""One migration per file, numbered with four digits; the last is `tables.HEAD_REVISION`."""
