import { runGateway } from '@frontdesk/gateway';
import { NAME } from './config.js';
import { startWebBff } from './start-web-bff.js';

await runGateway(NAME, () => startWebBff(process.env));
