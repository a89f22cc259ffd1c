"""Break-glass (R22): the secretary opens one file outside his scope, once, and answers for it afterwards."""
