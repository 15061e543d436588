import type { Take } from './quick-take.js';

/**
 * Makes a function that takes these fields of an object, in this order, and leaves the others; `undefined` where one of
 * them is not taken.
 *
 * It is compiled of text, as Zod's own are: where names are known beforehand, V8 looks none up. In the text are the
 * names of a schema's fields, quoted, and nothing of what anybody sent.
 */
export function takeFields(fields: readonly (readonly [name: string, take: Take])[]): Take {
  const given = fields.map((_, n) => `take${n}`);
  const text = `return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    ${fields
      .map(
        ([name], n) => `const taken${n} = take${n}(value[${JSON.stringify(name)}]);
    if (taken${n} === undefined) return undefined;`,
      )
      .join('\n')}
    return { ${fields.map(([name], n) => `${JSON.stringify(name)}: taken${n}`).join(', ')} };
  };`;
  const compile = new Function(...given, text) as (...takes: Take[]) => Take;
  return compile(...fields.map(([, take]) => take));
}
