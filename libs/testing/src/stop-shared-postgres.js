// Run by Jest after all tests.
export { stopSharedPostgres as default } from './share-postgres.js';
