"""When to speak up: what is known in, a nudge or a reason for silence out."""
