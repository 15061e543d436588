import type { OrderSummary } from '@frontdesk/web-client';

type Status = OrderSummary['status'];

const WORDS: Readonly<Record<Status, string>> = {
  pending: 'Waiting for payment',
  paid: 'Being prepared',
  shipped: 'On its way',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
};

export const statusWords = (status: Status): string => WORDS[status];
