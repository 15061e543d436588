import { growthByManyKeys } from '@frontdesk/caching/many-keys';
import { sayReady } from '../processes/say-ready.js';

// In a process of its own: nothing else grows in it meanwhile.
sayReady({});
process.send?.({ growth: await growthByManyKeys(Number(process.argv[2])) });
