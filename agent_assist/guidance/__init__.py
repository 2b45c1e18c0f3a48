"""What must and must not be said: the rule language, the monitor that holds a contact to it, and its proofs."""
