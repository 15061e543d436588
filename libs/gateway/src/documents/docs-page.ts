import { html } from './html.js';

/** The page of Swagger UI; its scripts and styles are files, so that no script needs an exception of the policy. */
export function docsPage(title: string): string {
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" /><meta name="viewport" content="width=device-width" />
      <title>${title}</title>
      <link rel="icon" href="/docs/favicon-32x32.png" /><link rel="stylesheet" href="/docs/swagger-ui.css" />
      <body>
        <div id="docs"></div>
        <noscript><a href="/openapi.json">/openapi.json</a></noscript>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/start.js"></script>
      </body>
    </html>`.markup;
}

export const docsScript = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true });\n`;
