"""What each page shows: functions from what is asked to what a template is filled with."""
