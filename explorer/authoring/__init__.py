"""Starting a pack, or a role in one: files with everything in its place and TODO where words are still to come.

`templates/` are the files; `starting` fills them in; `adding` puts a role into files that are there; `schemas` are
what an editor completes and checks YAML by.
"""
