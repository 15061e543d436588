import { html, prose } from '@frontdesk/gateway';
import { type ApiDocument, routesOf } from '../../changes/api-document.js';
import { documentOfVersion } from '../../changes/document-of-version.js';
import { operations } from '../api/operations.js';
import type { Chapter } from './chapter.js';
import { objectSections } from './object-section.js';
import { operationSection } from './operation-section.js';

/** Every operation of a version by what it is about, and then the objects that they take and answer. */
export function reference(document: ApiDocument, version: string): Chapter[] {
  const own = documentOfVersion(document, version);
  const order = Object.keys(operations);
  const routes = routesOf(own).sort((one, other) => order.indexOf(one.route) - order.indexOf(other.route));
  const about = (own.tags ?? []).map(({ name, description = '' }): Chapter => {
    const members = routes.filter(({ operation }) => operation.tags?.includes(name));
    const id = `about-${name.toLowerCase()}`;
    return {
      id,
      title: name,
      body: html`<p>${prose(description)}</p>
        ${members.map((route) => operationSection(route, own))}`,
      parts: members.map(({ operation: { operationId = '', summary = '' } }) => ({
        id: operationId,
        title: summary,
      })),
    };
  });
  const objects: Chapter = {
    id: 'objects',
    title: 'Objects',
    body: html`<p>
        What is sent and answered, as JSON. An instant is text as in ISO 8601, in UTC, such as
        <code>2026-11-20T10:15:00.000Z</code>. Answers may have further fields: pass over what you do not
        know.
      </p>
      ${objectSections(own)}`,
  };
  return [...about, objects];
}

/** The head of a reference. */
export const referenceHead = (version: string): Chapter => ({
  id: 'reference',
  title: 'Reference',
  body: html`<p>
    Every operation of <code>${version}</code>. The examples read your address and your key from the two
    variables of <a href="/docs#set-two-variables">getting started</a>, and work in this order from top to
    bottom.
  </p>`,
});
