import type { Migrations } from '@frontdesk/database';
import * as partners from './001-partners.js';
import * as standardPlan from './002-standard-plan.js';

/** How the tables came to be as they are, in this order; a change of them is one more. */
export const migrations: Migrations = {
  '001-partners': partners,
  '002-standard-plan': standardPlan,
};
