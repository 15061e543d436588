import { runGateway } from '@frontdesk/gateway';
import { NAME } from './config.js';
import { startPartnerGateway } from './start-partner-gateway.js';

await runGateway(NAME, () => startPartnerGateway(process.env));
