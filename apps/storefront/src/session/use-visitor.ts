import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { onRefused } from '../api.js';
import { askUser } from './ask-user.js';
import type { Visit, Visitor } from './visitor.js';

const A_MOMENT_MS = 1_000;

/**
 * Keeps track of who looks at the shop:
 * - asked once, when the shop opens
 * - a call that is refused ends what was known, and so does the session's end, here or in another tab
 * - a page that is left keeps nothing private, for the browser may show it again as it was
 */
export function useVisitor(): Visit {
  const [visitor, setVisitor] = useState<Visitor>({ state: 'unknown' });
  const known = useRef<Visitor>(visitor);
  known.current = visitor;

  const ask = useCallback(async () => {
    setVisitor({ state: 'unknown' });
    const answer = await askUser({ slide: true });
    setVisitor(typeof answer === 'string' ? { state: answer } : { state: 'known', user: answer });
  }, []);

  const check = useCallback(async () => {
    const before = known.current;
    if (before.state !== 'known') return;
    const answer = await askUser({ slide: false });
    if (answer === 'anonymous') setVisitor({ state: 'ended' });
    else if (answer === 'unreachable') return;
    else if (answer.claims.sub !== before.user.claims.sub) location.reload();
    else setVisitor({ state: 'known', user: answer });
  }, []);

  useEffect(() => {
    onRefused(() => {
      if (known.current.state === 'known') setVisitor({ state: 'ended' });
    });
    const onShow = ({ persisted }: PageTransitionEvent) => void (persisted && ask());
    const onHide = () => setVisitor({ state: 'unknown' });
    const onVisible = () => void (document.visibilityState === 'visible' && check());
    addEventListener('pageshow', onShow);
    addEventListener('pagehide', onHide);
    document.addEventListener('visibilitychange', onVisible);
    void ask();
    return () => {
      removeEventListener('pageshow', onShow);
      removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, []);

  const endsInS = visitor.state === 'known' ? visitor.user.endsInS : undefined;
  useEffect(() => {
    if (endsInS === undefined) return;
    // The visitor is another object after each check, so that this is set again for as long as the session slides.
    const timer = setTimeout(() => void check(), endsInS * 1_000 + A_MOMENT_MS);
    return () => clearTimeout(timer);
  }, [visitor]);

  return useMemo(
    () => ({
      visitor,
      ask: () => void ask(),
      check: () => void check(),
      leave: () => setVisitor({ state: 'leaving' }),
    }),
    [visitor],
  );
}
