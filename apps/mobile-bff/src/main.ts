import { runGateway } from '@frontdesk/gateway';
import { NAME } from './config.js';
import { startMobileBff } from './start-mobile-bff.js';

await runGateway(NAME, () => startMobileBff(process.env));
