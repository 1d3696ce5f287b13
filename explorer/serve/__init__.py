"""Hosting for many visitors: a warm parent, one forked child a visitor, and what brings a terminal to it.

`stub` is what OpenSSH starts for a visitor: it hands their terminal to the `parent` over a Unix socket (`wire`). The
parent waits in the middle of an app that has painted its first screen (`prefork`) and forks processes that wait for a
visitor each (`spare`); one that has a visitor is a `child` and goes on from there. Nothing is kept on the host.
"""
