"""States and transitions, declared once: buttons, API actions, history and diagrams come from the declaration."""
