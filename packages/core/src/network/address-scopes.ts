import {
  type Address,
  type AddressRange,
  containsRange,
  overlaps,
  parseAddress,
  parseCidr,
} from "./addresses.ts";

// The special-purpose addresses of RFC 6890 and RFC 8190 that are not globally reachable: RFC 1918, RFC 6598, link-local, loopback …
const NOT_INTERNET: readonly AddressRange[] = rangesOf([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
]);

// Global unicast; RFC 4193, link-local and loopback lie outside.
const INTERNET_6: readonly AddressRange[] = rangesOf(["2000::/3"]);

/** Where the addresses of private networks lie: RFC 1918, RFC 6598 and RFC 4193. */
export const PRIVATE_RANGES: readonly AddressRange[] = rangesOf([
  "10.0.0.0/8",
  "100.64.0.0/10",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "fc00::/7",
]);

function rangesOf(texts: readonly string[]): readonly AddressRange[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

/** Whether any address of a range is routed on the internet. */
export function reachesInternet(range: AddressRange): boolean {
  return range.family === 4
    ? !NOT_INTERNET.some((special) => containsRange(special, range))
    : INTERNET_6.some((global) => overlaps(global, range));
}

/** Whether an address is routed on the internet. */
export function isInternetAddress({ family, value }: Address): boolean {
  return reachesInternet({ family, first: value, last: value });
}

/** Host names that only a private network resolves, or whose addresses are private. */
const INTERNAL_NAMES: readonly RegExp[] = [
  // Classic and Application Load Balancers of AWS: the DNS name of an internal one begins so.
  /^(?:dualstack\.|ipv6\.)?internal-[^.]+\.[a-z0-9-]+\.elb\.amazonaws\.com(?:\.cn)?$/i,
  // Reserved by ICANN, RFC 6762, RFC 8375 and RFC 6761.
  /(?:^|\.)(?:internal|local|home\.arpa|localhost)$/i,
];

// Of Network Load Balancers, which AWS names alike whether they are internal or not.
const UNTELLING_NAME = /\.elb\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/i;

/** Whether a host name or an address as text leads into a private network only; undefined where the text does not tell. */
export function isInternalHost(text: string): boolean | undefined {
  const address = parseAddress(text);
  if (address) return !isInternetAddress(address);
  const name = text.replace(/\.$/, "");
  if (name === "" || UNTELLING_NAME.test(name)) return undefined;
  return INTERNAL_NAMES.some((pattern) => pattern.test(name));
}
