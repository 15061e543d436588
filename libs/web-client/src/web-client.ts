/** The storefront's client of web-bff. */
export const webClient = () => undefined;
