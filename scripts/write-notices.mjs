// Writes THIRD-PARTY-NOTICES from the lock file and the installed packages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

writeFileSync(join(root, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(root));
