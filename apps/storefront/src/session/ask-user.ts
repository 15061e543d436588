import { api } from '../api.js';

export interface BffUser {
  readonly claims: { readonly sub: string; readonly name?: string; readonly email?: string };
  readonly endsInS: number;
  readonly logoutUrl: string;
}

/** Who is logged in; `anonymous` for nobody, `unreachable` where that cannot be learnt now. */
export async function askUser({ slide }: { slide: boolean }): Promise<BffUser | 'anonymous' | 'unreachable'> {
  const { data, response } = await api.GET('/bff/user', {
    params: { query: slide ? {} : { slide: 'false' } },
  });
  if (data) return data;
  return response.status === 401 ? 'anonymous' : 'unreachable';
}
