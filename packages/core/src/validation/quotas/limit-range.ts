import type { LimitRange, LimitRangeItem, Quantity } from "../../kubernetes/api/types.ts";
import { NANOS_PER_UNIT, type Nanos } from "../../kubernetes/quantity.ts";
import type { Decoded } from "../decoded.ts";
import { dnsSubdomainName, qualifiedNameProblem } from "../names.ts";
import { givenName, validateObjectMeta } from "../object-meta.ts";
import type { Place } from "../place.ts";
import { resourceNanosOf, wholeOf } from "../quantities.ts";
import {
  containerResourceProblem,
  mayBeOvercommitted,
  resourceNameProblem,
} from "../resource-names.ts";

// Follows ValidateLimitRange in pkg/apis/core/validation/validation.go and SetDefaults_LimitRangeItem.

const TYPES = ["Container", "PersistentVolumeClaim", "Pod"];

/** `ValidateLimitRange`; without a name the server makes one. */
export function validateLimitRange(
  { metadata = {}, spec = {} }: Decoded<LimitRange>,
  at: Place,
): void {
  const name = givenName(metadata) || "made";
  const naming = { namespaced: true, name: dnsSubdomainName };
  validateObjectMeta({ ...metadata, name }, naming, at.child("metadata"));
  const types = new Set<string>();
  for (const [index, item] of (spec.limits ?? []).entries()) {
    const { type = "" } = item;
    const itemAt = at.child("spec").child("limits").index(index);
    itemAt.child("type").judge(type, typeProblem(type));
    if (types.has(type)) itemAt.child("type").duplicate(type);
    types.add(type);
    validateItem(item, type, itemAt);
  }
}

function typeProblem(type: string): string | undefined {
  if (TYPES.includes(type)) return undefined;
  return qualifiedNameProblem(type) ?? (type.includes("/") ? undefined : "is no type of limits");
}

type Quantities = Readonly<Record<string, Quantity>>;

interface Limits {
  readonly min: Quantities;
  readonly max: Quantities;
  readonly default: Quantities;
  readonly defaultRequest: Quantities;
  readonly maxLimitRequestRatio: Quantities;
}

const FIELDS = ["min", "max", "default", "defaultRequest", "maxLimitRequestRatio"] as const;

function validateItem(item: Decoded<LimitRangeItem>, type: string, at: Place): void {
  const given = defaulted(item, type);
  const limits = type === "Pod" ? { ...given, default: {}, defaultRequest: {} } : given;
  if (type === "Pod") {
    for (const field of ["default", "defaultRequest"] as const) {
      if (Object.keys(given[field]).length > 0) at.child(field).forbidden("may not be set for Pod");
    }
  }
  for (const name of validateNames(limits, type, at)) validateResource(name, limits, at);
  const bounds = { ...limits.min, ...limits.max };
  if (type === "PersistentVolumeClaim" && bounds["storage"] === undefined) {
    at.child("limits").required("must have min or max of storage");
  }
}

/** The names of all resources. */
function validateNames(limits: Limits, type: string, at: Place): ReadonlySet<string> {
  const isOfPods = type === "Pod" || type === "Container";
  const problemOf = isOfPods ? containerResourceProblem : resourceNameProblem;
  const names = new Set<string>();
  for (const field of FIELDS) {
    for (const name of Object.keys(limits[field])) {
      names.add(name);
      at.child(field).key(name).judge(name, problemOf(name));
    }
  }
  return names;
}

// Of containers what is missing comes from what is there.
function defaulted(item: Decoded<LimitRangeItem>, type: string): Limits {
  const { min = {}, max = {}, maxLimitRequestRatio = {} } = item;
  const isContainer = type === "Container";
  const limit = { ...(isContainer ? max : {}), ...item.default };
  const request = isContainer
    ? { ...min, ...limit, ...item.defaultRequest }
    : (item.defaultRequest ?? {});
  return { min, max, default: limit, defaultRequest: request, maxLimitRequestRatio };
}

/** The nanos of one resource, by field. */
type Amounts = Readonly<Partial<Record<(typeof FIELDS)[number], Nanos>>>;

function validateResource(name: string, limits: Limits, at: Place): void {
  const amounts: Amounts = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const quantity = limits[field][name];
      return quantity === undefined ? [] : [[field, resourceNanosOf(quantity)]];
    }),
  );
  for (const [less, more, blamed] of ORDER) {
    const [low, high] = [amounts[less], amounts[more]];
    if (low === undefined || high === undefined || low <= high) continue;
    at.child(blamed).key(name).invalid(`must keep ${less} below ${more}`);
  }
  validateRatio(amounts, at.child("maxLimitRequestRatio").key(name));
  const { default: limit, defaultRequest: request } = amounts;
  const isFixed = limit !== undefined && request !== undefined && !mayBeOvercommitted(name);
  if (isFixed && limit !== request) at.child("defaultRequest").key(name).invalid("must be default");
}

// What must not be more than what, and which of both is named.
const ORDER = [
  ["min", "max", "min"],
  ["min", "defaultRequest", "defaultRequest"],
  ["defaultRequest", "max", "defaultRequest"],
  ["defaultRequest", "default", "defaultRequest"],
  ["min", "default", "default"],
  ["default", "max", "default"],
] as const;

function validateRatio({ min, max, maxLimitRequestRatio: ratio }: Amounts, at: Place): void {
  if (ratio === undefined) return;
  if (ratio < NANOS_PER_UNIT) at.invalid("is less than 1");
  if (min === undefined || max === undefined) return;
  // As upstream: in doubles, of thousandths where they fit.
  const isExact = [ratio, min, max].every((amount) => wholeOf(amount) < MOST_IN_MILLI);
  const inUnits = (amount: Nanos) => Number(isExact ? amount / 1_000_000n : wholeOf(amount));
  const most = inUnits(max) / inUnits(min);
  const asked = isExact ? inUnits(ratio) / 1000 : inUnits(ratio);
  if (asked > most) at.invalid("is more than max divided by min");
}

const MOST_IN_MILLI = (2n ** 63n - 1n) / 1000n;
