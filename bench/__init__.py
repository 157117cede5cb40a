"""Measurements and trials that are too long or too rough for the test suite."""
