import type { Principal } from '@frontdesk/request-context';
import type { Audience } from './cache-policy.js';

/** The key of a stored answer: no two audiences, principals or tenants have one in common, whatever their ids hold. */
export function entryKey(audience: Audience, principal: Principal, key: string): string {
  if (audience === 'public') return `public|${key}`;
  const owner = `${audience}|${principal.kind}|${measured(principal.id)}`;
  // The upstream may answer one principal differently by what the token allows; a tenant's answers are its own choice.
  return audience === 'perPrincipal' ? `${owner}${measured(scopesOf(principal))}${key}` : `${owner}${key}`;
}

/** The length in front says where the text ends, so that no text can imitate what follows it. */
function measured(text: string): string {
  return `${text.length}|${text}|`;
}

const remembered = new WeakMap<ReadonlySet<string>, string>();

function scopesOf({ scopes }: Principal): string {
  let text = remembered.get(scopes);
  if (text === undefined) {
    text = [...scopes].sort().map(measured).join('');
    remembered.set(scopes, text);
  }
  return text;
}
