import { formerIdsOf } from "../../checks/former-ids.ts";
import {
  type Exception,
  holds,
  isDay,
  type JudgedException,
  type PlacedException,
} from "../../findings/exception.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { type Aliases, createAliases } from "./aliases.ts";
import { type AnnotatedException, annotatedExceptionsOf, type CheckNames } from "./annotations.ts";
import { type ExceptionSubject, isWithin } from "./scope.ts";
import { foreignExceptionsOf } from "./translate.ts";

/** A check as exceptions name it. */
interface CatalogueEntry {
  readonly id: string;
  readonly topic: string;
  readonly aliases?: readonly string[];
}

/** Which exceptions are read, and on which day they are judged. */
export interface ExceptionSettings {
  /** As `2026-07-01`. */
  readonly today: string;
  readonly configured: readonly PlacedException[];
  /** Whether annotations and labels for other scanners count. */
  readonly foreign: boolean;
  /** Whether annotations of objects count that except these objects; absent: they do. */
  readonly annotated?: boolean;
  /** All checks, those that do not run too: what exceptions may name. */
  readonly catalogue: readonly CatalogueEntry[];
  /** Ids of the checks that run. */
  readonly running: ReadonlySet<string>;
  /** Whether all of the input was examined: else nothing is said of unused exceptions of the configuration. */
  readonly complete: boolean;
}

/** Finds exceptions for weaknesses and remembers which were of use. */
export interface ExceptionBook {
  /** Whether any exception names a check, or stands in an object: nearly no weakness has one. */
  readonly mayExcept: (target: SnapshotObject, check: string) => boolean;
  /** The first exception in force that covers a weakness; `path` is its field in the object. */
  readonly exceptionFor: (subject: ExceptionSubject, path: FieldPath) => Exception | undefined;
  /** Judges those that an object states of itself; to be asked after its weaknesses. */
  readonly judgeAnnotated: (
    target: SnapshotObject,
  ) => readonly { readonly judged: JudgedException; readonly path: FieldPath }[];
  /** Judges those of the configuration; to be asked last. */
  readonly judgeConfigured: () => readonly JudgedException[];
}

/** An exception with where it is stated and of what. */
interface Entry {
  readonly exception: Exception;
  readonly within: FieldPath;
  readonly path: FieldPath;
}

/** The checks whose weaknesses each exception covered. */
type Uses = Map<Entry, Set<string>>;

/** All that is there to except, from which books are opened: one for all, or one for each group of objects that is looked up again by itself. */
export interface ExceptionShelf {
  readonly open: () => ExceptionBook;
  /** Judges those of the configuration by what was looked up in all these books; to be asked last. */
  readonly judgeConfigured: (books: Iterable<ExceptionBook>) => readonly JudgedException[];
}

export function openExceptions(settings: ExceptionSettings): ExceptionBook {
  return shelveExceptions(settings).open();
}

export function shelveExceptions(settings: ExceptionSettings): ExceptionShelf {
  // What is wrong with an exception cannot be excepted in its turn.
  const catalogue = settings.catalogue.filter(({ topic }) => topic !== "exceptions");
  const idsOf = checkNames(catalogue);
  const aliases = settings.foreign ? createAliases(catalogue) : undefined;
  const configured = settings.configured.map((placed) => entryOf(configuredException(placed)));
  const configuredFor = byCheck(configured);
  const uses = new WeakMap<ExceptionBook, Uses>();
  const judge = ({ exception }: Entry, used: ReadonlySet<string>): JudgedException => ({
    exception,
    today: settings.today,
    unused: exception.checks.filter((check) =>
      check === "*" ? used.size === 0 : settings.running.has(check) && !used.has(check),
    ),
  });
  const judgeConfigured: ExceptionShelf["judgeConfigured"] = (books) => {
    const used = joinedUses(Array.from(books, (book) => uses.get(book) ?? new Map()));
    return configured
      .filter(({ exception }) => exception.source === "configuration")
      .map((entry) => judge(entry, used.get(entry) ?? NONE))
      .map((judged) => (settings.complete ? judged : { ...judged, unused: [] }));
  };
  const open = (): ExceptionBook => {
    const used: Uses = new Map();
    const annotated = new Map<SnapshotObject, readonly Entry[]>();
    const entriesOf = (target: SnapshotObject): readonly Entry[] => {
      if (settings.annotated === false) return [];
      const known = annotated.get(target);
      if (known) return known;
      const entries = [...statedBy(target, idsOf, aliases)].map(({ exception, path, within }) =>
        entryOf(exception, path, within),
      );
      annotated.set(target, entries);
      return entries;
    };
    const book: ExceptionBook = {
      mayExcept: (target, check) => entriesOf(target).length + configuredFor(check).length > 0,
      exceptionFor: (subject, path) => {
        let first: Exception | undefined;
        for (const entry of [...entriesOf(subject.target), ...configuredFor(subject.check)]) {
          const { exception, within } = entry;
          if (!within.every((segment, index) => path[index] === segment)) continue;
          if (!isWithin(subject, exception)) continue;
          // All that cover it are of use, so that taking one away is seen to change nothing.
          addUse(used, entry, subject.check);
          if (holds(exception, settings.today)) first ??= exception;
        }
        return first;
      },
      judgeAnnotated: (target) =>
        entriesOf(target)
          .filter(({ exception }) => exception.source === "annotation")
          .map((entry) => ({ judged: judge(entry, used.get(entry) ?? NONE), path: entry.path })),
      judgeConfigured: () => judgeConfigured([book]),
    };
    uses.set(book, used);
    return book;
  };
  return { open, judgeConfigured };
}

const NONE: ReadonlySet<string> = new Set();

function addUse(uses: Uses, entry: Entry, check: string): void {
  const known = uses.get(entry);
  if (known) known.add(check);
  else uses.set(entry, new Set([check]));
}

function joinedUses(all: readonly Uses[]): Uses {
  const joined: Uses = new Map();
  for (const uses of all) {
    for (const [entry, checks] of uses) for (const check of checks) addUse(joined, entry, check);
  }
  return joined;
}

function checkNames(catalogue: readonly CatalogueEntry[]): CheckNames {
  const ids = new Map(catalogue.map(({ id }) => [id, [id]]));
  const former = formerIdsOf(catalogue);
  return (name) => ids.get(name) ?? former.get(name) ?? [];
}

/** Looked up once a check: there may be as many exceptions as weaknesses. */
function byCheck(entries: readonly Entry[]): (check: string) => readonly Entry[] {
  const found = new Map<string, readonly Entry[]>();
  return (check) => {
    const known = found.get(check);
    if (known) return known;
    const those = entries.filter(
      ({ exception: { checks } }) => checks.includes(check) || checks.includes("*"),
    );
    found.set(check, those);
    return those;
  };
}

function entryOf(exception: Exception, path: FieldPath = [], within: FieldPath = []): Entry {
  return { exception, path, within };
}

function configuredException({ exception, tool, location }: PlacedException): Exception {
  const { until } = exception;
  const problems =
    until === undefined || isDay(until) ? [] : [`until "${until}" is no day, as 2027-01-31`];
  return tool === undefined
    ? { ...exception, source: "configuration", location, problems }
    : { ...exception, source: "foreign", tool, location, problems };
}

function* statedBy(
  target: SnapshotObject,
  idsOf: CheckNames,
  aliases: Aliases | undefined,
): Generator<AnnotatedException> {
  yield* annotatedExceptionsOf(target, idsOf);
  if (aliases) yield* foreignExceptionsOf(target, aliases);
}
