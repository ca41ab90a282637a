"""How to spend the minutes: a programme, a budget and what one has at hand become a plan."""
