"""Proof before a rule goes live: its own tests, stored contacts, bad phrases, and the scores that meaning needs."""
