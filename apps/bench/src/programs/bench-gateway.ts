import { runGateway } from '@frontdesk/gateway';
import { startBenchGateway } from '../gateway/start-bench-gateway.js';

await runGateway('bench', () => startBenchGateway(process.env));
