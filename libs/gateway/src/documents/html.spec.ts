import { html, prose } from './html.js';

it('what is put into markup is text, and cannot become markup', () => {
  const name = '<b a="1">&';
  expect(html`<p title="${name}">${name}</p>`.markup).toBe(
    '<p title="&lt;b a=&quot;1&quot;&gt;&amp;">&lt;b a=&quot;1&quot;&gt;&amp;</p>',
  );
});

it('markup is put into markup as it is, one or many, and nothing as nothing', () => {
  const items = ['a', 'b'].map((each) => html`<li>${each}</li>`);
  expect(html`<b>${items}${undefined}${7}</b>`.markup).toBe('<b><li>a</li><li>b</li>7</b>');
});

it('words between backticks are code', () => {
  expect(prose('See `<Retry-After>`.').markup).toBe('See <code>&lt;Retry-After&gt;</code>.');
});
