import { addressOf, type CallOf, readAnswer } from '../src/index.js';

// The generator makes this of a gateway's document.
type Routes = {
  '/v1/orders/{id}': {
    GET: {
      input: { params: { path: { id: string } } };
      answer: { total: number };
      refusal: { title: string };
    };
  };
};

export function ordersClient(baseUrl: string): { GET: CallOf<Routes, 'GET', { signal?: AbortSignal }> } {
  const get = async (path: string, given: { params: { path: object }; signal?: AbortSignal }) => {
    const response = await fetch(baseUrl + addressOf(path, given.params as object), { signal: given.signal });
    return { ...(await readAnswer(response)), response };
  };
  return { GET: get as never };
}
