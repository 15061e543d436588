import { describeGateway } from '@frontdesk/gateway';
import { composeWebBff } from '../compose-web-bff.js';

// No setting of the surroundings: the document is the same wherever it is printed, and nothing else is printed.
const document = await describeGateway(await composeWebBff({ LOG_LEVEL: 'silent' }));
process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
