"""Documents about a pack or a visit, made of a few kinds of block, and the renderers of these blocks.

`profile`, `diff`, `day` and `summary` say what; `layout` puts blocks on lines for a screen or a text, `markdown` and
`data` write the same blocks and values as Markdown and JSON.
"""
