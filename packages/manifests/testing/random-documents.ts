import { type Edit, isJsonObject, type JsonValue } from "@watertight/core/kubernetes";

/** A number in [0, 1). */
export type Random = () => number;

function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** One document in whatever style the numbers say: block and flow, comments, quotes, anchors, line ends. */
export function randomDocument(random: Random): string {
  const eol = random() < 0.2 ? "\r\n" : "\n";
  const writer = new Writer(random);
  const root = random() < 0.15 ? writer.json() : writer.document();
  const start = random() < 0.15 ? "# head\n\n" : "";
  const text = `${start}${root}`.replaceAll("\n", eol);
  return random() < 0.15 ? text.replace(/\r?\n$/, "") : text;
}

const KEYS = ["name", "spec", "a", "b-c", "x.y/z", "on", "q r", "0", "securityContext"] as const;
const TEXTS = ["web", "ALL", "128Mi", "true", "a: b", "it's", "#x", "two words", "", "é"] as const;

/** Writes text, and notes nothing of what it means: the project's own reader says that. */
class Writer {
  private readonly random: Random;
  private readonly step: number;
  private readonly dashes: number;
  private readonly anchors: string[] = [];
  private budget = 40;

  constructor(random: Random) {
    this.random = random;
    this.step = pick(random, [2, 2, 4]);
    this.dashes = pick(random, [0, 2]);
  }

  document(): string {
    if (this.chance(0.05)) return `${this.flow(2)}\n`;
    return this.members(0, 3).join("");
  }

