// table: the style sheet of a report, one text that is read from top to bottom.

const LIGHT = `
--paper:#ffffff;--raised:#f6f7f8;--ink:#14202b;--soft:#51606d;--rule:#d5dbe0;--hair:#e6eaed;--accent:#0b5c8f;--accent-light:#a9cbe0;
--muted:#d3d9de;--contrast:#b0520b;--strong:#14202b;--link:#0b5c8f;--disc:#5d6c79;--on-disc:#ffffff;`;

const DARK = `
--paper:#10161c;--raised:#18212a;--ink:#e6ecf1;--soft:#a2b1be;--rule:#33404b;--hair:#222c35;--accent:#62b1e4;--accent-light:#2f5775;
--muted:#3b4853;--contrast:#eb9a53;--strong:#e6ecf1;--link:#7cc0ec;--disc:#8797a5;--on-disc:#10161c;`;

/** The look of a report: light and dark, on a screen, a telephone and paper. */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;
--serif:Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,"Liberation Serif",serif}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{font:16px/1.55 var(--sans);color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%;text-size-adjust:100%}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;border-top:6px solid var(--accent)}
a{color:var(--link);text-underline-offset:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999em}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.sheet{display:grid;grid-template-columns:13rem minmax(0,65rem);gap:3.5rem;max-width:85rem;margin:0 auto;padding:0 2rem}
header.top{grid-column:1/-1;padding:2.75rem 0 0;max-width:52rem}
header.top .kicker{margin:0;color:var(--accent);font-weight:600;font-size:.875rem;letter-spacing:.02em}
h1{font:600 2.6rem/1.12 var(--serif);margin:.35rem 0 .6rem;letter-spacing:-.01em;text-wrap:balance;overflow-wrap:anywhere}
header.top .stand{margin:0;color:var(--soft)}
.notice{border-left:3px solid var(--rule);margin:1.4rem 0 0;padding:.1rem 0 .1rem 1rem;color:var(--soft);font-size:.875rem}
nav{font-size:.875rem;position:sticky;top:1.5rem;align-self:start;padding-top:.6rem}
nav h2{font:600 .875rem/1.4 var(--sans);margin:0 0 .4rem;color:var(--soft)}
nav ol{list-style:none;margin:0;padding:0;border-top:1px solid var(--rule)}
nav li{border-bottom:1px solid var(--hair)}
nav a{display:block;padding:.36rem 0;color:var(--ink);text-decoration:none;line-height:1.35}
nav a:hover{color:var(--link);text-decoration:underline}
main{min-width:0}
main>section{padding:0 0 2.5rem}
main>section>h2{font:600 1.7rem/1.2 var(--serif);margin:0 0 1.1rem;padding-top:.6rem;border-top:2px solid var(--ink);text-wrap:balance}
h3{font:600 1.06rem/1.35 var(--sans);margin:1.6rem 0 .3rem}
h4{font:600 .8rem/1.3 var(--sans);margin:0 0 .2rem;overflow-wrap:anywhere}
p{margin:0 0 1rem;max-width:46rem}
.lead{font:400 1.12rem/1.55 var(--serif)}
.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.quiet-ink{color:var(--soft)}
.keys{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.4rem,1fr));gap:0 1.4rem;margin:1.2rem 0 0}
.key{border-top:1px solid var(--rule);padding:.7rem 0 1.1rem}
.key dt{color:var(--soft);font-size:.84rem;line-height:1.35}
.key dd{margin:0}
.key strong{display:block;font:600 1.6rem/1.25 var(--serif);font-variant-numeric:lining-nums;overflow-wrap:anywhere}
.key span{display:block;font-size:.84rem;color:var(--soft);font-variant-numeric:tabular-nums;line-height:1.4}
figure{margin:0 0 2.4rem;min-width:0}
figure h3{margin:0}
figcaption{border-top:1px solid var(--rule);padding-top:.7rem;margin-bottom:.9rem}
.sub{color:var(--soft);font-size:.875rem;margin:.1rem 0 0;max-width:none}
.note{color:var(--soft);font-size:.8125rem;margin:.6rem 0 0}
.pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 2.5rem;align-items:start}
svg{display:block;width:100%;height:auto;font-family:var(--sans);overflow:visible}
svg text{fill:var(--ink)}
svg .tick,svg .key{fill:var(--soft);font-variant-numeric:tabular-nums}
svg .name{stroke:var(--paper);stroke-width:3;paint-order:stroke;stroke-linejoin:round}
svg .value{font-weight:600;font-variant-numeric:tabular-nums}
.narrow{display:none}
.grid{stroke:var(--hair);fill:none}.axis{stroke:var(--soft);fill:none;stroke-width:1}.hair{stroke:var(--hair);fill:none;stroke-dasharray:1 4}
.fill-accent{fill:var(--accent)}.fill-light{fill:var(--accent-light)}.fill-muted{fill:var(--muted)}.fill-strong{fill:var(--strong)}.fill-contrast{fill:var(--contrast)}
.band-accent{fill:var(--accent);fill-opacity:.2}.band-contrast{fill:var(--contrast);fill-opacity:.2}.band-strong{fill:var(--strong);fill-opacity:.15}.band-light{fill:var(--accent-light);fill-opacity:.3}.band-muted{fill:var(--muted);fill-opacity:.3}
.line-accent,.line-contrast,.line-strong,.line-light,.line-muted{fill:none;stroke-width:2.2;stroke-linejoin:round}
.line-accent{stroke:var(--accent)}.line-contrast{stroke:var(--contrast)}.line-strong{stroke:var(--strong)}.line-light{stroke:var(--accent-light)}.line-muted{stroke:var(--muted)}
.ring-accent,.ring-strong,.ring-contrast,.ring-light,.ring-muted{fill:var(--paper);stroke-width:2}
.ring-accent{stroke:var(--accent)}.ring-strong{stroke:var(--strong)}.ring-contrast{stroke:var(--contrast)}.ring-light{stroke:var(--accent-light)}.ring-muted{stroke:var(--soft)}
.rim{stroke:var(--paper);stroke-width:1}
.whisker{stroke-width:1.6}
.dashed{stroke-dasharray:5 4}
.arrow path[class^=stroke]{fill:none}
.arrow{opacity:.62}.arrow:hover{opacity:1}
.stroke-accent{stroke:var(--accent)}.stroke-contrast{stroke:var(--contrast)}.stroke-strong{stroke:var(--strong)}
.disc{fill:var(--disc);stroke:var(--paper);stroke-width:1.5}.disc-lab{fill:var(--strong);stroke:var(--paper);stroke-width:1.5}
.disc-outside{fill:var(--paper);stroke:var(--disc);stroke-width:1.5}
svg .inside,svg .inside-lab{fill:var(--on-disc);font-weight:600}
svg .inside-lab{fill:var(--paper)}
svg .halo{stroke:var(--paper);stroke-width:3.5;paint-order:stroke;stroke-linejoin:round;font-weight:500}
.multiples{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(9.6rem,1fr));gap:1.3rem 1.2rem}
.multiples li{min-width:0}
details.data{margin:.7rem 0 0;font-size:.875rem}
main>section>details.data{margin-bottom:.4rem}
details.data+figure{margin-top:2.2rem}
details.data>summary{cursor:pointer;color:var(--link);width:fit-content}
details.data[open]>summary{margin-bottom:.6rem}
.scroll{overflow-x:auto;max-width:100%;margin:0 0 1.4rem;position:relative}
table{border-collapse:collapse;width:100%;font-size:.84rem;line-height:1.4}
caption{text-align:left;font-weight:600;padding:0 0 .45rem;font-size:.9rem}
caption span{display:inline-block;position:sticky;left:0;max-width:min(46rem,calc(100vw - 2rem))}
thead th,thead td{border-bottom:1.5px solid var(--ink);vertical-align:bottom;color:var(--soft);font-weight:600}
th,td{padding:.36rem .8rem .36rem 0;text-align:left;vertical-align:top}
tbody th{font-weight:500;min-width:9rem}
tbody tr{border-bottom:1px solid var(--hair)}
th.long,td.long{min-width:15rem}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td:last-child,th:last-child{padding-right:0}
td small,th small{display:block;color:var(--soft);font-size:.76rem;font-weight:400}
.num small{display:inline}
code{font-size:.92em;overflow-wrap:anywhere}
abbr{text-decoration:none}
.grade{display:inline-block;min-width:1.35em;text-align:center;border:1px solid var(--rule);border-radius:3px;font-size:.76rem;font-weight:600;line-height:1.35;color:var(--ink)}
.grade-A{background:var(--accent);border-color:var(--accent);color:var(--paper)}
.grade-B{background:var(--accent-light);border-color:var(--accent-light)}
.grade-D{border-style:dashed;color:var(--soft)}
.sources{columns:2;column-gap:2.5rem;font-size:.8125rem;padding-left:2.2rem;margin:0}
.sources li{break-inside:avoid;margin-bottom:.35rem;overflow-wrap:anywhere;scroll-margin-top:1rem}
.sources li:target{background:var(--raised)}
.facts{font-size:.875rem;margin:0}
.facts div{display:grid;grid-template-columns:15rem minmax(0,1fr);border-bottom:1px solid var(--hair);padding:.3rem 0}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
article.claim{border-top:1px solid var(--rule);padding:1rem 0 1.6rem;scroll-margin-top:1rem;break-inside:avoid}
article.claim h3{margin:0 0 .35rem}
article.claim p{margin-bottom:.55rem}
article.claim .lead{font-size:1.02rem}
article.claim .facts div{grid-template-columns:7rem minmax(0,1fr)}
.verdict{display:inline-block;margin-left:.4rem;border:1px solid var(--rule);border-radius:3px;padding:0 .45rem;font-size:.8rem;font-weight:600;color:var(--soft)}
.verdict-holds{background:var(--accent);border-color:var(--accent);color:var(--paper)}
.verdict-fails{background:var(--contrast);border-color:var(--contrast);color:var(--paper)}
.verdict-depends{color:var(--ink)}
footer{border-top:1px solid var(--rule);margin-top:1rem;padding:1rem 0 3rem;color:var(--soft);font-size:.8125rem;grid-column:2}
@media (max-width:68rem){
.sheet{grid-template-columns:minmax(0,1fr);gap:1.6rem;padding:0 1.5rem}
header.top{padding-top:2rem}
nav{position:static}
nav ol{columns:3;column-gap:2rem}
footer{grid-column:1}
}
@media (max-width:56rem){
.pair{grid-template-columns:minmax(0,1fr)}
.wide{display:none}.narrow{display:block;max-width:32rem}
}
@media (max-width:40rem){
html{font-size:15.5px}
.sheet{padding:0 1rem}
h1{font-size:2rem}
nav ol{columns:2;column-gap:1.2rem}
.keys{grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1.1rem}
.key strong{font-size:1.3rem}
.multiples{grid-template-columns:repeat(2,minmax(0,1fr))}
.sources{columns:1}
.facts div,article.claim .facts div{grid-template-columns:minmax(0,1fr)}
tbody th{position:sticky;left:0;background:var(--paper);min-width:7.5rem;max-width:10rem}
tbody th.long{min-width:11rem;max-width:12rem}

}
@media print{
:root{${LIGHT}}
@page{margin:16mm}
html{font-size:10pt}
body{border:0}
nav,.skip{display:none}
.sheet{display:block;max-width:none;padding:0}
main>section>h2{break-after:avoid;margin-top:1rem}
figure,.key,tr{break-inside:avoid}
.wide{display:block}.narrow{display:none}
.scroll{overflow:visible}
.half svg{max-width:115mm}
.pair{grid-template-columns:minmax(0,1fr)}
a{color:inherit;text-decoration:none}
details.data:not([open]){display:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
