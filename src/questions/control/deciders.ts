import { type Body, type DecisionGame, decisionPower, type Voice } from '../../mechanisms/control/decisionGame.ts';
import type { CapTable, IssuerTable } from './capTable.ts';

/** Votes of a whole meeting: shares are counted in billionths. */
const VOTES = 1e9;

/** A game whose players and bodies are known by the ids of parties. */
export interface NamedGame {
  readonly game: DecisionGame;
  /** By player: whose consent it is. For a company: its own directors, or its holders that nobody names. */
  readonly players: readonly string[];
  /** By body: of which company it is. */
  readonly bodies: readonly string[];
}

/** How holders are taken: through to the last who decides, or as they stand; whom nobody names dispersed or as one. */
export interface GameOptions {
  readonly depth: 'direct' | 'ultimate';
  readonly outside: 'dispersed' | 'block';
  /** Who decides: the board where its seats have appointers, or the votes in any case. */
  readonly by: 'board' | 'votes';
}

/** Whether somebody other than itself decides a party. */
export function isDecided(table: CapTable, id: string): boolean {
  const issuer = table.get(id);
  return issuer !== undefined && (issuer.board !== null || issuer.holders.size > 0);
}

/** Lays out who decides an issuer, through companies that hold it and boards that are appointed. */
export function issuerGame(table: CapTable, issuer: string, options: GameOptions): NamedGame {
  const naming = new Naming(table, options);
  const voice = naming.companyVoice(issuer);
  return naming.named([[voice]]);
}

/** Lays out a decision that needs parties; `drawn` says who decides a company in place of its own bodies. */
export function needsGame(
  table: CapTable,
  needs: readonly (readonly string[])[],
  drawn: ReadonlyMap<string, string>,
): NamedGame {
  const naming = new Naming(table, { depth: 'ultimate', outside: 'dispersed', by: 'board' }, drawn);
  return naming.named(needs.map((need) => need.map((id) => naming.voiceOf(id))));
}

/** Power by party over a game: players by their ids, dispersed holders by the id of their company. */
export function powerByParty({ game, players, bodies }: NamedGame): Map<string, number> {
  const { players: own, dispersed } = decisionPower(game);
  const power = new Map<string, number>();
  const add = (id: string, part: number): void => {
    if (part > 0) power.set(id, (power.get(id) ?? 0) + part);
  };
  players.forEach((id, i) => {
    add(id, own[i]!);
  });
  bodies.forEach((id, b) => {
    add(id, dispersed[b]!);
  });
  return power;
}

class Naming {
  private readonly players = new Map<string, number>();
  private readonly copies: number[] = [];
  private readonly bodies: Body[] = [];
  private readonly bodyNames: string[] = [];
  private readonly bodyOf = new Map<string, number>();
  private readonly table: CapTable;
  private readonly options: GameOptions;
  private readonly drawn: ReadonlyMap<string, string>;

  constructor(table: CapTable, options: GameOptions, drawn: ReadonlyMap<string, string> = new Map()) {
    this.table = table;
    this.options = options;
    this.drawn = drawn;
  }

  named(needs: readonly (readonly Voice[])[]): NamedGame {
    return {
      game: { copies: this.copies, bodies: this.bodies, needs },
      players: [...this.players.keys()],
      bodies: this.bodyNames,
    };
  }

  voiceOf(id: string): Voice {
    const decider = this.drawn.get(id);
    if (decider !== undefined) return this.player(decider, 1);
    return isDecided(this.table, id) ? this.companyVoice(id) : this.player(id, 1);
  }

  companyVoice(id: string): Voice {
    const issuer = this.table.get(id);
    if (issuer === undefined) return this.player(id, 1);
    return this.options.by === 'board' && issuer.board !== null
      ? this.body(id, '', () => this.boardOf(id, issuer))
      : this.body(id, 'votes', () => this.meetingOf(id, issuer));
  }

  private holderVoice(id: string): Voice {
    return this.options.depth === 'direct' ? this.player(id, 1) : this.voiceOf(id);
  }

  private player(id: string, copies: number): Voice {
    const known = this.players.get(id);
    if (known !== undefined) return { player: known };
    const player = this.players.size;
    this.players.set(id, player);
    this.copies.push(copies);
    return { player };
  }

  /** A body is numbered before its members, so that those who hold each other find it. */
  private body(id: string, kind: string, membersOf: () => Body): Voice {
    const key = `${id}/${kind}`;
    const known = this.bodyOf.get(key);
    if (known !== undefined) return { body: known };
    const body = this.bodies.length;
    this.bodyOf.set(key, body);
    this.bodyNames.push(id);
    this.bodies.push({ members: [], dispersed: 0, quota: 1 });
    this.bodies[body] = membersOf();
    return { body };
  }

  /** Seats that nobody appoints are filled by the holders as one, or where there are none by the directors themselves. */
  private boardOf(id: string, { board, holders }: IssuerTable): Body {
    const { seats, appointed } = board!;
    const members = [...appointed].map(([holder, weight]) => ({ voice: this.holderVoice(holder), weight }));
    const left = seats - [...appointed.values()].reduce((sum, n) => sum + n, 0);
    if (left > 0) {
      if (holders.size === 0) members.push({ voice: this.player(id, left), weight: 1 });
      else members.push({ voice: this.body(id, 'votes', () => this.meetingOf(id, this.table.get(id)!)), weight: left });
    }
    return { members, dispersed: 0, quota: Math.floor(seats / 2) + 1 };
  }

  private meetingOf(id: string, { holders, outside }: IssuerTable): Body {
    const members = [...holders].map(([holder, { votes }]) => ({
      voice: this.holderVoice(holder),
      weight: Math.round(votes * VOTES),
    }));
    const left = Math.round(outside.votes * VOTES);
    const all = left + members.reduce((sum, m) => sum + m.weight, 0);
    const isBlock = this.options.outside === 'block' && left > 0;
    if (isBlock) members.push({ voice: this.player(id, 1), weight: left });
    return { members, dispersed: isBlock ? 0 : left, quota: Math.floor(all / 2) + 1 };
  }
}
