import type { FunctionDeclaration, Library } from "../typing/environment.ts";
import { BOOL, INT, opaqueType, STRING, type Type } from "../typing/type.ts";
import { Comparable } from "../values/equality.ts";
import { CelError, noSuchOverload, type Result, textOf, type Value } from "../values/value.ts";
import {
  type Address,
  containsAddress,
  isMapped,
  networkOf,
  type Prefix,
  parseAddress,
  parsePrefix,
  showAddress,
} from "./addresses.ts";
import { binary, declare, global, member, unary } from "./declare.ts";

/*
 * Addresses and networks (k8s.io/apiserver/pkg/cel/library/ip.go, cidr.go), which Kubernetes has since 1.30.
 */

const IP: Type = opaqueType("net.IP");
const CIDR: Type = opaqueType("net.CIDR");

export class IpAddress extends Comparable {
  readonly address: Address;
  readonly comparesCheaply = true;
  readonly countsSize = true;

  constructor(address: Address) {
    super();
    this.address = address;
  }

  override get type(): Type {
    return IP;
  }

  get size(): number {
    return this.address.bits / 8;
  }

  override equals(other: Value): Result {
    return other instanceof IpAddress
      ? other.address.bits === this.address.bits && other.address.value === this.address.value
      : new CelError("no such overload");
  }

  override get keyText(): string {
    return this.toString();
  }

  override toString(): string {
    return showAddress(this.address);
  }
}

export class Network extends Comparable {
  readonly prefix: Prefix;
  readonly comparesCheaply = true;
  readonly countsSize = true;

  constructor(prefix: Prefix) {
    super();
    this.prefix = prefix;
  }

  override get type(): Type {
    return CIDR;
  }

  get size(): number {
    return Math.ceil(this.prefix.length / 8);
  }

  override equals(other: Value): Result {
    return other instanceof Network
      ? other.toString() === this.toString()
      : new CelError("no such overload");
  }

  override get keyText(): string {
    return this.toString();
  }

  override toString(): string {
    return `${showAddress(this.prefix.address)}/${this.prefix.length}`;
  }
}

function ipOf(value: Value): CelError | IpAddress {
  const text = textOf(value);
  const address = parseAddress(text);
  if (address instanceof CelError) {
    // Of a zone the address itself is fine.
    return address.message.endsWith(": zone")
      ? zoned(text)
      : new CelError(
          `IP Address ${JSON.stringify(text)} parse error during conversion from string: ${address.message}`,
        );
  }
  return isMapped(address)
    ? new CelError(`IPv4-mapped IPv6 address ${JSON.stringify(text)} is not allowed`)
    : new IpAddress(address);
}

function zoned(text: string): CelError {
  const address = parseAddress(text.slice(0, text.indexOf("%")));
  return address instanceof CelError
    ? new CelError(
        `IP Address ${JSON.stringify(text)} parse error during conversion from string: ${address.message}`,
      )
    : new CelError(`IP address ${JSON.stringify(text)} with zone value is not allowed`);
}

function cidrOf(value: Value): CelError | Network {
  const text = textOf(value);
  const prefix = parsePrefix(text);
  const failed = "network address parse error during conversion from string";
  if (prefix instanceof CelError) {
    return new CelError(`${failed}: ${failed}: ${prefix.message}`);
  }
  return isMapped(prefix.address)
    ? new CelError(`${failed}: IPv4-mapped IPv6 address ${JSON.stringify(text)} is not allowed`)
    : new Network(prefix);
}

function ofAddress(
  name: string,
  id: string,
  does: (address: Address) => boolean | number,
): FunctionDeclaration {
  return declare(
    name,
    member(
      id,
      [IP],
      name === "family" ? INT : BOOL,
      unary((value) =>
        value instanceof IpAddress ? does(value.address) : noSuchOverload(name, value),
      ),
    ),
  );
}

/** Whether an address is in a network of its family. */
function isIn(
  { bits, value }: Address,
  v4: readonly [bigint, number],
  v6: readonly [bigint, number],
): boolean {
  const [network, length] = bits === 32 ? v4 : v6;
  return networkOf({ bits, value }, length) === network;
}

function isUnspecified({ value }: Address): boolean {
  return value === 0n;
}

function isLoopback(address: Address): boolean {
  return isIn(address, [127n << 24n, 8], [1n, 128]);
}

function isMulticast(address: Address): boolean {
  return isIn(address, [0xe0n << 24n, 4], [0xffn << 120n, 8]);
}

/** In IPv6 the scope is the second half of the second byte, whatever the flags before it. */
function isLinkLocalMulticast(address: Address): boolean {
  return address.bits === 32
    ? networkOf(address, 24) === 0xe00000n << 8n
    : address.value >> 120n === 0xffn && ((address.value >> 112n) & 0x0fn) === 2n;
}

