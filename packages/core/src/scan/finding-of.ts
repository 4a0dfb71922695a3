import type { ExceptionCheck } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Exception } from "../findings/exception.ts";
import type { Finding, ImpliedFinding, Namesakes, Severity } from "../findings/finding.ts";
import type { Location } from "../snapshot/origin.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { causeOf } from "./cause.ts";
import type { ExceptionBook } from "./exceptions/book.ts";
import type { FoundGroups } from "./found-before.ts";
import type { Standing } from "./implied.ts";
import type { PlacedViolation } from "./placed-violation.ts";
import type { Placing } from "./placing.ts";
import type { CheckRoutes } from "./routes.ts";
import { type AdjustedSeverity, adjustSeverity } from "./severity/adjust.ts";
import type { ExposureSignals } from "./severity/signals.ts";

/** What is the same for all worlds. */
export interface ScanRun extends Pick<Placing, "everywhere"> {
  readonly checks: CheckRoutes;
  readonly exceptionChecks: readonly ExceptionCheck[];
  readonly book: ExceptionBook | undefined;
  readonly severities: Readonly<Record<string, Severity>>;
  readonly namesakesOf: (target: SnapshotObject) => Namesakes | undefined;
  /** What was found in the worlds before; absent where there is one world. */
  readonly groups?: FoundGroups;
}

/** What findings of one world are made with. */
export interface ScanContext extends ScanRun {
  readonly cluster: Cluster;
  readonly exposure: ExposureSignals;
}

/** Violations that are one finding, each with what it implies. */
export type Standings = readonly Standing<PlacedViolation>[];

const NONE: readonly never[] = [];

/**
 * The finding of a group, whose further places become `alsoAt` of the first; undefined for none. It is accepted where every one of the
 * group is. Members that not every finding has are added one by one: spreading objects takes three times as long.
 */
export function findingOf(
  group: Standings,
  context: ScanContext,
): { readonly finding: Finding; readonly shown: SnapshotObject } | undefined {
  const { at, exception } = shownOf(group, context.book);
  const standing = group[at];
  if (!standing) return undefined;
  const { check, target, violation, field, fix, fingerprint } = standing.item;
  const { severity, steps } = severityOf(standing.item, context);
  const finding: Writable<Finding> = {
    check: check.id,
    severity,
    fingerprint,
    object: target.reference,
    path: field.text,
    message: violation.message,
    location: field.location,
    alsoAt: group.length === 1 ? NONE : locationsBeside(group, at),
    cause: causeOf(standing.item),
  };
  const namesakes = context.namesakesOf(target);
  if (namesakes) finding.namesakes = namesakes;
  const { container, valueFingerprint } = violation;
  if (container !== undefined) finding.container = container;
  if (fix) finding.fix = fix;
  if (valueFingerprint !== undefined) finding.valueFingerprint = valueFingerprint;
  if (steps.length > 0) finding.severityReason = steps;
  const standsFor = impliedFindings(group);
  if (standsFor.length > 0) finding.standsFor = standsFor;
  if (exception) finding.exception = exception;
  return { finding, shown: target };
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** The first of a group that is not accepted, else the first; all exceptions are asked, so that each is known to be of use. */
function shownOf(
  group: Standings,
  book: ExceptionBook | undefined,
): { readonly at: number; readonly exception?: Exception | undefined } {
  if (!book) return { at: 0 };
  const exceptions = group.map((standing) => exceptionFor(standing, book));
  const at = Math.max(0, exceptions.indexOf(undefined));
  return { at, exception: exceptions[at] };
}

function locationsBeside(group: Standings, shown: number): readonly Location[] {
  return group.filter((_, index) => index !== shown).map(({ item }) => item.field.location);
}

/** What the configuration says holds; else the check's own severity, by what is known of the object. */
function severityOf(
  { check, violation, target }: PlacedViolation,
  { severities, exposure }: ScanContext,
): AdjustedSeverity {
  const configured = severities[check.id];
  if (configured !== undefined) return { severity: configured, steps: [] };
  const signals = exposure.signalsOf(target);
  return adjustSeverity(violation.severity ?? check.severity, check, signals);
}

function exceptionFor(
  { item, implied }: Standing<PlacedViolation>,
  book: ExceptionBook,
): Exception | undefined {
  const { file } = item.field.location;
  // An exception for what is implied is of use: the implied one returns when the other goes.
  for (const each of implied) exceptionForItem(each, file, book);
  return exceptionForItem(item, file, book);
}

function exceptionForItem(
  { check, target, violation, field }: PlacedViolation,
  file: string,
  book: ExceptionBook,
): Exception | undefined {
  if (!book.mayExcept(target, check.id)) return undefined;
  const { container, valueFingerprint } = violation;
  return book.exceptionFor(
    { check: check.id, target, container, valueFingerprint, path: field.text, file },
    field.path,
  );
}

function impliedFindings(group: Standings): readonly ImpliedFinding[] {
  if (group.every(({ implied }) => implied.length === 0)) return NONE;
  const found = new Map<string, ImpliedFinding>();
  for (const { check, field, fingerprint } of group.flatMap(({ implied }) => implied)) {
    found.set(fingerprint, { check: check.id, path: field.text, fingerprint });
  }
  return [...found.values()];
}
