import type { Answer } from '@frontdesk/web-client';

type Shipment = NonNullable<Answer<'/api/orders/{id}'>['shipment']>;
export type Step = Shipment['steps'][number];

/** The way of a shipment, from its beginning to its end. */
export const WAY: readonly { readonly status: Step['status']; readonly words: string }[] = [
  { status: 'preparing', words: 'Being packed' },
  { status: 'handed-over', words: 'Handed to the carrier' },
  { status: 'in-transit', words: 'On its way' },
  { status: 'delivered', words: 'Delivered' },
];

/** The steps with another one; a shipment takes each once, so one that is told again changes nothing. */
export function withStep(steps: readonly Step[], step: Step): readonly Step[] {
  return steps.some(({ status }) => status === step.status) ? steps : [...steps, step];
}
