import type { ApiDocument, ApiResponse, Operation } from '../../changes/api-document.js';

/** The document with every operation changed. */
export function mapOperations(
  document: ApiDocument,
  change: (operation: Operation, method: string, path: string) => Operation,
): ApiDocument {
  const paths = Object.entries(document.paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, operation]) => [method, change(operation, method, path)]),
    ),
  ]);
  return { ...document, paths: Object.fromEntries(paths) as ApiDocument['paths'] };
}

/** The document with every answer of its operations changed. */
export function mapResponses(
  document: ApiDocument,
  change: (response: ApiResponse, status: string) => ApiResponse,
): ApiDocument {
  return mapOperations(document, (operation) => ({
    ...operation,
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, change(response, status)]),
    ),
  }));
}
