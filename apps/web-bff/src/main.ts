import { runGateway } from '@frontdesk/gateway';
import { startWebBff } from './start-web-bff.js';

await runGateway('web-bff', () => startWebBff(process.env));
