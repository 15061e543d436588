import { clients } from './clients.js';
import { generateTypes } from './generate-types.js';

// `generate.js web-client`: the types of that client alone.
const [named] = process.argv.slice(2);
await Promise.all((named ? [named] : Object.keys(clients)).map((client) => generateTypes(client)));
