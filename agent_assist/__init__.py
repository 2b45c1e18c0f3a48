"""Agent Assist: the client that an agent's computer runs."""

__version__ = "0.1.0"
