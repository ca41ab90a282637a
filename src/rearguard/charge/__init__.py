"""The battery: the charge that sitting, moving and training leave, computed from the journal."""
