"""The expert reader: a profile, a document of ours or a file of anybody's in; what is wrong with it, why and on whose word, out."""
