"""Tests of the room that turns mentions into actors."""
