import { recordRefusal } from '@frontdesk/auth';
import { type FieldError, InvalidInput } from '@frontdesk/gateway';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { publicIdIn } from '../keys/conceal-keys.js';

const HOW = 'credentials are sent as `Authorization: Bearer …`, and nowhere else';

/** Names that other APIs give to credentials in a query; capitals and what is neither letter nor digit make no other name. */
const NAMES_OF_CREDENTIALS = new Set([
  'accesskey',
  'accesstoken',
  'apikey',
  'apitoken',
  'authorization',
  'authtoken',
  'bearer',
  'clientassertion',
  'clientsecret',
  'idtoken',
  'jwt',
  'key',
  'secret',
  'token',
  'xapikey',
]);
/** An access token by any name: three parts in base64url, of which two begin with `{"`. */
const TOKEN = /(?:^|[^\w-])eyJ[\w-]+\.eyJ[\w-]+\./;

/**
 * Refuses a request whose credentials are not in one place, before anybody looks at them:
 *
 * - a key in the address: addresses are kept in histories and logs along the way (RFC 6750, section 5.3)
 * - an access token in the query, by the names that it goes by (RFC 6750, section 2.3) or by its form
 * - `X-Api-Key`, or a key in any header but `Authorization`: two programs could take the caller for different ones
 * - more than one credential in `Authorization`, as a proxy joins two headers (RFC 9110, section 5.3)
 *
 * It is answered once the request was counted, by address; all guards after this one leave such a request alone. Two
 * `Authorization` headers are refused at the edge.
 */
@Injectable()
export class OneCredentialGuard implements CanActivate {
  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const errors = [...inHeaders(request), ...inQuery(request), ...inPath(request)];
    if (errors.length > 0) recordRefusal(request.raw, new InvalidInput(errors));
    return true;
  }
}

function* inHeaders({ headers }: FastifyRequest): Generator<FieldError> {
  for (const name in headers) {
    const value = String(headers[name]);
    if (name === 'authorization') {
      if (/,|\S\s+\S+\s+\S/.test(value))
        yield { in: 'header', field: name, detail: 'there is more than one credential' };
    } else if (name === 'x-api-key' || publicIdIn(value) !== undefined)
      yield { in: 'header', field: name, detail: HOW };
  }
}

function* inQuery({ query }: FastifyRequest): Generator<FieldError> {
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    const isNamedSo = NAMES_OF_CREDENTIALS.has(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
    const text = `${name}=${String(value)}`;
    if (isNamedSo || TOKEN.test(text) || publicIdIn(text) !== undefined)
      yield { in: 'query', field: name, detail: HOW };
  }
}

function* inPath({ params }: FastifyRequest): Generator<FieldError> {
  for (const [name, value] of Object.entries((params ?? {}) as Record<string, unknown>))
    if (publicIdIn(String(value)) !== undefined) yield { in: 'path', field: name, detail: HOW };
}
