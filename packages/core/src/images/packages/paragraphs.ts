/** Fields as `Name: value` lines, as in dpkg's database and in mail. */
export interface Paragraph {
  /** By their names in lower case; the first of a name counts, and lines that go on are joined by line feeds. */
  readonly fields: ReadonlyMap<string, string>;
  /** All values of what may stand several times, as `classifier`. */
  readonly all: (name: string) => readonly string[];
  /** Of its first field, from 1. */
  readonly line: number;
}

/** The paragraphs of a text, which empty lines part. */
export function* paragraphsOf(text: string): Generator<Paragraph> {
  let fields: [string, string][] = [];
  let begins = 1;
  let number = 0;
  for (const raw of text.split("\n")) {
    number++;
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const last = fields.at(-1);
    if (line.trim() === "") {
      if (fields.length > 0) yield paragraphOf(fields, begins);
      fields = [];
    } else if (/^[ \t]/.test(line)) {
      if (last) last[1] += `\n${line.trim()}`;
    } else {
      if (fields.length === 0) begins = number;
      const colon = line.indexOf(":");
      if (colon > 0)
        fields.push([line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]);
    }
  }
  if (fields.length > 0) yield paragraphOf(fields, begins);
}

function paragraphOf(fields: readonly (readonly [string, string])[], line: number): Paragraph {
  const first = new Map<string, string>();
  for (const [name, value] of fields) if (!first.has(name)) first.set(name, value);
  return {
    fields: first,
    all: (name) => fields.filter(([each]) => each === name).map(([, value]) => value),
    line,
  };
}
