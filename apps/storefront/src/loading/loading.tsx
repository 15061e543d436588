/** What is there while a page's answer is not; it appears only when that takes a moment (see the style). */
export function Loading() {
  return (
    <div class="loading">
      <p role="status">Loading…</p>
    </div>
  );
}
