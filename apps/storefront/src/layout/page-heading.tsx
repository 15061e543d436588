import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { arriveAt } from '../navigation/arrival.js';

interface Heading {
  readonly children: ComponentChildren;
  /** For the browser's title, where it is not the heading's own text. */
  readonly title?: string;
  readonly class?: string;
}

/** A page's one first-level heading: it names the page to the browser too, and takes the focus when the page is opened. */
export function PageHeading({ children, title, class: name }: Heading) {
  const heading = useRef<HTMLHeadingElement>(null);
  const text = title ?? (typeof children === 'string' ? children : undefined);
  useEffect(() => {
    if (text !== undefined) document.title = `${text} · Lobby`;
  }, [text]);
  useEffect(() => {
    if (heading.current) arriveAt(heading.current);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} class={name}>
      {children}
    </h1>
  );
}
