// Writes the drawing in ARCHITECTURE.md from floors.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFreshDrawing } from './architectureDrawing.mjs';
import { root } from './root.mjs';

const page = join(root, 'ARCHITECTURE.md');
writeFileSync(page, withFreshDrawing(readFileSync(page, 'utf8')));
