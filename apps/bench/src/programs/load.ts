import type { Load } from '../load/load.js';
import { putLoad } from '../load/put-load.js';
import { sayReady } from '../processes/say-ready.js';

// Load where there is no wrk, and where wrk cannot do what is wanted: one job at a time, by message.
process.on('message', (load: Load) => void putLoad(load).then((result) => process.send?.({ result })));
sayReady({});
