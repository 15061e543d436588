import { render } from 'preact';
import { Shop } from './shop.js';

const place = document.getElementById('shop');
if (place) render(<Shop />, place);
