export { type Database, type Row } from './database.js';
export { DatabaseUnavailable } from './database-unavailable.js';
export { type Migrations } from './migrate.js';
export { openDatabase } from './open-database.js';
