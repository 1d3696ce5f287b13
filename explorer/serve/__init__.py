"""Hosting for many visitors: a warm parent, one forked child a visitor, and what brings a terminal to it.

`stub` is what OpenSSH starts for a visitor: it hands its terminal to the `parent` over a Unix socket (`wire`), which
forks a `child`. Nothing is kept on the host.
"""
