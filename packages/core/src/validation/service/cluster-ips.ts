import type { ServiceSpec } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { parseIp, validateLegacyIp } from "../ip-address.ts";
import type { Place } from "../place.ts";

// Follows ValidateServiceClusterIPsRelatedFields in pkg/apis/core/validation and normalizeClusterIPs and initIPFamilyFields in
// pkg/registry/core/service/storage, of an API server that has addresses of both families.

const FAMILIES = ["IPv4", "IPv6"];
const POLICIES = ["PreferDualStack", "RequireDualStack", "SingleStack"];

/** The addresses of the cluster that a Service asks for: the one of the old field where there is no list. */
export function clusterIpsOf({
  clusterIP = "",
  clusterIPs = [],
}: Decoded<ServiceSpec>): readonly string[] {
  return clusterIP !== "" && clusterIPs.length === 0 ? [clusterIP] : clusterIPs;
}

/** Whether a Service has no address of its own. */
export function isHeadless(clusterIps: readonly string[]): boolean {
  return clusterIps.length === 1 && clusterIps[0] === "None";
}

/** What is asked before the server gives addresses to a Service that is no ExternalName. */
export function validateClusterIps(spec: Decoded<ServiceSpec>, at: Place): void {
  const { ipFamilies = [] } = spec;
  const clusterIps = clusterIpsOf(spec);
  const before = at.errorCount;
  validateFirst(spec, clusterIps, at.child("clusterIPs"));
  validateFamilies(ipFamilies, at.child("ipFamilies"));
  const policy = spec.ipFamilyPolicy ?? defaultPolicy(spec);
  at.child("ipFamilyPolicy").among(policy, POLICIES);
  if (validateAddresses(clusterIps, at.child("clusterIPs"))) {
    validateStacks(clusterIps, ipFamilies, at.child("clusterIPs"));
  }
  if (at.errorCount > before || policy !== "SingleStack") return;
  if (clusterIps.length === 2 || ipFamilies.length === 2) {
    at.child("ipFamilyPolicy").invalid(
      "must be PreferDualStack or RequireDualStack for two families",
    );
  }
}

function defaultPolicy({ clusterIP, selector = {} }: Decoded<ServiceSpec>): string {
  const isAnybodys = clusterIP === "None" && Object.keys(selector).length === 0;
  return isAnybodys ? "RequireDualStack" : "SingleStack";
}

function validateFirst(
  { clusterIP = "" }: Decoded<ServiceSpec>,
  clusterIps: readonly string[],
  at: Place,
): void {
  if ((clusterIps[0] ?? "") === clusterIP) {
    if (clusterIP === "" && clusterIps.length > 0) at.invalid("must be empty without clusterIP");
  } else if (clusterIP === "") at.invalid("must be empty without clusterIP");
  else at.invalid("must begin with clusterIP");
}

function validateFamilies(families: readonly string[], at: Place): void {
  const seen = new Set<string>();
  for (const [index, family] of families.entries()) {
    at.index(index).among(family, FAMILIES);
    if (seen.has(family)) at.index(index).duplicate(family);
    seen.add(family);
  }
}

/** Whether all are addresses, or the one word None. */
function validateAddresses(clusterIps: readonly string[], at: Place): boolean {
  const before = at.errorCount;
  const isNone = clusterIps[0] === "None";
  if (isNone && clusterIps.length > 1) at.invalid("may have None alone");
  for (const [index, address] of clusterIps.entries()) {
    if (!isNone || index > 0) validateLegacyIp(address, at.index(index));
  }
  const areValid = at.errorCount === before;
  if (clusterIps.length > 2) at.invalid("may have two addresses at most");
  return areValid;
}

function validateStacks(
  clusterIps: readonly string[],
  ipFamilies: readonly string[],
  at: Place,
): void {
  const families = clusterIps.map((address) => parseIp(address)?.family);
  if (clusterIps.length > 1 && new Set(families).size < 2) {
    at.invalid("must have one address of each family");
  }
  if (isHeadless(clusterIps)) return;
  for (const [index, family] of families.entries()) {
    const wanted = ipFamilies[index];
    const isOther = (wanted === "IPv4" && family === 6) || (wanted === "IPv6" && family !== 6);
    if (isOther) at.index(index).invalid(`is not of the family of ipFamilies[${index}]`);
  }
}
