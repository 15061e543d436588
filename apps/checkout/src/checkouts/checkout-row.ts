import type { Principal } from '@frontdesk/request-context';
import type { Row } from '@frontdesk/database';
import type { Checkout, Refusal, State, StepRecords } from './checkout.js';
import type { PurchaseRequest } from './purchase-request.js';

/** A row of the table as a purchase; only the step log writes there, so what is in it is not checked again. */
export function checkoutFrom(row: Row): Checkout {
  return {
    id: row['id'] as string,
    principal: principalFrom(row['principal'] as string),
    request: row['request'] as PurchaseRequest,
    requestDigest: row['request_digest'] as string,
    state: row['state'] as State,
    refusal: (row['refusal'] as Refusal | null) ?? undefined,
    steps: row['steps'] as StepRecords,
    failures: row['failures'] as number,
    isWanted: row['is_wanted'] as boolean,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}

function principalFrom(text: string): Principal {
  const colon = text.indexOf(':');
  return { kind: text.slice(0, colon) as Principal['kind'], id: text.slice(colon + 1), scopes: new Set() };
}
