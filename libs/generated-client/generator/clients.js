/**
 * @typedef {object} Client
 * @property {string} gateway whose document its types are made of
 * @property {readonly ('path' | 'query' | 'header')[]} given the parameters that a caller gives; what stands elsewhere, the client knows by itself
 */

/**
 * The clients whose types are generated, by the folder of `libs` that they are in.
 * @type {Readonly<Record<string, Client>>}
 */
export const clients = {
  'web-client': { gateway: 'web-bff', given: ['path', 'query', 'header'] },
  'mobile-client': { gateway: 'mobile-bff', given: ['path', 'query'] },
};
