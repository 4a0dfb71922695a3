import { CelError } from "../values/value.ts";

/*
 * Internet addresses as Go's net/netip reads and writes them.
 */

/** An address: 4 or 16 bytes as one number. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** The address that a text is, or why it is none. */
export function parseAddress(text: string): Address | CelError {
  for (const character of text) {
    if (character === ".") {
      return parseV4(text, text);
    }
    if (character === ":") {
      return parseV6(text);
    }
    if (character === "%") {
      return fault(text, "missing IPv6 address");
    }
  }
  return fault(text, "unable to parse IP");
}

/** Go quotes the text and says at which rest of it it failed. */
function fault(text: string, message: string, at?: string): CelError {
  const place = at === undefined ? "" : ` (at ${JSON.stringify(at)})`;
  return new CelError(`ParseAddr(${JSON.stringify(text)}): ${message}${place}`);
}

function parseV4(text: string, whole: string): Address | CelError {
  const fields = text.split(".");
  let value = 0n;
  for (const [at, field] of fields.entries()) {
    const message = at > 3 ? "IPv4 address too long" : v4Fault(field);
    if (message !== undefined) {
      return fault(whole, message);
    }
    value = (value << 8n) | BigInt(field);
  }
  return fields.length < 4 ? fault(whole, "IPv4 address too short") : { bits: 32, value };
}

function v4Fault(field: string): string | undefined {
  if (field === "") {
    return "IPv4 field must have at least one digit";
  }
  if (!/^[0-9]+$/.test(field)) {
    return "unexpected character";
  }
  if (field.length > 1 && field.startsWith("0")) {
    return "IPv4 field has octet with leading zero";
  }
  return Number(field) > 255 ? "IPv4 field has value >255" : undefined;
}

const GROUPS = 8;

function parseV6(whole: string): Address | CelError {
  const zone = whole.indexOf("%");
  if (zone !== -1) {
    return fault(whole, zone === whole.length - 1 ? "zone must be a non-empty string" : "zone");
  }
  const isGapFirst = whole.startsWith("::");
  let read: Read = {
    rest: isGapFirst ? whole.slice(2) : whole,
    groups: [],
    gap: isGapFirst ? 0 : -1,
  };
  while (read.rest !== "" && read.groups.length < GROUPS) {
    const next = nextGroup(read, whole);
    if (next instanceof CelError) {
      return next;
    }
    read = next;
  }
  return read.rest === ""
    ? assembled(whole, read.groups, read.gap)
    : fault(whole, "trailing garbage after address", read.rest);
}

/** What was read of an address: its groups so far, before which of them the gap is, and the rest. */
interface Read {
  readonly rest: string;
  readonly groups: readonly bigint[];
  readonly gap: number;
}

function nextGroup({ rest, groups, gap }: Read, whole: string): CelError | Read {
  const digits = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? "";
  const group = groupOf(digits, rest, { whole, groups, gap });
  if (group instanceof CelError) {
    return group;
  }
  if (typeof group !== "bigint") {
    return { rest: "", groups: [...groups, ...group], gap };
  }
  const after = afterGroup(rest.slice(digits.length), whole, gap !== -1);
  if (after instanceof CelError) {
    return after;
  }
  const read = [...groups, group];
  return { rest: after.rest, groups: read, gap: after.isGap ? read.length : gap };
}

interface Around {
  readonly whole: string;
  readonly groups: readonly bigint[];
  readonly gap: number;
}

function groupOf(
  digits: string,
  rest: string,
  { whole, groups, gap }: Around,
): CelError | bigint | bigint[] {
  if (digits === "") {
    return fault(whole, "each colon-separated field must have at least one digit", rest);
  }
  if (digits.length > 4) {
    return fault(whole, "each group must have 4 or less digits", rest);
  }
  if (rest[digits.length] !== ".") {
    return BigInt(`0x${digits}`);
  }
  if (gap === -1 && groups.length !== 6) {
    return fault(
      whole,
      "embedded IPv4 address must replace the final 2 fields of the address",
      rest,
    );
  }
  if (groups.length > 6) {
    return fault(
      whole,
      "too many hex fields to fit an embedded IPv4 at the end of the address",
      rest,
    );
  }
  const embedded = parseV4(rest, whole);
  return embedded instanceof CelError
    ? embedded
    : [embedded.value >> 16n, embedded.value & 0xffffn];
}

