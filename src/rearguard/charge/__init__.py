"""The battery: what sitting, moving and training leave of the charge, a fold of the journal."""