  json(): string {
    const unit = pick(this.random, ["", "  ", "\t"]);
    return `${JSON.stringify(this.value(3), undefined, unit)}\n`;
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private value(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    const count = Math.floor(this.random() * 4) + (depth === 3 ? 1 : 0);
    for (let index = 0; index < count; index++) {
      members[pick(this.random, KEYS)] = this.anyValue(depth - 1);
    }
    return members;
  }

  private anyValue(depth: number): unknown {
    if (depth > 0 && this.chance(0.4)) return this.value(depth);
    if (depth > 0 && this.chance(0.3)) {
      return Array.from({ length: Math.floor(this.random() * 4) }, () => this.anyValue(depth - 1));
    }
    return pick<unknown>(this.random, [true, null, 0, 1.5, ...TEXTS]);
  }

  /** Comments and empty lines that may stand before a line. */
  private between(column: number): string {
    let lines = "";
    if (this.chance(0.08)) lines += "\n";
    if (this.chance(0.15)) lines += `${" ".repeat(column)}# own: x\n`;
    if (this.chance(0.05)) lines += `${" ".repeat(column + 2)}# deeper\n`;
    if (this.chance(0.03)) lines += "# at the margin\n";
    return lines;
  }

  private comment(): string {
    return this.chance(0.2) ? `${pick(this.random, [" ", "  ", "\t"])}# why: {a}` : "";
  }

  private key(): string {
    const key = pick(this.random, KEYS);
    if (this.chance(0.1)) return JSON.stringify(key);
    return this.chance(0.1) ? `'${key}'` : key;
  }

  private members(column: number, depth: number): string[] {
    const used = new Set<string>();
    const lines: string[] = [];
    const count = 1 + Math.floor(this.random() * 4);
    for (let index = 0; index < count; index++) {
      const key = this.key();
      const name = key.replace(/^["']|["']$/g, "");
      if (used.has(name) && !this.chance(0.03)) continue;
      used.add(name);
      lines.push(
        `${this.between(column)}${" ".repeat(column)}${key}:${this.node(column, depth, true)}`,
      );
    }
    const merged = this.anchors.filter((anchor) => anchor.startsWith("m"));
    if (merged.length > 0 && this.chance(0.15)) {
      const line = `${" ".repeat(column)}<<: *${merged[0] ?? ""}\n`;
      if (this.chance(0.7)) lines.unshift(line);
      else lines.push(line);
    }
    return lines;
  }

  private items(column: number, depth: number): string[] {
    const count = 1 + Math.floor(this.random() * 3);
    return Array.from({ length: count }, () => {
      const dash = `${this.between(column)}${" ".repeat(column)}-`;
      if (depth > 0 && this.chance(0.45)) {
        const lines = this.chance(0.2)
          ? this.items(column + 2, depth - 1)
          : this.members(column + 2, depth - 1);
        const joined = lines.join("");
        // The first entry stands behind the dash where nothing stands above it.
        if (/^ *[^ #\n]/.test(joined) && this.chance(0.9)) return `${dash} ${joined.trimStart()}`;
        return `${dash}\n${joined}`;
      }
      return dash + this.node(column, depth, false);
    });
  }

  /** What stands behind a colon or a dash, with the line break. */
  private node(column: number, depth: number, isMember: boolean): string {
    this.budget--;
    const alias = this.anchors[Math.floor(this.random() * this.anchors.length)];
    if (alias !== undefined && this.chance(0.06)) return ` *${alias}${this.comment()}\n`;
    if (this.budget > 0 && depth > 0 && isMember && this.chance(0.5)) {
      return this.collection(column, depth - 1);
    }
    if (this.chance(0.15)) return ` ${this.flow(2)}${this.comment()}\n`;
    if (this.chance(0.07)) return this.blockText(column);
    return `${this.scalar(false)}${this.comment()}\n`;
  }

  private collection(column: number, depth: number): string {
    const isList = this.chance(0.4);
    const property = this.chance(0.1) ? ` &${isList ? "l" : "m"}${this.budget}` : "";
    const inner = column + (isList ? this.dashes : this.step);
    const lines = isList ? this.items(inner, depth) : this.members(inner, depth);
    // An anchor is known where its node has ended.
    if (property !== "") this.anchors.push(property.slice(2));
    return `${property}${this.comment()}\n${lines.join("")}`;
  }

  private scalar(inFlow: boolean): string {
    const text = pick(this.random, TEXTS);
    const words = ["true", "no", "0", "12", "1.5", "x", "web", "a/b:c", "~", "null"] as const;
    const choice = this.random();
    if (choice < 0.2) return ` ${JSON.stringify(text)}`;
    if (choice < 0.3) return ` '${text.replaceAll("'", "''")}'`;
    if (choice < 0.35 && !inFlow) return "";
    return ` ${pick(this.random, words)}`;
  }

  private blockText(column: number): string {
    const indent = " ".repeat(column + pick(this.random, [1, 2, 4]));
    const head = pick(this.random, ["|", ">", "|-", ">-", "|+", ">+"]);
    const lines = pick(this.random, ["a", "a: 1\n\n# b", "a\n\n", "- x\n  y"] as const);
    const body = lines.split("\n").map((line) => (line === "" ? "" : indent + line));
    return ` ${head}${this.comment()}\n${body.join("\n")}\n`;
  }

  private flow(depth: number): string {
    const isList = this.chance(0.5);
    const count = Math.floor(this.random() * 4);
    const used = new Set<string>();
    const entries = Array.from({ length: count }, () => {
      const value = depth > 0 && this.chance(0.3) ? ` ${this.flow(depth - 1)}` : this.scalar(true);
      if (isList) return value.trimStart();
      let key = this.key();
      while (used.has(key)) key += "k";
      used.add(key);
      return this.chance(0.05) && !/["']/.test(key) ? key : `${key}:${value}`;
    }).filter((entry) => !/k["']/.test(entry));
    const [open, close] = isList ? ["[", "]"] : ["{", "}"];
    const comma = entries.length > 0 && this.chance(0.1) ? "," : "";
    if (this.chance(0.2)) {
      const lines = entries.map((entry, index) => {
        const mark = index < entries.length - 1 ? "," : comma;
        return `              ${entry}${mark}${this.comment()}\n`;
      });
      return `${open}\n${lines.join("")}            ${close}`;
    }
    const space = this.chance(0.2) ? " " : "";
    return (
      open + space + entries.join(pick(this.random, [", ", ", ", ","])) + comma + space + close
    );
  }
}

/** An edit of some place that a value has, mostly one that can be done. */
export function randomEdit(random: Random, value: JsonValue): Edit {
  const { path, at } = somePlace(random, value);
  const choice = random();
  if (choice < 0.3 && path.length > 0) return { op: "remove", path };
  if (choice < 0.6 && path.length > 0) return { op: "replace", path, value: newValue(random) };
  if (isList(at)) path.push(Math.floor(random() * (at.length + 1)));
  else if (isJsonObject(at) || at === null) {
    path.push(pick(random, ["new", "a", "on", "q r", "x.y/z", "securityContext"]));
    if (random() < 0.4) path.push("inner");
  }
  return { op: "add", path, value: newValue(random) };
}

function somePlace(
  random: Random,
  value: JsonValue,
): { readonly path: (string | number)[]; readonly at: JsonValue } {
  const path: (string | number)[] = [];
  let at = value;
  for (;;) {
    const [first, ...others] = placesIn(at);
    if (first === undefined || (path.length > 0 && random() < 0.3)) return { path, at };
    const [key, inner] = pick(random, [first, ...others]);
    path.push(key);
    at = inner;
  }
}

function placesIn(value: JsonValue): (readonly [string | number, JsonValue])[] {
  if (isList(value)) return [...value.entries()];
  return isJsonObject(value) ? Object.entries(value) : [];
}

const NEW_VALUES: readonly [JsonValue, ...JsonValue[]] = [
  null,
  ...[true, 10001, "ALL", "yes", "a: b", "", 2n ** 60n, {}, [], ["ALL"]],
  { type: "RuntimeDefault", list: [{ a: 1, b: ["x"] }, "y z"] },
  { a: "web", drop: ["ALL", 1] },
];

function newValue(random: Random): JsonValue {
  return pick(random, NEW_VALUES);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