function afterGroup(
  rest: string,
  whole: string,
  hasGap: boolean,
): CelError | { rest: string; isGap: boolean } {
  if (rest === "") {
    return { rest, isGap: false };
  }
  if (!rest.startsWith(":")) {
    return fault(whole, "unexpected character, want colon", rest);
  }
  if (rest.length === 1) {
    return fault(whole, "colon must be followed by more characters", rest);
  }
  if (rest[1] !== ":") {
    return { rest: rest.slice(1), isGap: false };
  }
  return hasGap
    ? fault(whole, "multiple :: in address", rest.slice(1))
    : { rest: rest.slice(2), isGap: true };
}

function assembled(whole: string, groups: readonly bigint[], gap: number): Address | CelError {
  if (groups.length === GROUPS) {
    return gap === -1
      ? v6Of(groups)
      : fault(whole, "the :: must expand to at least one field of zeros");
  }
  if (gap === -1) {
    return fault(whole, "address string too short");
  }
  const zeros = new Array<bigint>(GROUPS - groups.length).fill(0n);
  return v6Of([...groups.slice(0, gap), ...zeros, ...groups.slice(gap)]);
}

function v6Of(groups: readonly bigint[]): Address {
  return { bits: 128, value: groups.reduce((sum, group) => (sum << 16n) | group, 0n) };
}

/** Whether an address of 16 bytes stands for one of 4. */
export function isMapped({ bits, value }: Address): boolean {
  return bits === 128 && value >> 32n === 0xffffn;
}

/** The address as Go writes it: the one canonical form. */
export function showAddress(address: Address): string {
  const { bits, value } = address;
  if (bits === 32) {
    return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
  }
  const groups = Array.from(
    { length: GROUPS },
    (_, at) => (value >> BigInt(112 - at * 16)) & 0xffffn,
  );
  const [start, end] = longestZeros(groups);
  const shown = groups.map((group) => group.toString(16));
  return end - start < 2
    ? shown.join(":")
    : `${shown.slice(0, start).join(":")}::${shown.slice(end).join(":")}`;
}

/** The first of the longest runs of zeros. */
function longestZeros(groups: readonly bigint[]): readonly [number, number] {
  let found: readonly [number, number] = [0, 0];
  let start = 0;
  for (let at = 0; at <= groups.length; at++) {
    if (groups[at] === 0n) {
      continue;
    }
    if (at - start > found[1] - found[0]) {
      found = [start, at];
    }
    start = at + 1;
  }
  return found;
}

export interface Prefix {
  readonly address: Address;
  readonly length: number;
}

/** The network that a text is, or why it is none. */
export function parsePrefix(text: string): CelError | Prefix {
  const slash = text.lastIndexOf("/");
  if (slash === -1) {
    return prefixFault(text, "no '/'");
  }
  const address = parseAddress(text.slice(0, slash));
  if (address instanceof CelError) {
    return prefixFault(text, address.message);
  }
  const digits = text.slice(slash + 1);
  if (digits.length > 1 && !/^[1-9]/.test(digits)) {
    return prefixFault(text, `bad bits after slash: ${JSON.stringify(digits)}`);
  }
  if (!/^[0-9]+$/.test(digits)) {
    return prefixFault(text, `bad bits after slash: ${JSON.stringify(digits)}`);
  }
  return Number(digits) > address.bits
    ? prefixFault(text, "prefix length out of range")
    : { address, length: Number(digits) };
}

function prefixFault(text: string, message: string): CelError {
  return new CelError(`netip.ParsePrefix(${JSON.stringify(text)}): ${message}`);
}

/** The first `length` bits of an address. */
export function networkOf({ bits, value }: Address, length: number): bigint {
  const shift = BigInt(bits - length);
  return (value >> shift) << shift;
}

export function containsAddress({ address, length }: Prefix, other: Address): boolean {
  return address.bits === other.bits && networkOf(address, length) === networkOf(other, length);
}
