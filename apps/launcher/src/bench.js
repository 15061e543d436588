import { runMeasurement } from './run-measurement.js';

await runMeasurement('npm run bench', 'dist/apps/bench/main.js');
