import type { Answer } from '@frontdesk/web-client';
import { asDay } from '../../format/dates.js';
import { Note } from '../../layout/note.js';
import { Stars } from '../../products/stars.js';

interface ReviewsParts {
  readonly reviews: Answer<'/api/products/{id}'>['reviews'];
  readonly isMissing: boolean;
}

export function Reviews({ reviews, isMissing }: ReviewsParts) {
  return (
    <section class="reviews" aria-labelledby="reviews">
      <h2 id="reviews">Reviews</h2>
      {isMissing ? (
        <Note>Reviews can't be shown at the moment. Everything else on this page works as usual.</Note>
      ) : reviews && reviews.count > 0 ? (
        <>
          {reviews.average !== null && (
            <p class="average">
              <Stars rating={reviews.average} />
              <strong>{reviews.average.toFixed(1)}</strong>
              <span class="faint">
                from {reviews.count} {reviews.count === 1 ? 'review' : 'reviews'}
              </span>
            </p>
          )}
          <ul class="review-list">
            {reviews.items.map(({ id, author, rating, title, text, createdAt }) => (
              <li key={id} class="box">
                <Stars rating={rating} />
                <h3>{title}</h3>
                <p>{text}</p>
                <p class="faint">
                  {author}, {asDay(createdAt)}
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Note>There are no reviews yet.</Note>
      )}
    </section>
  );
}
