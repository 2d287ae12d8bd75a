"""Finished files in, what is wrong with them out."""
