import { User } from '@frontdesk/shop-clients';

/** What a browser is told of its user: a field of the service that is not named in the schema does not pass. */
export const ownProfile = (json: unknown): unknown => User.parse(json);
