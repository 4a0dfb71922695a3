/** An element of XML, without namespaces. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own characters, without those of its children. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Whoever reads elements within elements goes as deep as they do; no bill comes near. */
const DEEPEST = 500;

/** What stands between two pieces of text: a comment, characters as they are, an instruction, a tag. */
const MARKUP =
  /<!--([^]*?)-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The root element of a text of XML 1.0, or what is wrong with it. There are no document types, and so neither entities of its own nor anything from
 * elsewhere: a text that has one is refused.
 */
export function readXml(source: string): XmlElement | string {
  const root: Open = { name: "", attributes: new Map(), children: [], text: "" };
  const open: Open[] = [root];
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf("<", at);
    addText(open, source.slice(at, next < 0 ? source.length : next));
    if (next < 0) break;
    MARKUP.lastIndex = next;
    const found = MARKUP.exec(source);
    if (found === null) return problemAt(source, next);
    const problem = takeMarkup(open, found);
    if (problem !== undefined) return problem;
    at = MARKUP.lastIndex;
  }
  const last = open.at(-1);
  if (last !== undefined && last !== root) return `the element ${last.name} has no end`;
  const [first] = root.children;
  return first ?? "it has no element";
}

function problemAt(source: string, at: number): string {
  if (/^<!DOCTYPE/i.test(source.slice(at, at + 9)))
    return "it has a document type, which no bill of materials has, and is not read";
  const line = source.slice(0, at).split("\n").length;
  return `line ${line} is no XML`;
}

function addText(open: readonly Open[], text: string): void {
  const element = open.at(-1);
  if (element !== undefined && text !== "") element.text += decoded(text);
}

function takeMarkup(open: Open[], found: RegExpExecArray): string | undefined {
  const [, , characters, end, name, attributes = "", closed] = found;
  const element = open.at(-1);
  if (element === undefined) return "it goes on after its end";
  if (characters !== undefined) element.text += characters;
  else if (end !== undefined) return close(open, localName(end));
  else if (name !== undefined) {
    const child: Open = {
      name: localName(name),
      attributes: attributesOf(attributes),
      children: [],
      text: "",
    };
    if (open.length > DEEPEST) return `its elements are nested deeper than ${DEEPEST}`;
    element.children.push(child);
    if (closed === "") open.push(child);
  }
  return undefined;
}

function close(open: Open[], name: string): string | undefined {
  const element = open.length > 1 ? open.pop() : undefined;
  if (element?.name === name) return undefined;
  return `the element ${element?.name ?? ""} ends as ${name}`;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = "", double, single = ""]) => [
      name,
      decoded(double ?? single),
    ]),
  );
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/g,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES.get(name) ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
