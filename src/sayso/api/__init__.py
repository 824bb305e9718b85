"""The verbs of the command line for Python, room by room. ``import sayso`` gives them all."""
