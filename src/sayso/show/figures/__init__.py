"""Figures: Altair charts, each with what it was drawn from under its title; one way to write them."""
