"""What is pasted: the tree as paragraphs and lists, then as elements, as lines of text, and as sections by name."""
