/** Where the style of all pages is. */
export const STYLE_PATH = '/docs/pages.css';

/** One column of text, with its contents beside it where there is room; light or dark as the reader's system is. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --text: #1c2127; --soft: #59636e; --ground: #fff; --raised: #f5f6f8; --line: #dde1e6; --link: #0b57b8;
  --warn-text: #6b4400; --warn-ground: #fff5dc; --warn-line: #ecd190;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #dfe3e8; --soft: #98a2ad; --ground: #14171b; --raised: #1d2227; --line: #333a42; --link: #79b4ff;
    --warn-text: #f1d28b; --warn-ground: #2c2412; --warn-line: #5c4a1c;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
}
main { max-width: 46rem; margin: 0 auto; padding: 1rem 1.25rem 6rem; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2rem; margin: 1.5rem 0 1rem; }
h2 { font-size: 1.5rem; margin: 4rem 0 1rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.2rem; margin: 2.75rem 0 .75rem; }
.lead + section > h2:first-child, p + section:first-of-type > h2 { margin-top: 2.5rem; }
h4 { font-size: 1rem; margin: 1.75rem 0 .4rem; }
p, ul, ol, dl { margin: 0 0 1rem; }
ul, ol { padding-left: 1.4rem; }
li { margin: .25rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
a.anchor { color: inherit; text-decoration: none; }
a.anchor:hover { text-decoration: underline; }
:target { scroll-margin-top: 1rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.lead { font-size: 1.2rem; color: var(--soft); }
.soft { color: var(--soft); }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
code { font-size: .875em; background: var(--raised); border-radius: 4px; padding: .1em .3em; }
a code { color: inherit; }
pre {
  margin: 0 0 1.25rem; padding: .9rem 1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px;
  background: var(--raised); font-size: .875rem; line-height: 1.5; tab-size: 2;
}
pre code { font-size: inherit; background: none; padding: 0; overflow-wrap: normal; }
.table { margin: 0 0 1.25rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; line-height: 1.5; }
th, td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); font-size: .85rem; white-space: nowrap; }
td:last-child, th:last-child { padding-right: 0; }
.fields { border-bottom: 1px solid var(--line); }
.fields > div { padding: .6rem 0; border-top: 1px solid var(--line); }
.fields dt { display: flex; flex-wrap: wrap; gap: .15rem .6rem; align-items: baseline; }
.fields dt > code { font-weight: 600; background: none; padding: 0; overflow-wrap: anywhere; }
.fields dd { margin: .1rem 0 0; }
.fields details { margin: .4rem 0 0; }
.fields pre { margin: .5rem 0 .4rem; }
.label { margin: 1.5rem 0 .4rem; font-size: .85rem; font-weight: 600; color: var(--soft); }
.operation { margin-top: 4rem; }
.route { display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: baseline; margin: 0 0 1rem; }
.route code { overflow-wrap: anywhere; background: none; padding: 0; }
.method { font-weight: 700; font-size: .8rem; letter-spacing: .03em; }
.note {
  padding: .7rem 1rem; margin: 0 0 1.25rem; border: 1px solid var(--warn-line); border-radius: 8px;
  background: var(--warn-ground); color: var(--warn-text);
}
.note :last-child { margin-bottom: 0; }
.note a, .note code { color: inherit; background: none; }
details { margin: 0 0 1.25rem; }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
nav { padding: 1rem 1.25rem; border-bottom: 1px solid var(--line); font-size: .95rem; line-height: 1.4; }
nav .home { display: block; font-weight: 700; color: inherit; text-decoration: none; margin-bottom: .6rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul { display: flex; flex-wrap: wrap; gap: .1rem 1rem; }
nav ul ul { display: none; }
nav li { margin: 0; }
nav a { display: inline-block; padding: .25rem 0; text-decoration: none; }
nav a:hover { text-decoration: underline; }
.skip { position: absolute; left: -999rem; padding: .5rem 1rem; background: var(--ground); }
.skip:focus { left: 0; top: 0; z-index: 1; }
@media (min-width: 64rem) {
  body.with-contents { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
  nav {
    position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 2rem 1.5rem 3rem;
    border-bottom: 0; border-right: 1px solid var(--line);
  }
  nav > ul { display: block; }
  nav ul ul { display: block; padding-left: .85rem; font-size: .875rem; }
  nav ul ul a { color: var(--soft); }
  main { padding-top: 2rem; }
  .with-contents main { margin: 0 auto 0 max(2rem, calc((100vw - 17rem - 46rem) / 3)); width: 100%; }
}
@media print {
  nav, .skip { display: none; }
  body.with-contents { display: block; }
  pre { white-space: pre-wrap; }
}
`;
