"""One message a day and person: what comes due, what is overdue, and what of the people one leads is overdue."""
