// What `eslint --stdin --stdin-filename` does, for many sources in one process: most of its time goes into starting.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const sources = JSON.parse(await text(process.stdin));
const complaints = [];
for (const { file, text: source } of sources) {
  const [result] = await eslint.lintText(source, { filePath: file });
  complaints.push(result.messages.map(({ ruleId, message }) => ({ rule: ruleId ?? 'syntax', message })));
}
process.stdout.write(JSON.stringify(complaints));
