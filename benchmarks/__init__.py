"""How fast and how large: this program beside what people would use instead, on the same words, in one run."""
