"""People and unfinished work for trying the site out; all of it is invented."""
