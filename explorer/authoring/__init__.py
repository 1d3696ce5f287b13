"""Creates a new pack, or a role in one: complete files, with TODO for the texts still to be written.

`templates/` are the files; `starting` fills them in; `adding` puts a role into files that are there; `schemas` are
what an editor completes and checks YAML by.
"""
