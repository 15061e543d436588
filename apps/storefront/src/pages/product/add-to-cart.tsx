import type { StockLevel } from '@frontdesk/web-client';
import { useState } from 'preact/hooks';
import { inPlainWords } from '../../loading/plain-words.js';
import { LogInLink } from '../../session/log-in-link.js';
import { useVisit } from '../../session/visitor.js';
import { putIntoCart } from './put-into-cart.js';

const CHOICES = 10;

type State = 'idle' | 'busy' | { readonly told: string; readonly isGood: boolean };

/** How many of a product to put into the cart; for who is not logged in, the way to log in. */
export function AddToCart({ productId, stock }: { productId: string; stock: StockLevel | null }) {
  const { visitor } = useVisit();
  const [state, setState] = useState<State>('idle');
  const [quantity, setQuantity] = useState(1);
  if (stock?.available === 0) return null;
  if (visitor.state !== 'known') {
    return (
      <div class="buy">
        <LogInLink class="button">Log in to buy</LogInLink>
      </div>
    );
  }

  const choices = Math.min(CHOICES, stock?.available ?? CHOICES);
  const add = async (event: Event) => {
    event.preventDefault();
    if (state === 'busy') return;
    setState('busy');
    const { data, error } = await putIntoCart(productId, quantity);
    setState(
      data
        ? { told: addedWords(data.items), isGood: true }
        : { told: inPlainWords(error ?? { status: 0 }), isGood: false },
    );
  };
  return (
    <form class="buy" onSubmit={(event) => void add(event)}>
      <label>
        <span>Quantity</span>
        <select value={quantity} onChange={({ currentTarget }) => setQuantity(Number(currentTarget.value))}>
          {Array.from({ length: choices }, (_, n) => (
            <option key={n}>{n + 1}</option>
          ))}
        </select>
      </label>
      <button type="submit" aria-busy={state === 'busy'}>
        Add to cart
      </button>
      <p role="status" class={typeof state === 'object' ? (state.isGood ? 'told good' : 'told bad') : 'told'}>
        {typeof state === 'object' && state.told}{' '}
        {typeof state === 'object' && state.isGood && <a href="/cart">Go to the cart</a>}
      </p>
    </form>
  );
}

function addedWords(items: readonly { quantity: number }[]): string {
  const all = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return `Added. ${all} ${all === 1 ? 'thing is' : 'things are'} in your cart.`;
}
