const BEST = 5;
const PERCENT = 100;
const ROW = '★'.repeat(BEST);

/** A rating out of five; the stars are for the eyes, the words for everybody else. */
export function Stars({ rating }: { rating: number }) {
  return (
    <span class="stars">
      <span class="stars-row" aria-hidden="true">
        {ROW}
        <span class="stars-filled" style={{ width: `${(PERCENT * rating) / BEST}%` }}>
          {ROW}
        </span>
      </span>
      <span class="hidden">
        {rating} of {BEST} stars
      </span>
    </span>
  );
}
