import type { ComponentChild } from 'preact';
import { Panel } from '../layout/panel.js';
import { NotFound } from '../pages/not-found.js';
import { Loading } from './loading.js';
import { inPlainWords } from './plain-words.js';
import type { View } from './use-view.js';

interface Parts<T> {
  readonly view: View<T>;
  readonly children: (data: T) => ComponentChild;
}

/** Shows what was asked for; or that it is on its way, is not there, or cannot be had now and may be asked for again. */
export function ViewOf<T>({ view: { loaded, retry }, children }: Parts<T>) {
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'ready') return <>{children(loaded.data)}</>;
  const { problem } = loaded;
  if (problem.status === 404) return <NotFound />;
  return (
    <Panel
      heading="This page can't be shown at the moment"
      action={
        <button type="button" onClick={retry}>
          Try again
        </button>
      }
    >
      {inPlainWords(problem)}
      {problem.requestId && <small class="reference">Reference: {problem.requestId}</small>}
    </Panel>
  );
}
