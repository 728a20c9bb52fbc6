// table: the files that `interlock new` writes; text to be read as it is written, so it stays in one place
const BOOK = `# yaml-language-server: $schema=./book.schema.json
# A deal book: who signed what with whom. All names and numbers here are invented; put your own in their place.
#   interlock check .        finds every fault and tests the checks at the end
#   interlock show .         says what the web amounts to, without simulation
#   interlock run .          simulates it

book:
  format: 1
  title: My first book
  as_of: 2025-12-31                 # the day on which the book stands
  currency: USD
  horizon: {end: 2030-Q4}           # last quarter that is simulated

# Where each figure comes from. Grades: A filing or company statement, B press, C analyst, D assumption.
sources:
  contract-news:
    title: The two firms sign
    publisher: Example Times
    date: 2025-10-16
    url: https://example.org/contract
    grade: B
  assumption: {title: Assumptions of this book, publisher: me, date: 2025-12-31, grade: D, note: replace by sources}

parties:
  lab:
    name: Example Lab
    kind: lab
    source: assumption
    said_by: modeller
    cash: 6B
    private: {valuation: 80B}
    demand:
      revenue: 8B                   # annualised, at the start
      growth: {2026: 60%, 2027: 45%, 2028: 35%, 2029: 25%, 2030: 20%}
      margin: 70%                   # before compute
      other_costs: {2026: 2B, 2028: 3B, 2030: 4B}
      training: {2025: 0.2, 2027: 0.35, 2030: 0.5}       # GW
      revenue_per_capacity: {2026: 25B, 2028: 22B}       # a GW-year of inference serves this revenue
    funding: {buffer: 1B, equity_fraction: 8%}

  cloud:
    name: Example Cloud
    kind: cloud
    source: assumption
    said_by: modeller
    cash: 15B
    debt: {amount: 20B, rate: 5%, holders: {bank: 40%, bond_fund: 60%}}
    listed: {ticker: EXC, price: $100, shares: 1.2B, volatility: 35%}
    operations: {revenue: 30B, growth: 5% to 9%, margin: 25%, capex: 10%}
    capacity: 0.9                   # GW
    reported: {backlog: 28B, backlog_share: {lab: 60%}}

deals:
  lab-cloud-compute:
    title: Five years of compute
    between: [lab, cloud]
    date: 2025-10-15
    status: signed                  # talks, intent, announced, signed, amended, lapsed, completed, terminated
    firm: 60%                       # the rest is "up to"
    source: contract-news
    said_by: seller
    terms:
      compute:
        type: capacity
        buyer: lab
        seller: cloud
        amount: 0.5                 # GW at full delivery
        price: "11B to 13B"         # a GW-year; an interval is the central 90 %
        start: 2026-Q1
        ramp: 4                     # quarters to full delivery
        years: 5
        take_or_pay: 80%
        renegotiable: 50%

  cloud-lab-loan:
    title: The cloud lends to its customer
    between: [lab, cloud]
    date: 2025-10-15
    status: signed
    source: contract-news
    said_by: press
    terms:
      loan:
        type: loan
        lender: cloud
        borrower: lab
        principal: 4B
        rate: 9%
        draws: {first: {share: 50%, date: 2025-12-15}, second: {share: 50%, date: 2026-06-30}}
        maturity: 2029-12-31

market:                             # who else wants compute, what it costs, how fast it is built
  source: assumption
  said_by: modeller
  unit: {capacity: GW, price: USD per GW-year}
  capacity: 3
  demand: 2.4                       # of everyone but the lab, at the reference price
  reference_price: 12B
  growth: {2026: 30%, 2027: 25%, 2028: 20%, 2029: 18%, 2030: 15%}
  running_cost: 1.5B
  build: {chips: 25B, shell: 13B, chip_life: 5.5, shell_life: 20}
  lead: 6                           # quarters from order to delivery

scenarios:
  demand-stalls:
    says: The lab's growth stops after 2026.
    source: assumption
    changes:
      - {set: {parties.lab.demand.growth.2027: 0%, parties.lab.demand.growth.2028: 0%}}

# What you know to be true of the whole, so that a slip in the figures is found.
checks:
  lab-total:
    says: The lab has promised some 28B in all.
    source: contract-news
    figure: parties.lab.commitments.headline
    at_least: 26B
    at_most: 30B
`;

const README = (name: string): string => `# ${name}

A deal book for [Interlock](https://www.npmjs.com/package/interlock-lab). Everything is in \`book.yaml\`; a book may also be spread
over several \`*.yaml\` files of this folder.

\`\`\`
npx interlock check .     # every fault at its place, and the book's own checks
npx interlock show .      # what was promised, by whom, how firmly
npx interlock run .       # what may happen
\`\`\`

In VS Code, the YAML extension completes keys and explains them: \`.vscode/settings.json\` points it to \`book.schema.json\`.
\`interlock schema book > book.schema.json\` renews the schema.
`;

const SETTINGS = `{
  "yaml.schemas": { "./book.schema.json": "*.yaml" }
}
`;

const EXTENSIONS = `{
  "recommendations": ["redhat.vscode-yaml"]
}
`;

/** The files of a new book, by their names. */
export function scaffold(name: string): Record<string, string> {
  return {
    'book.yaml': BOOK,
    'README.md': README(name),
    '.vscode/settings.json': SETTINGS,
    '.vscode/extensions.json': EXTENSIONS,
  };
}
