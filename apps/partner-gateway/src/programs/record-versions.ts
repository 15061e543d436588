import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiDocument } from '../changes/api-document.js';
import { type ChangelogEntry, withEntry } from '../changes/changelog.js';
import { standingOf, versionsIn } from '../changes/standing.js';
import { startPartnerGateway } from '../start-partner-gateway.js';

/**
 * `npm run record-api`: writes down how every version of this API is today, and in the changelog what is new in it. What
 * breaks callers is not written down: it is said, and the program fails.
 */
const FOLDER = 'apps/partner-gateway/published';
const CHANGELOG = `${FOLDER}/changelog.json`;

const read = <T>(file: string): T | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
const write = (file: string, value: unknown) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
const say = (line: string) => process.stdout.write(`${line}\n`);

const document = await today();
const date = new Date().toISOString().slice(0, 10);
let changelog = read<readonly ChangelogEntry[]>(CHANGELOG) ?? [];
for (const version of versionsIn(document)) {
  const file = `${FOLDER}/${version}.json`;
  const standing = standingOf(version, read<ApiDocument>(file), document);
  if (standing.breaking.length > 0) {
    say(`${version} is not recorded, since it breaks those who call it:`);
    for (const words of standing.breaking) say(`  ${words}`);
    process.exitCode = 1;
    continue;
  }
  say(`${version}: ${standing.isRecorded ? 'nothing new' : 'recorded'}`);
  for (const words of standing.harmless) say(`  ${words}`);
  changelog = withEntry(changelog, standing, date);
  write(file, standing.document);
}
write(CHANGELOG, changelog);

/** The document, of a gateway that is started for it with no setting of the surroundings. */
async function today(): Promise<ApiDocument> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-record-'));
  const free = { PORT: '0', MANAGEMENT_PORT: '0' };
  const gateway = await startPartnerGateway({ ...free, LOG_LEVEL: 'silent', PARTNER_DATA_DIR: folder });
  try {
    return (await (await fetch(`${gateway.url}/openapi.json`)).json()) as ApiDocument;
  } finally {
    await gateway.close();
    rmSync(folder, { recursive: true });
  }
}
