/** An IP address; IPv4 addresses mapped into IPv6 are IPv4, as Go reads them. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Addresses of one family from `first` to `last`, both included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/** The last address of a family. */
export function lastAddress(family: 4 | 6): bigint {
  return (1n << BigInt(WIDTH[family])) - 1n;
}

/** Every address of a family. */
export function allAddresses(family: 4 | 6): AddressRange {
  return { family, first: 0n, last: lastAddress(family) };
}

/** As `netutils.ParseIPSloppy`: octets may have leading zeros and are decimal. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(":")) {
    const value = parseIpv4(text);
    return value === undefined ? undefined : { family: 4, value };
  }
  const value = parseIpv6(text);
  if (value === undefined) return undefined;
  return value >> 32n === 0xffffn
    ? { family: 4, value: value & 0xffffffffn }
    : { family: 6, value };
}

/** As `netutils.ParseCIDRSloppy`: bits below the prefix do not count. */
export function parseCidr(text: string): AddressRange | undefined {
  const slash = text.indexOf("/");
  const digits = text.slice(slash + 1);
  if (slash < 0 || !/^\d{1,3}$/.test(digits)) return undefined;
  const address = parseAddress(text.slice(0, slash));
  if (!address) return undefined;
  const mapped = address.family === 4 && text.includes(":");
  const length = Number(digits) - (mapped ? 96 : 0);
  const width = WIDTH[address.family];
  if (length < 0 || length > width) return undefined;
  const rest = BigInt(width - length);
  const first = (address.value >> rest) << rest;
  return { family: address.family, first, last: first + (1n << rest) - 1n };
}

/** `10.0.0.0-10.255.255.255`. */
export function formatRange({ family, first, last }: AddressRange): string {
  return `${formatAddress({ family, value: first })}-${formatAddress({ family, value: last })}`;
}

/** `10.0.0.0/8`, of a range that is one. */
export function formatCidr({ family, first, last }: AddressRange): string {
  const length = WIDTH[family] - (last - first).toString(2).replace(/^0$/, "").length;
  return `${formatAddress({ family, value: first })}/${length}`;
}

/** IPv6 as RFC 5952 has it. */
export function formatAddress({ family, value }: Address): string {
  const size = family === 4 ? 8n : 16n;
  const count = family === 4 ? 4 : 8;
  const groups = Array.from({ length: count }, (_, index) =>
    Number((value >> (BigInt(count - 1 - index) * size)) & ((1n << size) - 1n)),
  );
  return family === 4 ? groups.join(".") : formatIpv6(groups);
}

/** Whether all of `inner` lies in `outer`. */
export function containsRange(outer: AddressRange, inner: AddressRange): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** What is left of a range without others that lie in it, ascending; what touches is one. */
export function rangesWithout(
  range: AddressRange,
  holes: readonly AddressRange[],
): readonly AddressRange[] {
  const left: AddressRange[] = [];
  let { first } = range;
  for (const hole of holes.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    if (hole.first > first) left.push({ ...range, first, last: hole.first - 1n });
    if (hole.last >= first) first = hole.last + 1n;
  }
  if (first <= range.last) left.push({ ...range, first });
  return left;
}

function parseIpv4(text: string): bigint | undefined {
  const match = /^(\d{1,10})\.(\d{1,10})\.(\d{1,10})\.(\d{1,10})$/.exec(text);
  if (!match) return undefined;
  let value = 0;
  for (let index = 1; index <= 4; index++) {
    const octet = Number(match[index]);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return BigInt(value);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  const [head, tail] = halves.map(groupsOf);
  if (halves.length > 2 || !head || (halves.length === 2 && !tail)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  // "::" stands for at least one group of zeros.
  if (tail ? missing < 1 : missing !== 0) return undefined;
  const zeros = Array.from({ length: missing }, () => 0n);
  return [...head, ...zeros, ...(tail ?? [])].reduce((value, group) => (value << 16n) | group, 0n);
}

function groupsOf(text: string): bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const embedded = index === parts.length - 1 && part.includes(".") ? parseIpv4(part) : undefined;
    if (embedded !== undefined) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

function formatIpv6(groups: readonly number[]): string {
  let start = 0;
  let length = 0;
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === 0) to += 1;
    if (to - from > length) [start, length] = [from, to - from];
  }
  const hex = (part: readonly number[]): string =>
    part.map((group) => group.toString(16)).join(":");
  if (length < 2) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}
