"""Sitting detection: desktop probes for idle time, and bouts of sitting from their samples."""
