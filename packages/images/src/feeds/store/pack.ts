import {
  type AdvisoryEntry,
  type Affected,
  isBeforeFix,
  onlyFixOf,
  type RangeEvent,
  type Suspects,
} from "@watertight/core/images";

/*
 * The entries of one package as a store keeps them. Nine of ten say no more than: all versions up to a fix. Those are kept in groups of
 * one fix, which a head names, so that the fixes alone decide what need not be parsed:
 *
 *   head | entries that say more | group … group
 *
 * The head is a line of JSON, `[kinds, length, kind, fix, length, kind, fix, length …]`: the ecosystems, names and types of ranges that there
 * are, the characters of what says more, and for each group its kind, its fix ("" = none) and its characters. The parts are lists of JSON.
 */

/** What the entries of a group share. */
type Kind = readonly [ecosystem: string, name: string, type: "SEMVER" | "ECOSYSTEM"];

/** What is left of an entry in its group: id, ids of its one issue, source, rating, score. */
type Short = readonly [
  id: string,
  ids: readonly string[],
  source: string,
  rating: AdvisoryEntry["rating"],
  score?: number,
];

type Head = readonly [kinds: readonly Kind[], length: number, ...groups: (number | string)[]];

/** An entry that says more. */
type Long = Omit<AdvisoryEntry, "entry"> & { readonly entry: Partial<Affected> };

/** Gathers the entries of one package. */
export class BlockWriter {
  private readonly kinds: string[] = [];
  private readonly long: string[] = [];
  private readonly groups = new Map<string, string[]>();

  add(one: AdvisoryEntry): void {
    const { entry, issues } = one;
    const [issue] = issues;
    const fixed = onlyFixOf(entry);
    const isShort = issues.length === 1 && issue !== undefined && issue.bundle === undefined;
    if (fixed === undefined || !isShort) {
      this.long.push(longText(one));
      return;
    }
    const { id, source, rating, score } = one;
    const known: Short = [id, issue.ids, source, rating];
    const short: Short = score === undefined ? known : [id, issue.ids, source, rating, score];
    const key = JSON.stringify([this.kindOf(entry), fixed]).slice(1, -1);
    const text = JSON.stringify(short);
    const group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, [text]);
    else group.push(text);
  }

  /** The text that `parted` and `allOf` read. */
  text(): string {
    const long = `[${this.long.join(",")}]`;
    const groups = [...this.groups].map(([key, texts]) => ({ key, text: `[${texts.join(",")}]` }));
    const head = [
      `[${this.kinds.join(",")}]`,
      long.length,
      ...groups.map(({ key, text }) => `${key},${text.length}`),
    ];
    return `[${head.join(",")}]\n${long}${groups.map(({ text }) => text).join("")}`;
  }

  private kindOf({ ecosystem, name, ranges }: Affected): number {
    const kind = JSON.stringify([ecosystem, name, ranges[0]?.type]);
    const known = this.kinds.indexOf(kind);
    return known < 0 ? this.kinds.push(kind) - 1 : known;
  }
}

function longText(one: AdvisoryEntry): string {
  // What is scored needs its vectors no more.
  const entry = { ...one.entry, severities: [] };
  return JSON.stringify({ ...one, entry }, (_key, value: unknown) =>
    value === "" || (Array.isArray(value) && value.length === 0) ? undefined : value,
  );
}

/** The entries of a text that a version may be affected by, and on demand those whose fix it has. */
export function parted(text: string, version: string): Suspects {
  return read(text, (kind, fixed) => fixed === "" || isBeforeFix(kind, version, fixed));
}

/** All entries of a text. */
export function allOf(text: string): readonly AdvisoryEntry[] {
  return read(text, () => true).entries;
}

interface GroupKind {
  readonly ecosystem: string;
  readonly name: string;
  readonly type: Kind[2];
}

/** The part of a text that is a group: parsed when it is asked for. */
interface Group {
  readonly kind: GroupKind;
  readonly fixed: string;
  readonly start: number;
  readonly length: number;
}

function read(text: string, isSuspect: (kind: GroupKind, fixed: string) => boolean): Suspects {
  const line = text.indexOf("\n");
  // A door: the writer of this version wrote what this reads.
  const [kinds, length, ...groups] = JSON.parse(text.slice(0, line)) as Head;
  const named = kinds.map(([ecosystem, name, type]): GroupKind => ({ ecosystem, name, type }));
  let start = line + 1 + length;
  const entries = length === 2 ? [] : longEntries(text.slice(line + 1, start));
  const others: Group[] = [];
  for (let at = 0; at + 2 < groups.length; at += 3) {
    const kind = named[Number(groups[at])];
    if (kind === undefined) continue;
    const group = { kind, fixed: String(groups[at + 1]), start, length: Number(groups[at + 2]) };
    start += group.length;
    if (isSuspect(kind, group.fixed)) entries.push(...entriesOf(text, group));
    else others.push(group);
  }
  return { entries, others: () => others.flatMap((group) => entriesOf(text, group)) };
}

const USUAL: Affected = {
  ecosystem: "",
  name: "",
  arch: "",
  ranges: [],
  versions: [],
  rating: "",
  severities: [],
  status: "",
};
const BEGIN: RangeEvent = { kind: "introduced", version: "0" };

function longEntries(text: string): AdvisoryEntry[] {
  return (JSON.parse(text) as readonly Long[]).map((one) => ({
    ...one,
    entry: { ...USUAL, ...one.entry },
  }));
}

function entriesOf(text: string, { kind, fixed, start, length }: Group): readonly AdvisoryEntry[] {
  const events: RangeEvent[] = fixed === "" ? [BEGIN] : [BEGIN, { kind: "fixed", version: fixed }];
  const { ecosystem, name, type } = kind;
  const entry = { ...USUAL, ecosystem, name, ranges: [{ type, events }] };
  const shorts = JSON.parse(text.slice(start, start + length)) as readonly Short[];
  return shorts.map(([id, ids, source, rating, score]) => {
    const found = { id, entry, issues: [{ ids }], source, rating };
    return score === undefined ? found : { ...found, score };
  });
}
