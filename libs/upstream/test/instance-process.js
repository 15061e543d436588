import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';

// An instance in a process of its own, to be killed or stopped. What it executes is on disk before it answers.
const [, , journal] = process.argv;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'POST')
      appendFileSync(journal, `${JSON.parse(Buffer.concat(chunks).toString()).id}\n`);
    setTimeout(() => response.setHeader('content-type', 'application/json').end('{}'), 5);
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
