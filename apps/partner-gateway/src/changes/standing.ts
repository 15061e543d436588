import { isDeepStrictEqual } from 'node:util';
import { type ApiDocument, routesOf } from './api-document.js';
import { inWords } from './change.js';
import { compareDocuments } from './compare-documents.js';
import { documentOfVersion } from './document-of-version.js';

/** How a version is today beside how it was recorded. */
export interface Standing {
  readonly version: string;
  /** As it is today. */
  readonly document: ApiDocument;
  /** What breaks callers, in words. */
  readonly breaking: readonly string[];
  /** What is different and breaks nobody, in words; nothing where only words are. */
  readonly harmless: readonly string[];
  /** Whether it is recorded just as it is. */
  readonly isRecorded: boolean;
}

/** Compares a version of a document with its record; without one, all of it is new. */
export function standingOf(
  version: string,
  recorded: ApiDocument | undefined,
  document: ApiDocument,
): Standing {
  // As it is written: what JSON leaves out makes no difference.
  const today = JSON.parse(JSON.stringify(documentOfVersion(document, version))) as ApiDocument;
  if (!recorded) {
    const routes = routesOf(today).map(({ route }) => `\`${route}\``);
    const harmless = [`First published, with ${routes.join(', ')}.`];
    return { version, document: today, breaking: [], harmless, isRecorded: false };
  }
  const changes = compareDocuments(recorded, today);
  const inSentences = (breaking: boolean) => [
    ...new Set(
      changes.filter((change) => change.breaking === breaking).map((change) => `${inWords(change)}.`),
    ),
  ];
  return {
    version,
    document: today,
    breaking: inSentences(true),
    harmless: inSentences(false),
    isRecorded: isDeepStrictEqual(recorded, today),
  };
}

/** The versions that a document has, by the first segments of its paths, the oldest first. */
export function versionsIn({ paths }: ApiDocument): string[] {
  return [...new Set(Object.keys(paths).map((path) => path.split('/')[1] ?? ''))].sort();
}
