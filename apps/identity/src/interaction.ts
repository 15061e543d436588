import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { accountOf } from './accounts.js';
import { loginPage, sendPage } from './pages.js';

const MAX_FORM_BYTES = 4096;

/** The pages between a client's request and its answer: the login form, and a consent that asks nothing. */
export async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const { prompt, uid } = await provider.interactionDetails(request, response);
  const action = `/interaction/${uid}`;
  // Only a client that sends `prompt=consent` comes here for it; these clients are our own, so the answer is yes.
  if (prompt.name === 'consent') {
    return provider.interactionFinished(
      request,
      response,
      { consent: {} },
      { mergeWithLastSubmission: true },
    );
  }
  if (request.method !== 'POST') return sendPage(response, 200, loginPage(action));

  const form = await readForm(request);
  const account = accountOf(form?.get('login') ?? '', form?.get('password') ?? '');
  if (!account) return sendPage(response, 403, loginPage(action, 'The name or the password is wrong.'));
  return provider.interactionFinished(
    request,
    response,
    { login: { accountId: account.id, remember: true } },
    { mergeWithLastSubmission: false },
  );
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MAX_FORM_BYTES) return undefined;
  }
  return new URLSearchParams(body);
}
