import { type FinishedView, strongETag } from '@frontdesk/caching';
import { type Presentation, viewBody } from '../sending/send-view.js';

/** Makes an older answer of a newer one. */
export type MakeOlder<Older = unknown> = (newer: never) => Older;

type Bytes = Pick<FinishedView, 'body' | 'etag'>;

const made = new WeakMap<Buffer, Map<MakeOlder, Bytes>>();

/** A finished view in an older shape: made once of bytes that are kept, and let go with them. */
export function makeOlder<Finished extends FinishedView>(
  view: Finished,
  older: MakeOlder,
  presentation: Pick<Presentation, 'meta'>,
): Finished {
  let shapes = made.get(view.body);
  if (!shapes) made.set(view.body, (shapes = new Map()));
  let bytes = shapes.get(older);
  if (!bytes) shapes.set(older, (bytes = bytesOf(view, older, presentation)));
  return { ...view, ...bytes };
}

function bytesOf(
  { body, missing }: FinishedView,
  older: MakeOlder,
  presentation: Pick<Presentation, 'meta'>,
): Bytes {
  const newer = JSON.parse(body.toString()) as never;
  const text = viewBody({ body: older(presentation.meta ? ofTheView(newer) : newer), missing }, presentation);
  const bytes = Buffer.from(text);
  return { body: bytes, etag: strongETag(bytes) };
}

/** A sent body without what is said of every view. */
function ofTheView({ meta, ...body }: { readonly meta: { readonly missing: unknown } }): never {
  const { missing: _, ...own } = meta;
  return (Object.keys(own).length > 0 ? { ...body, meta: own } : body) as never;
}
