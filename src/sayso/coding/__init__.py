"""Annotation to claims, events, predictions and relations."""
