"""npgs-docs writes an organization's peer-support supervision policy, job documents and session checklists."""

__version__ = "0.1.0"
