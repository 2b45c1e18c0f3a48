"""The pages beside the panel: settings, secrets, first steps, what is kept and sent, diagnostics."""
