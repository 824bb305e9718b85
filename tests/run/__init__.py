"""Tests of the runner: every input has its outcome, and a run that was killed goes on where it stopped."""
