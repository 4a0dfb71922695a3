import type { AuditEvent } from "../../audit/events/event.ts";
import { parseAddress, parseCidr } from "../../network/addresses.ts";
import type { DetectionSettings } from "../settings.ts";

/** What is no public unicast address (RFC 6890 and its registries). */
const NOT_PUBLIC = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/127",
  "64:ff9b:1::/48",
  "100::/64",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
];

/** Where Google's load balancers ask from whether a backend lives (https://cloud.google.com/load-balancing/docs/health-check-concepts). */
const GOOGLE_HEALTH_CHECKS = [
  "35.191.0.0/16",
  "130.211.0.0/22",
  "209.85.152.0/22",
  "209.85.204.0/22",
];

/** Logs have few addresses, each many times. */
const KNOWN = 10_000;

function remembered(ask: (address: string) => boolean): (address: string) => boolean {
  const known = new Map<string, boolean>();
  return (address) => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const answer = ask(address);
    if (known.size >= KNOWN) known.clear();
    known.set(address, answer);
    return answer;
  };
}

/** Tests whether an address lies in one of these ranges; an address that stands alone is a range, and what is none is in none. */
function rangesTest(ranges: readonly string[]): (address: string) => boolean {
  const parsed = ranges.flatMap((text) => {
    const width = text.includes(":") ? 128 : 32;
    const range = parseCidr(text.includes("/") ? text : `${text}/${width}`);
    return range === undefined ? [] : [range];
  });
  return remembered((text) => {
    const address = parseAddress(text);
    if (address === undefined) return false;
    const { family, value } = address;
    return parsed.some(
      (range) => range.family === family && range.first <= value && value <= range.last,
    );
  });
}

const isNotPublic = rangesTest(NOT_PUBLIC);
const isGoogleHealthCheck = rangesTest(GOOGLE_HEALTH_CHECKS);
const isLoopback = rangesTest(["127.0.0.0/8", "::1"]);
const isAddress = remembered((text) => parseAddress(text) !== undefined);

/** Whether an address is a public one. */
export function isPublicAddress(address: string): boolean {
  return isAddress(address) && !isNotPublic(address);
}

/** Whether all addresses of an event are public; false where it has none, or one that is no address. */
export function comesFromPublicAddress({ sourceIPs }: AuditEvent): boolean {
  return sourceIPs.length > 0 && sourceIPs.every(isPublicAddress);
}

/** Whether the request was made on the API server's own machine. */
export function comesFromLoopback({ sourceIPs }: AuditEvent): boolean {
  return sourceIPs.length > 0 && sourceIPs.every(isLoopback);
}

/** Whether a load balancer of Google asks whether the API server lives. */
export function isCloudHealthCheck({ sourceIPs, userAgent }: AuditEvent): boolean {
  const agent = userAgent.startsWith("GoogleHC/") || userAgent === "GoogleKubernetesEngineFrontend";
  return agent && sourceIPs.length > 0 && sourceIPs.every(isGoogleHealthCheck);
}

/** The address to name: the last, which the API server saw itself; those before it a proxy, or anybody, has written. */
export function sourceOf({ sourceIPs }: AuditEvent): string {
  return sourceIPs.at(-1) ?? "an unknown address";
}

const tests = new WeakMap<readonly string[], (address: string) => boolean>();

/** Whether an address lies in ranges of the settings; the ranges are read once. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  let test = tests.get(ranges);
  if (test === undefined) {
    test = rangesTest(ranges);
    tests.set(ranges, test);
  }
  return test(address);
}

/** Domains of those who own a cloud's addresses, by the envelope that its audit log comes in. */
const CLOUD_DOMAINS = ["amazon.com", "amazonaws.com", "microsoft.com", "google.com"];
const DOMAIN_OF = { eks: "amazon.com", aks: "microsoft.com", gke: "google.com" } as const;

/** Whether an address is the cloud's that the cluster runs in: by the settings, or by what the log says of its owner. */
export function isOfCloud(
  address: string,
  { enrichment, source }: AuditEvent,
  { cloudAddresses }: DetectionSettings,
): boolean {
  if (isInRanges(address, cloudAddresses)) return true;
  const own = source.envelope in DOMAIN_OF ? [DOMAIN_OF[cloudOf(source.envelope)]] : CLOUD_DOMAINS;
  return (enrichment?.owners ?? []).some(
    (owner) =>
      (owner.address === address || owner.address === "") &&
      own.some((domain) => owner.domain === domain || owner.domain.endsWith(`.${domain}`)),
  );
}

function cloudOf(envelope: AuditEvent["source"]["envelope"]): keyof typeof DOMAIN_OF {
  return envelope === "aks" || envelope === "gke" ? envelope : "eks";
}
