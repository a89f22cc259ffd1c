"""What all lists share: versions, items, the course of a task, evidence and checks, and who may do what."""
