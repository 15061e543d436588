let arrive: (() => void) | undefined;

/** Resolves when the page that is being opened has shown its heading. */
export function untilArrived(): Promise<void> {
  return new Promise((resolve) => {
    arrive = resolve;
  });
}

/** Told by a page's heading when it is there: whoever cannot see the page change is brought to it. */
export function arriveAt(heading: HTMLElement): void {
  // The first page of a document is announced by the browser itself.
  if (!arrive) return;
  heading.focus({ preventScroll: true });
  arrive();
  arrive = undefined;
}
