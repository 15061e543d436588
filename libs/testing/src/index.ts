export {
  type Browser,
  type BrowserContext,
  browserForTests,
  type BrowserResponse,
  describeWithChromium,
  type Page,
} from './browser-for-tests.js';
export { TestCheckout } from './checkout-for-tests.js';
export { DatabaseDoor } from './database-door.js';
export { databaseFolder } from './database-folder.js';
export { eventually } from './eventually.js';
export { freePort } from './free-port.js';
export { type FakeClock, fakeClock } from './fake-clock.js';
export { FakeUpstream, fakeUpstream, type Handler, type ReceivedRequest } from './fake-upstream.js';
export { OpenIdProvider, openIdProvider, type TokenRequest, type WrongIdToken } from './open-id-provider.js';
export { embeddedDatabase, type OwnDatabase, ownDatabase } from './own-database.js';
export { describeWithPostgres, hasPostgres, postgresForTests, TestPostgres } from './postgres-for-tests.js';
export { programPath, recordSkipped } from './program.js';
export { describeWithRedis, describeWithRedisToBreak, redisForTests, TestRedis } from './redis-for-tests.js';
export { type Route, routesOf } from './routes-of.js';
export { seededRandom } from './seeded-random.js';
export { type Pen, type TokenClaims, type TokenHeader, TokenIssuer, tokenIssuer } from './token-issuer.js';
export { type Faults, type Received, shopForTests, type ShopService, TestShop } from './shop-for-tests.js';
