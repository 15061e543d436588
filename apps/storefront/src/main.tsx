import { render } from 'preact';

const root = document.getElementById('shop');
if (root) render(<p>The shop opens soon.</p>, root);
