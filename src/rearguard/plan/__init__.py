"""The planner: a programme, a time budget and the available equipment become a plan."""
