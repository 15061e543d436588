import { ownSettings } from './own-settings.js';

/**
 * What web-bff is told besides the others, unless the user says otherwise: the secret by which the sample identity
 * provider knows it, and where the pictures of the sample shop are, which pages may show.
 * @param {NodeJS.ProcessEnv} env
 * @param {{issuer: string, secretFile: string}} identity
 * @returns {Record<string, string>}
 */
export function settingsOfWebBff(env, { issuer, secretFile }) {
  const said = { ...env, ...ownSettings('web-bff', env) };
  const isSample = said.OIDC_ISSUER === issuer && !said.OIDC_CLIENT_SECRET && !said.OIDC_CLIENT_SECRET_FILE;
  const images = said.SHOP_IMAGES_URL || said.PRODUCTS_URL?.split(',')[0] || '';
  return {
    ...(isSample && { OIDC_CLIENT_SECRET_FILE: secretFile }),
    ...(URL.canParse(images) && !said.IMAGE_ORIGINS && { IMAGE_ORIGINS: new URL(images).origin }),
  };
}
