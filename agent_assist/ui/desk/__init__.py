"""The panel among other programs: its place at the screen's edge, keys from everywhere, words into other windows."""
