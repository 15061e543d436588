import { runGateway } from '@frontdesk/gateway';
import { startPartnerGateway } from './start-partner-gateway.js';

await runGateway('partner-gateway', () => startPartnerGateway(process.env));
