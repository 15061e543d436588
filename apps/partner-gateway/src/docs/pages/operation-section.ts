import { html, type Html, prose } from '@frontdesk/gateway';
import {
  type ApiDocument,
  type ApiResponse,
  type Operation,
  type Parameter,
  resolved,
  type Route,
} from '../../changes/api-document.js';
import { operations } from '../api/operations.js';
import { code, linkedTitle, shell } from './chapter.js';
import { fieldList, fieldsOf, sentence } from './field-list.js';
import { typeInWords } from './type-in-words.js';

/** Headers that every answer has, and that are told of once. */
const EVERYWHERE = new Set([
  'X-Request-Id',
  'RateLimit',
  'RateLimit-Policy',
  'Deprecation',
  'Sunset',
  'Link',
]);

/** One operation: what it does, how it is called, what it takes and what it answers. */
export function operationSection({ route, path, method, operation }: Route, document: ApiDocument): Html {
  const { operationId = '', summary = '', description, parameters = [] } = operation;
  const [example, keep] = [operations[route]?.curl ?? '', operations[route]?.keep];
  return html`
    <h3 class="operation" id="${operationId}">${linkedTitle(operationId, summary)}</h3>
    <p class="route">
      <span class="method">${method.toUpperCase()}</span> <code>${path}</code>
      <span class="soft">scope <code>${scopesOf(operation)}</code></span>
    </p>
    ${description ? html`<p>${prose(description)}</p>` : ''} ${shell(example)}
    ${
      keep
        ? html`<p>
            Later examples need <code>${keep.field}</code> of the answer:
            <code>export ${keep.variable}=…</code>
          </p>`
        : ''
    }
    ${
      parameters.length > 0
        ? html`<p class="label">Takes</p>
            ${parameterList(parameters)}`
        : ''
    }
    ${bodyOf(operation, document)}
    <p class="label">Answers</p>
    ${answerList(operation, document)}
  `;
}

function scopesOf({ security = [] }: Operation): string {
  return [...new Set(security.flatMap((each) => Object.values(each).flat()))].join(' ');
}

function parameterList(parameters: readonly Parameter[]): Html {
  return fieldList(
    parameters.map(({ name, in: place, required = false, schema = {}, description = '' }) => ({
      name,
      schema,
      description,
      notes: [`in the ${place}`, required ? 'required' : 'optional'],
    })),
  );
}

function bodyOf({ requestBody }: Operation, { components }: ApiDocument): Html {
  const [type, { schema = {} } = {}] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type === undefined) return html``;
  return html`<p class="label">Takes as its body, of type ${type}</p>
    <p>${typeInWords(schema)}:</p>
    ${fieldList(fieldsOf(resolved(schema, components)))}`;
}

function answerList(operation: Operation, document: ApiDocument): Html {
  const answers = Object.entries(operation.responses).map(([status, response]) => ({
    status,
    response: resolved(response, document.components),
    isShared: response.$ref !== undefined,
  }));
  const own = answers.filter(({ isShared }) => !isShared);
  const shared = answers.filter(({ isShared, status }) => isShared && status !== 'default');
  return html`<dl class="fields">${own.map(({ status, response }) => answer(status, response))}</dl>
    <p>
      As any operation, it may also answer
      ${shared.map(({ status }, n) => html`${n > 0 ? ', ' : ''}${status}`)}:
      <a href="/docs#errors">errors</a>.
    </p>`;
}

function answer(status: string, { description = '', content = {}, headers = {} }: ApiResponse): Html {
  const [body] = Object.values(content);
  const type = body?.schema ? html` ${typeInWords(body.schema)}` : '';
  const named = Object.keys(headers).filter((name) => !EVERYWHERE.has(name));
  const list = named.map((name, n) => html`${n > 0 ? ', ' : ''}<code>${name}</code>`);
  return html`<div>
    <dt><code>${status}</code><span class="soft">${type}</span></dt>
    <dd>${prose(sentence(description))}${named.length > 0 ? html` Headers: ${list}.` : ''}</dd>
    ${
      body?.example !== undefined && status.startsWith('2')
        ? html`<details>
            <summary>Example</summary>
            ${code(JSON.stringify(body.example, null, 2))}
          </details>`
        : ''
    }
  </div>`;
}
