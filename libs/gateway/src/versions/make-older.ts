import { type FinishedView, strongETag, TwoSegmentLru } from '@frontdesk/caching';
import { type Presentation, viewBody } from '../sending/send-view.js';

/** Makes an older answer of a newer one. */
export type MakeOlder<Older = unknown> = (newer: never) => Older;

interface Made extends Pick<FinishedView, 'body' | 'etag'> {
  /** What it takes in memory. */
  readonly bytes: number;
}

/** Of each view in each older shape: a few thousand that are asked for again and again. */
const MOST_BYTES = 8 * 1024 * 1024;
const BYTES_OF_A_PLACE = 400;
/** Its codings together take about as much again. */
const WITH_ITS_CODINGS = 2;

const made = new WeakMap<MakeOlder, TwoSegmentLru<Made>>();

/** A finished view in an older shape: made once of equal bytes, for as long as it is among those asked for most. */
export function makeOlder<Finished extends FinishedView>(
  view: Finished,
  older: MakeOlder,
  presentation: Pick<Presentation, 'meta'>,
): Finished {
  let shapes = made.get(older);
  if (!shapes) made.set(older, (shapes = new TwoSegmentLru(MOST_BYTES)));
  let shape = shapes.use(view.etag);
  if (!shape) shapes.add(view.etag, (shape = shapeOf(view, older, presentation)));
  const { body, etag } = shape;
  return { ...view, body, etag };
}

function shapeOf(
  { body, missing }: FinishedView,
  older: MakeOlder,
  presentation: Pick<Presentation, 'meta'>,
): Made {
  const newer = JSON.parse(body.toString()) as never;
  const text = viewBody({ body: older(presentation.meta ? ofTheView(newer) : newer), missing }, presentation);
  const bytes = Buffer.from(text);
  return {
    body: bytes,
    etag: strongETag(bytes),
    bytes: BYTES_OF_A_PLACE + WITH_ITS_CODINGS * bytes.length,
  };
}

/** A sent body without what is said of every view. */
function ofTheView({ meta, ...body }: { readonly meta: { readonly missing: unknown } }): never {
  const { missing: _, ...own } = meta;
  return (Object.keys(own).length > 0 ? { ...body, meta: own } : body) as never;
}
