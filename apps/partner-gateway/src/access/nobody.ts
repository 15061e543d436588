import { Unauthenticated } from '@frontdesk/auth';
import { NAME } from '../config.js';

/** What a caller is told who shows nothing: no error code, as nothing was wrong (RFC 6750, section 3.1). */
export function nobody(): Unauthenticated {
  const how = 'a key or an access token is needed, sent as `Authorization: Bearer …`';
  return new Unauthenticated(how, `Bearer realm="${NAME}"`);
}
