import { runGateway } from '@frontdesk/gateway';
import { startMobileBff } from './start-mobile-bff.js';

await runGateway('mobile-bff', () => startMobileBff(process.env));
