"""The server for many visitors: one parent process, a forked child process per visitor, and the front ends.

OpenSSH starts `stub` for each connection: it passes the visitor's terminal to the `parent` over a Unix socket (`wire`).
The parent has already painted the first screen of the app (`prefork`) and keeps forked processes ready, each waiting
for a visitor (`spare`). A process that has a visitor runs the visit (`child`). Nothing is stored on the server.
"""
