interface Names {
  readonly names: Readonly<Record<string, string>>;
  readonly deal_titles: Readonly<Record<string, string>>;
}

/** A path of the book in words: `parties.openai.demand.growth.2026` is `OpenAI: demand, growth, 2026`. */
export function inputWords(of: Names, path: string): string {
  const [section, id, ...rest] = path.split('.');
  const fields = rest.filter((field) => field !== 'terms').map((field) => field.replaceAll('_', ' '));
  const owner = section === 'parties' ? of.names[id ?? ''] : section === 'deals' ? of.deal_titles[id ?? ''] : undefined;
  if (owner !== undefined) return [owner, fields.join(', ')].filter((part) => part !== '').join(': ');
  const others = [id ?? '', ...fields].map((field) => field.replaceAll('_', ' ')).filter((field) => field !== '');
  const where = (section ?? '').replace(/s$/, '');
  return `${where.slice(0, 1).toUpperCase()}${where.slice(1)}: ${others.join(', ')}`;
}
