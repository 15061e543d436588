import type { Call, Step } from '../call.js';

const UNAUTHENTICATED = 401;

/** Sends the app's token; where it is refused, asks for another and sends the call once more with that. */
export const authorize: Step = async (call, next, { tokens }) => {
  const token = await tokens.current();
  if (token === undefined) return next(call);
  const reply = await next(bearing(token, call));
  if (reply.response.status !== UNAUTHENTICATED) return reply;
  const renewed = await tokens.renewed(token);
  if (renewed === undefined || renewed === token) {
    tokens.forgetRenewal();
    return reply;
  }
  const second = await next(bearing(renewed, call));
  if (second.response.status === UNAUTHENTICATED) tokens.forgetRenewal();
  return second;
};

function bearing(token: string, call: Call): Call {
  return { ...call, headers: { ...call.headers, Authorization: `Bearer ${token}` } };
}
