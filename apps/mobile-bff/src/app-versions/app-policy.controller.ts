import { Public } from '@frontdesk/auth';
import { applyDecorators, Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { inEveryVersion } from '../api-versions.js';
import { type AppPolicy, appPolicy, PLATFORMS, type PlatformPolicy } from './app-policy.js';
import { AnyAppVersion } from './app-version.guard.js';

const Asked = z.object({
  least: z.string().describe('Older apps are answered nothing but this policy'),
  recommended: z.string().describe('Older apps are answered, and told of it in `X-App-Update`'),
  storeUrl: z.string(),
});
const PublishedPolicy = z.record(z.enum(PLATFORMS), Asked).meta({ id: 'AppPolicy' });

/** For how long an app may go by what it was told. */
const FRESH = 'public, max-age=300';

const AskedByAnyone = () => applyDecorators(Public(), AnyAppVersion(true), Header('cache-control', FRESH));

@Controller()
export class AppPolicyController {
  /** Which versions of the app are answered, and where the newest is; for apps of any version, logged in or not. */
  @Get(inEveryVersion('app-policy'))
  @AskedByAnyone()
  @ApiOkResponse({ standardSchema: PublishedPolicy })
  policy() {
    return published;
  }
}

const published = publishedOf(appPolicy);

function publishedOf(policy: AppPolicy): z.infer<typeof PublishedPolicy> {
  const told = ({ least, recommended, storeUrl }: PlatformPolicy) => ({ least, recommended, storeUrl });
  return { ios: told(policy.ios), android: told(policy.android) };
}
