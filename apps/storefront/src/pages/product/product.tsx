import type { Answer } from '@frontdesk/web-client';
import { useState } from 'preact/hooks';
import { api } from '../../api.js';
import { PageHeading } from '../../layout/page-heading.js';
import { useView } from '../../loading/use-view.js';
import { ViewOf } from '../../loading/view-of.js';
import { Picture } from '../../products/picture.js';
import { PriceTag } from '../../products/price-tag.js';
import { Recommendations } from '../../products/recommendations.js';
import { StockNote } from '../../products/stock-note.js';
import { AddToCart } from './add-to-cart.js';
import { Reviews } from './reviews.js';

/** A product with all that there is to say about it. */
export function Product({ id: asked }: { id: string }) {
  const [id] = useState(asked);
  const view = useView<Answer<'/api/products/{id}'>>((signal) =>
    api.GET('/api/products/{id}', { params: { path: { id } }, signal }),
  );
  return (
    <ViewOf view={view}>
      {({ product, price, stock, reviews, recommendations, meta }) => (
        <>
          <nav aria-label="Breadcrumb" class="crumbs">
            <a href="/products">All products</a>
            <a href={`/products?category=${encodeURIComponent(product.category)}`}>{product.category}</a>
          </nav>
          <article class="product">
            <Picture url={product.imageUrl} alt={product.name} isUrgent />
            <div class="product-text">
              <p class="above">{product.brand}</p>
              <PageHeading>{product.name}</PageHeading>
              <PriceTag price={price} />
              <StockNote stock={stock} />
              <p>{product.description}</p>
              <AddToCart productId={product.id} stock={stock} />
              <dl class="facts">
                {Object.entries(product.attributes).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </div>
          </article>
          <Reviews reviews={reviews} isMissing={meta.missing.includes('reviews')} />
          <Recommendations heading="Goes well with it" cards={recommendations} />
        </>
      )}
    </ViewOf>
  );
}
