import type { ComponentChildren } from 'preact';

interface NoteParts {
  readonly children: ComponentChildren;
  readonly kind?: 'missing' | 'good' | 'bad';
}

/** A short message in the middle of a page. */
export function Note({ children, kind = 'missing' }: NoteParts) {
  return <p class={`note ${kind}`}>{children}</p>;
}
