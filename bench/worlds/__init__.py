"""Sites of a thousand, a hundred thousand and a million posts, what pages cost.

`make bench-worlds`, or `python -m bench.worlds --help`; docs/performance.md says more.
"""
