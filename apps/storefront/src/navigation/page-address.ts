import { useEffect, useState } from 'preact/hooks';
import { untilArrived } from './arrival.js';
import { matchRoute } from './match-route.js';
import { PAGES } from './pages.js';

/** An address within the shop, and whether somebody went back or forward to it. */
export interface PageAddress {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly isReturn: boolean;
}

/**
 * The address that is shown. Links and forms are plain ones: where the browser has the Navigation API, opening a page
 * of the shop stays within this document; where it has not, web-bff serves the page anew. The address bar, the history
 * and "open in a new tab" are the browser's own work either way.
 */
export function usePageAddress(): PageAddress {
  const [address, setAddress] = useState(() => addressOf(new URL(location.href), false));
  useEffect(() => {
    if (!('navigation' in window)) return;
    const onNavigate = (event: NavigateEvent) => {
      const url = new URL(event.destination.url);
      if (!isOurs(event, url)) return;
      const isReturn = event.navigationType === 'traverse';
      event.intercept({
        focusReset: 'manual', // the heading takes the focus when it is there
        scroll: 'manual',
        async handler() {
          setAddress(addressOf(url, isReturn));
          if (!isReturn) event.scroll();
          await untilArrived();
          if (isReturn) event.scroll();
        },
      });
    };
    navigation.addEventListener('navigate', onNavigate);
    return () => navigation.removeEventListener('navigate', onNavigate);
  }, []);
  return address;
}

/** Opens a page of the shop, in place of the one that is open where that one has no further use. */
export function openPage(path: string, { replace = false } = {}): void {
  if ('navigation' in window) navigation.navigate(path, { history: replace ? 'replace' : 'push' });
  else if (replace) location.replace(path);
  else location.assign(path);
}

function isOurs(event: NavigateEvent, url: URL): boolean {
  return (
    event.canIntercept &&
    !event.hashChange &&
    !event.formData &&
    event.downloadRequest === null &&
    event.navigationType !== 'reload' &&
    matchRoute(PAGES, url.pathname) !== undefined
  );
}

function addressOf({ pathname, searchParams }: URL, isReturn: boolean): PageAddress {
  return { path: pathname, query: searchParams, isReturn };
}
