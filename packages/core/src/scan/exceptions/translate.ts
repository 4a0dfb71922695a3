import { type Exception, isDay } from "../../findings/exception.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { Location } from "../../snapshot/origin.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { Aliases } from "./aliases.ts";
import { type AnnotatedException, annotatedPlacesOf } from "./annotations.ts";
import { type ForeignStatement, foreignStatementsOf } from "./foreign.ts";

/** What an object tells another scanner to leave out, and what that means here. */
export interface TranslatedStatement {
  readonly statement: ForeignStatement;
  /** Our checks, each once; `*` is everything. */
  readonly checks: readonly string[];
  /** The scanner's ids that no check of ours corresponds to. */
  readonly untranslated: readonly string[];
  /** Of the annotation or label, in the object. */
  readonly path: FieldPath;
  readonly within: FieldPath;
  readonly location: Location;
}

/** What an object tells other scanners to leave out, in the order of its annotations and labels. */
export function* translatedStatementsOf(
  target: SnapshotObject,
  aliases: Aliases,
): Generator<TranslatedStatement> {
  for (const place of annotatedPlacesOf(target)) {
    for (const statement of foreignStatementsOf(place)) {
      const { tool, ids, field, key } = statement;
      const path = [...place.metadataPath, field, key];
      const words = ids === "everything" ? [] : ids;
      const found = words.map((id) => aliases(tool, id));
      yield {
        statement,
        checks: ids === "everything" ? ["*"] : [...new Set(found.flat())],
        untranslated: words.filter((_, index) => found[index]?.length === 0),
        path,
        within: place.within,
        location: target.locate(path),
      };
    }
  }
}

/** The exceptions that an object states for other scanners, as far as checks of ours correspond. */
export function* foreignExceptionsOf(
  target: SnapshotObject,
  aliases: Aliases,
): Generator<AnnotatedException> {
  for (const translated of translatedStatementsOf(target, aliases)) {
    const { checks, path, within } = translated;
    if (checks.length > 0) yield { exception: exceptionOf(translated), path, within };
  }
}

function exceptionOf({ statement, checks, location }: TranslatedStatement): Exception {
  const { tool, container, reason, until } = statement;
  return {
    source: "foreign",
    tool,
    checks,
    ...(container === undefined ? {} : { container }),
    reason,
    ...(until === undefined ? {} : { until }),
    location,
    problems: until === undefined || isDay(until) ? [] : [`"${until}" is no day`],
  };
}
