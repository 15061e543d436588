import { runGateway } from '@frontdesk/gateway';
import { NAME } from './config.js';
import { startCheckout } from './start-checkout.js';

await runGateway(NAME, () => startCheckout(process.env));
