import { describeGateway } from '@frontdesk/gateway';
import { composeMobileBff } from '../compose-mobile-bff.js';

// No setting of the surroundings: the document is the same wherever it is printed, and nothing else is printed.
const document = await describeGateway(await composeMobileBff({ LOG_LEVEL: 'silent' }));
process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
