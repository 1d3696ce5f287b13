"""How a page of HTML looks: light, dark, and on paper. No colour says anything that is not said in words, too."""

STYLE = """
:root { --text: #1c1e21; --ground: #fdfcf9; --quiet: #565b61; --line: #8a8f95; --raised: #f1eee6; --accent: #0b5f63;
  --first: #1a4f9c; --second: #9a4a00; --third: #7a2a86; --fourth: #2d6a1f; --warn: #8a5300; }
@media screen and (prefers-color-scheme: dark) { :root { --text: #e6e4df; --ground: #17191c; --quiet: #a9adb3;
  --line: #777d84; --raised: #22262a; --accent: #6fcdd0; --first: #86b4f5; --second: #f0a35e; --third: #d79be3;
  --fourth: #96cf86; --warn: #e6b35c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.4em 0 .4em; }
h1 { font-size: 1.6rem; margin-top: 0; } h2 { font-size: 1.25rem; } h3, h4 { font-size: 1rem; }
h2#verdict { font-size: 1.5rem; padding: .7em .8em; background: var(--raised); border-left: .4em solid var(--line); }
h1 small, h2 small, h3 small { font-weight: 400; font-size: .8em; color: var(--quiet); }
p, ul, dl, figure, table { margin: .5em 0; }
ul { padding-left: 1.3em; } li { margin: .2em 0; } li.numbered { list-style: none; margin-left: -1.3em; }
.quiet, .notes, figcaption, caption { color: var(--quiet); } .notes { font-size: .9em; }
.strong { font-weight: 700; } .accent { color: var(--accent); } .warn { color: var(--warn); }
.first { color: var(--first); } .second { color: var(--second); }
.third { color: var(--third); } .fourth { color: var(--fourth); }
figure { padding: 0; } svg.axis { display: block; width: 100%; height: auto; }
svg text { fill: var(--quiet); } svg .line { stroke: var(--line); stroke-width: 1.5; }
svg .band { stroke: var(--text); stroke-width: 5; } svg .mark { fill: var(--accent); stroke: var(--ground); }
svg .mark.first { fill: var(--first); } svg .mark.second { fill: var(--second); }
svg .mark.quiet { fill: var(--quiet); }
svg .mark.third { fill: var(--third); } svg .mark.fourth { fill: var(--fourth); }
svg text.first { fill: var(--first); } svg text.second { fill: var(--second); }
svg text.accent { fill: var(--accent); }
svg .drawn text { fill: currentColor; } svg .drawn.strong { font-weight: 700; }
svg.gauge { width: 8rem; height: .7rem; } svg .whole { fill: var(--raised); stroke: var(--line); }
svg .part { fill: var(--accent); }
table { border-collapse: collapse; width: 100%; font-size: .95em; } caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .25em .6em .25em 0; border-bottom: 1px solid var(--raised); }
thead th { border-bottom-color: var(--line); } tbody th { font-weight: 400; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
table.gauges { width: auto; } table.gauges th, table.gauges td { border: 0; }
.views { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; } dd { margin: 0; }
.room i { display: block; height: 1.7em; border-bottom: 1px solid var(--line); }
details { margin-top: 1.5em; border-top: 1px solid var(--line); } summary { cursor: pointer; padding: .3em 0; }
summary h1, summary h2, summary h3 { display: inline; }
@media (max-width: 30rem) { .views { grid-template-columns: 1fr; } }
@page { size: A4; margin: 14mm 16mm; }
@media print {
  body { background: none; font-size: 9pt; line-height: 1.28; } main { max-width: none; padding: 0; }
  h1 { font-size: 15pt; } h2 { font-size: 12pt; } h3, h4 { font-size: 9.5pt; margin-top: .7em; }
  h2#verdict { font-size: 14pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h1, h2, h3, h4, caption, thead { break-after: avoid; } li, figure, tr, .room, dl { break-inside: avoid; }
  p { orphans: 3; widows: 3; } h2.sheet { break-before: page; margin-top: 0; }
  svg .part, svg .whole { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  details:not([open]) { display: none; }
}
"""
