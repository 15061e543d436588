import { html, type Html, type RetiringVersions } from '@frontdesk/gateway';

/** What stands on pages of its own. */
export function otherPages(retiring: RetiringVersions): Html {
  const older = Object.keys(retiring).map(
    (version) => html`<li><a href="/docs/${version}">Reference of ${version}</a></li>`,
  );
  return html`${older}
    <li><a href="/docs/changelog">Changelog</a></li>
    <li><a href="/docs/reference">Try it in the browser</a></li>
    <li><a href="/openapi.json">OpenAPI document</a></li>`;
}