function isLinkLocalUnicast(address: Address): boolean {
  return isIn(address, [0xa9fen << 16n, 16], [0xfe80n << 112n, 10]);
}

function isGlobalUnicast(address: Address): boolean {
  const isBroadcast = address.bits === 32 && address.value === 0xffffffffn;
  return !(
    isBroadcast ||
    isUnspecified(address) ||
    isLoopback(address) ||
    isMulticast(address) ||
    isLinkLocalUnicast(address)
  );
}

function shown(value: Value): Result {
  return value instanceof IpAddress || value instanceof Network
    ? value.toString()
    : noSuchOverload("string", value);
}

const IP_FUNCTIONS: readonly FunctionDeclaration[] = [
  declare("ip", global("string_to_ip", [STRING], IP, unary(ipOf))),
  ofAddress("family", "ip_family", ({ bits }) => (bits === 32 ? 4 : 6)),
  declare(
    "ip.isCanonical",
    global(
      "ip_is_canonical",
      [STRING],
      BOOL,
      unary((text) => {
        const address = ipOf(text);
        return address instanceof CelError ? address : address.toString() === text;
      }),
    ),
  ),
  ofAddress("isUnspecified", "ip_is_unspecified", isUnspecified),
  ofAddress("isLoopback", "ip_is_loopback", isLoopback),
  ofAddress("isLinkLocalMulticast", "ip_is_link_local_multicast", isLinkLocalMulticast),
  ofAddress("isLinkLocalUnicast", "ip_is_link_local_unicast", isLinkLocalUnicast),
  ofAddress("isGlobalUnicast", "ip_is_global_unicast", isGlobalUnicast),
  declare(
    "isIP",
    global(
      "is_ip",
      [STRING],
      BOOL,
      unary((text) => ipOf(text) instanceof IpAddress),
    ),
  ),
  declare("string", global("ip_to_string", [IP], STRING, unary(shown))),
];

function containsIp(network: Value, other: Value): Result {
  const address = typeof other === "string" ? ipOf(other) : other;
  if (!(network instanceof Network) || !(address instanceof IpAddress)) {
    return address instanceof CelError
      ? noSuchOverload("containsIP", network)
      : noSuchOverload("containsIP", other);
  }
  return containsAddress(network.prefix, address.address);
}

function containsCidr(network: Value, other: Value): Result {
  const inner = typeof other === "string" ? cidrOf(other) : other;
  if (!(network instanceof Network) || !(inner instanceof Network)) {
    return inner instanceof CelError ? inner : noSuchOverload("containsCIDR", other);
  }
  return (
    network.prefix.length <= inner.prefix.length &&
    containsAddress(network.prefix, inner.prefix.address)
  );
}

function ofNetwork(
  name: string,
  id: string,
  { result, does }: { result: Type; does: (prefix: Prefix) => Value },
): FunctionDeclaration {
  return declare(
    name,
    member(
      id,
      [CIDR],
      result,
      unary((value) =>
        value instanceof Network ? does(value.prefix) : noSuchOverload(name, value),
      ),
    ),
  );
}

const CIDR_FUNCTIONS: readonly FunctionDeclaration[] = [
  declare("cidr", global("string_to_cidr", [STRING], CIDR, unary(cidrOf))),
  declare(
    "containsIP",
    member("cidr_contains_ip_string", [CIDR, STRING], BOOL, binary(containsIp)),
    member("cidr_contains_ip_ip", [CIDR, IP], BOOL, binary(containsIp)),
  ),
  declare(
    "containsCIDR",
    member("cidr_contains_cidr_string", [CIDR, STRING], BOOL, binary(containsCidr)),
    member("cidr_contains_cidr", [CIDR, CIDR], BOOL, binary(containsCidr)),
  ),
  ofNetwork("ip", "cidr_ip", { result: IP, does: ({ address }) => new IpAddress(address) }),
  ofNetwork("prefixLength", "cidr_prefix_length", { result: INT, does: ({ length }) => length }),
  ofNetwork("masked", "cidr_masked", {
    result: CIDR,
    does: ({ address, length }) =>
      new Network({ address: { ...address, value: networkOf(address, length) }, length }),
  }),
  declare(
    "isCIDR",
    global(
      "is_cidr",
      [STRING],
      BOOL,
      unary((text) => cidrOf(text) instanceof Network),
    ),
  ),
  declare("string", global("cidr_to_string", [CIDR], STRING, unary(shown))),
];

export const NETWORKS: Library = {
  functions: [...IP_FUNCTIONS, ...CIDR_FUNCTIONS],
  types: new Map([
    ["net.IP", IP],
    ["net.CIDR", CIDR],
  ]),
};
