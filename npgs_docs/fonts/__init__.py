"""The bundled type families, each with its licence, and the ready-made subsets that PDF viewers type with."""
