import { describeGateway } from '@frontdesk/gateway';
import { composeWebBff } from '../compose-web-bff.js';

// No setting of the surroundings: the document is the same wherever it is printed, and nothing is asked for it.
const document = await describeGateway(await composeWebBff({}));
process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
