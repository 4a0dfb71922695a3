import type { HostAlias, PodDNSConfig, PodSpec } from "../../kubernetes/api/types.ts";
import { byteLength } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { validateLegacyIp } from "../ip-address.ts";
import { dnsSubdomainProblem, dnsSubdomainWithUnderscoreProblem } from "../names.ts";
import type { Place } from "../place.ts";

// Follows validatePodDNSConfig and ValidateHostAliases in pkg/apis/core/validation/validation.go.

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_BYTES = 2048;

export function validateDnsConfig({ dnsConfig, dnsPolicy }: Decoded<PodSpec>, at: Place): void {
  const hasServers = (dnsConfig?.nameservers ?? []).length > 0;
  if (dnsPolicy === "None" && !hasServers) {
    const missingAt = dnsConfig ? at.child("nameservers") : at;
    missingAt.required("must be set where dnsPolicy is None");
  } else if (dnsConfig) validateConfig(dnsConfig, at);
}

function validateConfig(
  { nameservers = [], searches = [], options = [] }: Decoded<PodDNSConfig>,
  at: Place,
): void {
  if (nameservers.length > MOST_NAMESERVERS) {
    at.child("nameservers").invalid(`has more than ${MOST_NAMESERVERS} servers`);
  }
  for (const [index, server] of nameservers.entries()) {
    validateLegacyIp(server, at.child("nameservers").index(index));
  }
  validateSearches(searches, at.child("searches"));
  for (const [index, { name = "" }] of options.entries()) {
    if (name === "") at.child("options").index(index).required("must have a name");
  }
}

function validateSearches(searches: readonly string[], at: Place): void {
  if (searches.length > MOST_SEARCHES) at.invalid(`has more than ${MOST_SEARCHES} domains`);
  if (byteLength(searches.join(" ")) > MOST_SEARCH_BYTES) {
    at.invalid(`has more than ${MOST_SEARCH_BYTES} bytes`);
  }
  for (const [index, search] of searches.entries()) {
    if (search === ".") continue;
    const name = search.endsWith(".") ? search.slice(0, -1) : search;
    at.index(index).judge(search, dnsSubdomainWithUnderscoreProblem(name));
  }
}

export function validateHostAliases(aliases: readonly Decoded<HostAlias>[], at: Place): void {
  for (const [index, { ip = "", hostnames = [] }] of aliases.entries()) {
    validateLegacyIp(ip, at.index(index).child("ip"));
    for (const [hostIndex, hostname] of hostnames.entries()) {
      const hostAt = at.index(index).child("hostnames").index(hostIndex);
      hostAt.judge(hostname, dnsSubdomainProblem(hostname));
    }
  }
}
