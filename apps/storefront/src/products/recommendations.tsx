import type { Answer } from '@frontdesk/web-client';
import { Note } from '../layout/note.js';
import { ProductCard } from './product-card.js';

interface Recommended {
  readonly heading: string;
  readonly cards: Answer<'/api/home'>['recommendations'];
}

/** Products that somebody may like too; a page without any says nothing of it, one that lacks them does. */
export function Recommendations({ heading, cards }: Recommended) {
  if (cards?.length === 0) return null;
  return (
    <section class="strip" aria-labelledby="recommendations">
      <h2 id="recommendations">{heading}</h2>
      {cards ? (
        <ul class="cards">
          {cards.map(({ productId, name, imageUrl, price, reason }) => (
            <ProductCard
              key={productId}
              id={productId}
              level={3}
              above={reason}
              {...{ name, imageUrl, price }}
            />
          ))}
        </ul>
      ) : (
        <Note>Recommendations can't be shown at the moment.</Note>
      )}
    </section>
  );
}
