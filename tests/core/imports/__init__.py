"""Imports: what a file does to master data, and that it can be taken back."""
