import type { Problem } from '@frontdesk/web-client';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** A page's answer on its way, there, or refused. */
type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly data: T }
  | { readonly state: 'failed'; readonly problem: Problem };

/** One call of the client; it never throws but when it was taken back. */
export type Call<T> = (signal: AbortSignal) => Promise<{ data?: T | undefined; error?: Problem | undefined }>;

export interface View<T> {
  readonly loaded: Loaded<T>;
  /** Begins again, with nothing to show meanwhile. */
  readonly retry: () => void;
  /** Asks again, and goes on showing what there is until the answer is there. */
  readonly refresh: () => Promise<void>;
}

/** Asks for what a page shows, once; the call is taken back when the page is left. */
export function useView<T>(call: Call<T>): View<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const running = useRef<AbortController>(undefined);

  const run = useCallback(async () => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    try {
      const { data, error } = await call(signal);
      if (signal.aborted) return;
      if (data !== undefined) setLoaded({ state: 'ready', data });
      else if (error) setLoaded({ state: 'failed', problem: error });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }, []);

  useEffect(() => {
    void run();
    return () => running.current?.abort();
  }, []);

  const retry = useCallback(() => {
    setLoaded({ state: 'loading' });
    void run();
  }, []);
  return { loaded, retry, refresh: run };
}
