"""The content a site starts with, and the reader that checks it."""
