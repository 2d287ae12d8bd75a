"""A roster of organizations comes in; a folder of whole packets, and the proof of what they are, goes out."""
