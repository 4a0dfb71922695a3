import type { Quantity, ResourceClaim } from "../kubernetes/api/types.ts";
import type { Nanos } from "../kubernetes/quantity.ts";
import type { Decoded } from "./decoded.ts";
import { dnsLabelProblem } from "./names.ts";
import { type Place, quoted } from "./place.ts";
import { isMore, isPlainlyPositive, resourceNanosOf, wholeOf } from "./quantities.ts";
import { isCounted, isHugePages, isWholePages, mayBeOvercommitted } from "./resource-names.ts";

// Follows validateResourceRequirements in pkg/apis/core/validation/validation.go.

export type Quantities = Readonly<Record<string, Quantity>>;

/** Limits and requests of a container or a pod, defaulted. */
export interface Requirements {
  readonly limits: Quantities;
  readonly requests: Quantities;
  readonly claims?: readonly Decoded<ResourceClaim>[] | undefined;
}

/** `judgeName` says what is wrong with a resource's name there. */
export function validateRequirements(
  { limits, requests, claims }: Requirements,
  judgeName: (name: string, at: Place) => void,
  claimNames: ReadonlySet<string>,
  at: Place,
): void {
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  for (const name in limits) validateEntry(name, limits[name] ?? 0, judgeName, at.child("limits"));
  for (const name in requests) {
    const request = requests[name] ?? 0;
    validateEntry(name, request, judgeName, at.child("requests"));
    validateAgainstLimit(name, request, limits, at);
  }
  if (names.some(isHugePages) && !names.some((name) => name === "cpu" || name === "memory")) {
    at.forbidden("may not have huge pages without cpu or memory");
  }
  if (claims) validateClaims(claims, claimNames, at.child("claims"));
}

function validateEntry(
  name: string,
  quantity: Quantity,
  judgeName: (name: string, at: Place) => void,
  at: Place,
): void {
  const entryAt = at.key(name);
  judgeName(name, entryAt);
  if (isPlainlyPositive(quantity) && !isCounted(name) && !isHugePages(name)) return;
  const nanos = resourceNanosOf(quantity);
  validateQuantity(name, nanos, entryAt);
  if (isHugePages(name) && !isWholePages(name, wholeOf(nanos))) {
    entryAt.invalid(`${quoted(String(quantity))} is no multiple of the page`);
  }
}

/** `ValidateResourceQuantityValue`. */
export function validateQuantity(name: string, nanos: Nanos, at: Place): void {
  if (nanos < 0n) at.invalid("is negative");
  if (isCounted(name) && nanos % 1_000_000_000n !== 0n) at.invalid("must be a whole number");
}

function validateAgainstLimit(
  name: string,
  request: Quantity,
  limits: Quantities,
  at: Place,
): void {
  const limit = limits[name];
  if (limit === undefined) {
    if (!mayBeOvercommitted(name)) at.child("limits").required(`must have ${name} too`);
    return;
  }
  if (request === limit) return;
  const isFixed = !mayBeOvercommitted(name) && isMore(limit, request);
  if (isFixed || isMore(request, limit)) {
    const relation = mayBeOvercommitted(name) ? "is more than" : "is not";
    at.child("requests").invalid(
      `${quoted(String(request))} of ${name} ${relation} its limit`,
      name,
    );
  }
}

function validateClaims(
  claims: readonly Decoded<ResourceClaim>[],
  claimNames: ReadonlySet<string>,
  at: Place,
): void {
  const seen = new Set<string>();
  for (const [index, claim] of claims.entries()) {
    const { name = "" } = claim;
    const claimAt = at.index(index);
    if (name === "") {
      claimAt.required();
      continue;
    }
    validateClaim(claim, name, seen, claimAt);
    if (!claimNames.has(name)) claimAt.notFound(name);
  }
}

function validateClaim(
  { request = "" }: Decoded<ResourceClaim>,
  name: string,
  seen: Set<string>,
  at: Place,
): void {
  if (seen.has(name)) {
    at.duplicate(name);
    return;
  }
  if (request !== "") at.child("request").judge(request, dnsLabelProblem(request));
  const key = request === "" ? name : `${name}/${request}`;
  const isTaken =
    seen.has(key) ||
    (request === "" &&
      [...seen].some((each) => each.split("/", 1)[0] === name && each.includes("/")));
  if (isTaken) at.duplicate(key);
  seen.add(key);
}
