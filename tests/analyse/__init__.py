"""Tests of the room analyse."""
