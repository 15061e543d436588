/**
 * @typedef {{name: string, in: string, required?: boolean}} Parameter
 * @typedef {{operationId: string, parameters?: (Parameter | {$ref: string})[], requestBody?: {required?: boolean},
 *   responses: Record<string, {content?: Record<string, unknown>}>, 'x-events'?: Record<string, {$ref: string}>}} Operation
 * @typedef {{paths: Record<string, Record<string, Operation>>, components?: {parameters?: Record<string, Parameter>}}} Document
 */

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** Where a parameter stands, and what the types of an operation call that. */
const PLACES = { path: 'path', query: 'query', header: 'headers' };

/**
 * What each route takes and answers, and the events of each stream, by the names that their types have.
 * @param {Document} document
 * @param {import('./clients.js').Client['given']} given
 */
export function routesOf({ paths, components }, given) {
  /** @param {Parameter | {$ref: string}} parameter */
  const resolved = (parameter) =>
    '$ref' in parameter ? (components?.parameters?.[nameIn(parameter.$ref)] ?? []) : parameter;
  /** @param {Operation} operation */
  const takenBy = ({ parameters = [] }) =>
    parameters.flatMap(resolved).filter((parameter) => given.some((place) => place === parameter.in));
  const routes = Object.entries(paths).flatMap(([path, item]) => {
    const methods = METHODS.filter((method) => item[method] && answersJson(item[method])).map((method) => {
      const operation = /** @type {Operation} */ (item[method]);
      return `        ${method.toUpperCase()}: ${routeOf(operation, takenBy(operation))};`;
    });
    return methods.length > 0 ? [`    '${path}': {`, ...methods, '    };'] : [];
  });
  const streams = Object.entries(paths).flatMap(([path, { get }]) =>
    get?.['x-events'] ? [`    '${path}': ${eventsOf(get['x-events'])};`] : [],
  );
  return [
    ...['export type Routes = {', ...routes, '};', ''],
    ...['export type Streams = {', ...streams, '};', ''],
  ].join('\n');
}

/**
 * Whether it is there to be called: no event stream, and no address that a browser is led through.
 * @param {Operation} operation
 */
function answersJson({ responses }) {
  return Object.entries(responses).some(
    ([status, { content }]) => status === '204' || (/^2/.test(status) && content?.['application/json']),
  );
}

/**
 * @param {Operation} operation
 * @param {readonly Parameter[]} parameters
 */
function routeOf({ operationId, requestBody }, parameters) {
  const name = pascal(operationId);
  const given = Object.entries(PLACES).flatMap(([place, named]) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) return [];
    const required = here.some((parameter) => parameter.required);
    return [{ text: `${place}${required ? '' : '?'}: ${name}Data['${named}']`, required }];
  });
  const paramsRequired = given.some(({ required }) => required);
  const input = [
    ...(given.length > 0
      ? [`params${paramsRequired ? '' : '?'}: { ${given.map(({ text }) => text).join('; ')} }`]
      : []),
    ...(requestBody ? [`body${requestBody.required ? '' : '?'}: ${name}Data['body']`] : []),
  ];
  const answer = `${name}Responses[keyof ${name}Responses]`;
  const refusal = `${name}Errors[keyof ${name}Errors]`;
  return `{ input: { ${input.join('; ')} }; answer: ${answer}; refusal: ${refusal} }`;
}

/** @param {Record<string, {$ref: string}>} events */
function eventsOf(events) {
  const data = Object.entries(events).map(([name, { $ref }]) => `${name}: ${nameIn($ref)}`);
  return `{ ${data.join('; ')} }`;
}

/** @param {string} reference */
function nameIn(reference) {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** @param {string} id */
function pascal(id) {
  return id
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
