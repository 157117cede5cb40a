"""A text as a file of Markdown: written, read back, judged as a form is."""
