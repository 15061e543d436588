import openapiTypes, { astToString } from 'openapi-typescript';

/**
 * The TypeScript of an OpenAPI document: `paths`, what `openapi-fetch` is typed by, and each schema by its name.
 * @param {object} document
 */
export async function typesOf(document) {
  const nodes = await openapiTypes(/** @type {import('openapi-typescript').OpenAPI3} */ (document), {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return astToString(nodes);
}
