import { loadSettings } from '@frontdesk/gateway';
import { settings } from './config.js';

it('no setting lets a revoked key live for a second, or makes what is known too old between two looks', () => {
  expect(() => loadSettings(settings, { DIRECTORY_POLL_MS: '501' })).toThrow(
    'invalid settings: DIRECTORY_POLL_MS must be at most 500',
  );
});
