"""Rebuilds the weights that sayso ships, from public corpora."""
