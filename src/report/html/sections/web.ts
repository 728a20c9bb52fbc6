import { mapOfWeb } from '../../figures/mapOfWeb.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';

/** The map of the web; none where nothing is promised. */
export function web(data: ReportData): Section | null {
  const map = mapOfWeb(data.show, data.currency);
  return map.links.length === 0 ? null : { id: 'web', title: 'The web', body: figureBlock(map) };
}
