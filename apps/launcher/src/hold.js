import { runMeasurement } from './run-measurement.js';

await runMeasurement('npm run hold', 'dist/apps/bench/programs/hold.js');
