import type { CustomFetch } from 'openid-client';

/**
 * Leaves the ID token out of what a refresh is answered with. It says nothing new, and if it failed a check, or the keys
 * for one could not be had, the refresh token beside it would be lost, while the one before it is spent.
 */
export function withoutIdToken(fetch: CustomFetch): CustomFetch {
  return async (url, options) => {
    const answer = await fetch(url, options);
    if (answer.status !== 200) return answer;
    const body = (await answer.json()) as Record<string, unknown>;
    delete body.id_token;
    return Response.json(body);
  };
}
