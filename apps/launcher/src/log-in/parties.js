/** @type {import('./ask.js').Party} */
export const provider = {
  what: 'identity provider',
  url: addressFrom('OIDC_ISSUER', 'http://127.0.0.1:3010'),
  setting: 'OIDC_ISSUER',
};

/** @type {import('./ask.js').Party} */
export const webBff = {
  what: 'web-bff',
  url: addressFrom('WEB_BFF_URL', 'http://127.0.0.1:3000'),
  setting: 'WEB_BFF_URL',
};

/**
 * @param {string} setting
 * @param {string} byDefault
 */
function addressFrom(setting, byDefault) {
  return (process.env[setting] || byDefault).replace(/\/$/, '');
}
