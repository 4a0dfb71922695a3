import { type Place, quoted } from "./place.ts";

/** An address as its 4 or 16 bytes hold it; IPv4 mapped into IPv6 is IPv4. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
  /** Whether the text is one that only lenient readers take: leading zeros, or IPv4 mapped into IPv6. */
  readonly isSloppy: boolean;
}

/** A network: the value is that of its first address. */
export interface IpNetwork extends IpAddress {
  readonly length: number;
  /** As it is written: 96 more where the text has IPv4 mapped into IPv6. */
  readonly prefix: number;
  /** Whether bits beyond the prefix are set in the text. */
  readonly hasHostBits: boolean;
}

const WIDTH = { 4: 32, 6: 128 } as const;
const MAPPED = 0xffffn;

/** As `netutils.ParseIPSloppy` reads it, which the API takes first; the strict rules are asked after it. */
export function parseIp(text: string): IpAddress | undefined {
  const dotted = text.slice(text.lastIndexOf(":") + 1);
  const hasZeros = dotted.includes(".") && /(^|\.)0\d/.test(dotted);
  if (!text.includes(":")) {
    const value = ipv4Of(text);
    return value === undefined ? undefined : { family: 4, value, isSloppy: hasZeros };
  }
  const value = ipv6Of(text);
  if (value === undefined) return undefined;
  if (value >> 32n === MAPPED) return { family: 4, value: value & 0xffffffffn, isSloppy: true };
  return { family: 6, value, isSloppy: hasZeros };
}

/** As `netutils.ParseCIDRSloppy` reads it. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const slash = text.indexOf("/");
  const digits = text.slice(slash + 1);
  const address = slash < 0 ? undefined : parseIp(text.slice(0, slash));
  if (address === undefined || !/^\d+$/.test(digits)) return undefined;
  const prefix = Number(digits);
  const isMapped = address.family === 4 && text.includes(":");
  if (prefix > (isMapped ? 128 : WIDTH[address.family])) return undefined;
  if (!isMapped) return networkOf(address, prefix, prefix, /^0\d/.test(digits));
  if (prefix >= 96) return networkOf(address, prefix - 96, prefix, true);
  const whole: IpAddress = { family: 6, value: (MAPPED << 32n) | address.value, isSloppy: true };
  return networkOf(whole, prefix, prefix, true);
}

function networkOf(
  { family, value, isSloppy }: IpAddress,
  length: number,
  prefix: number,
  isOdd: boolean,
): IpNetwork {
  const rest = BigInt(WIDTH[family] - length);
  const first = (value >> rest) << rest;
  const hasHostBits = first !== value;
  return { family, value: first, length, prefix, isSloppy: isSloppy || isOdd, hasHostBits };
}

/** Whether an address lies in a network. */
export function networkHas(network: IpNetwork, address: IpAddress): boolean {
  if (network.family !== address.family) return false;
  const rest = BigInt(WIDTH[network.family] - network.length);
  return address.value >> rest === network.value >> rest;
}

/** `IsValidIPForLegacyField` with StrictIPCIDRValidation, which is on. */
export function validateLegacyIp(text: string, at: Place): void {
  const address = parseIp(text);
  if (address === undefined) at.invalid(`${quoted(text)} is no IP address`);
  else if (address.isSloppy) {
    at.invalid(`${quoted(text)} has leading zeros or is IPv4 mapped into IPv6`);
  }
}

/** `IsValidCIDRForLegacyField` with StrictIPCIDRValidation, which is on. */
export function validateLegacyNetwork(text: string, at: Place): void {
  const network = parseNetwork(text);
  if (network === undefined) at.invalid(`${quoted(text)} is no network in CIDR notation`);
  else if (network.isSloppy) {
    at.invalid(`${quoted(text)} has leading zeros or is IPv4 mapped into IPv6`);
  } else if (network.hasHostBits) at.invalid(`${quoted(text)} has bits set beyond its prefix`);
}

const SPECIAL: readonly (readonly [string, string])[] = [
  ["0.0.0.0/32", "no address at all"],
  ["::/128", "no address at all"],
  ["127.0.0.0/8", "a loopback address"],
  ["::1/128", "a loopback address"],
  ["169.254.0.0/16", "a link-local address"],
  ["fe80::/10", "a link-local address"],
  ["224.0.0.0/24", "a link-local multicast address"],
];

/** `ValidateEndpointIP`, of a text that is an address. */
export function validateUsableIp(text: string, at: Place): void {
  const address = parseIp(text);
  if (address === undefined) return;
  const special = SPECIAL.find(([network]) => {
    const range = parseNetwork(network);
    return range !== undefined && networkHas(range, address);
  });
  // ff02::, ff12:: …: the flags do not count.
  const isMulticast = address.family === 6 && ((address.value >> 112n) & 0xff0fn) === 0xff02n;
  const words = special?.[1] ?? (isMulticast ? "a link-local multicast address" : undefined);
  if (words !== undefined) at.invalid(`${quoted(text)} is ${words}`);
}

function ipv4Of(text: string): bigint | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every(isOctet)) return undefined;
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function isOctet(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 255;
}

function ipv6Of(text: string): bigint | undefined {
  const [head = "", tail, ...more] = text.split("::");
  const first = groupsOf(head, tail === undefined);
  const last = groupsOf(tail ?? "", true);
  if (more.length > 0 || first === undefined || last === undefined) return undefined;
  const missing = 8 - first.length - last.length;
  // "::" stands for one group of zeros at least.
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...first, ...Array.from({ length: missing }, () => 0n), ...last];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

function groupsOf(text: string, isLast: boolean): readonly bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const embedded = part.includes(".") && isLast && index === parts.length - 1;
    const address = embedded ? ipv4Of(part) : undefined;
    if (address !== undefined) groups.push(address >> 16n, address & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
