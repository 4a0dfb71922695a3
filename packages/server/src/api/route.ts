import type { JsonValue } from "@watertight/core/kubernetes";
import type { Asker } from "./asker.ts";

/** A parameter in the query or in the path. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly description: string;
  readonly required?: boolean;
  /** May be given several times: one of them has to hold. */
  readonly repeated?: boolean;
  readonly choices?: readonly string[];
  /** A whole number within these. */
  readonly range?: readonly [least: number, most: number];
  /** `time`: RFC 3339. */
  readonly format?: "time";
}

/** A request that its parameters have been read of. */
export interface Asked {
  readonly asker: Asker;
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** "" where there is none. */
  readonly body: string;
}

/** What is answered: a document, lines, or why there is neither. */
export type Answer =
  | { readonly document: JsonValue }
  | { readonly lines: string }
  | { readonly problem: Problem };

export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 413 | 415 | 500 | 503;
  readonly detail: string;
}

/** One question that the API answers. */
export interface Route {
  readonly method: "get" | "post";
  /** Below `/api/v1`, with `{name}` for parameters. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** Name of the schema of its document; `lines`: JSON Lines in and out. */
  readonly answers: string;
  readonly answer: (asked: Asked) => Promise<Answer>;
}

/** The one value of a parameter; undefined where it is not given. */
export function valueOf({ values }: Asked, name: string): string | undefined {
  return values.get(name)?.[0];
}

/** All values of a parameter; undefined where none is given. */
export function valuesOf({ values }: Asked, name: string): readonly string[] | undefined {
  const found = values.get(name) ?? [];
  return found.length === 0 ? undefined : found;
}

export function numberOf(asked: Asked, name: string): number | undefined {
  const value = valueOf(asked, name);
  return value === undefined ? undefined : Number(value);
}

export function notFound(detail: string): Answer {
  return { problem: { status: 404, detail } };
}

export function wrong(detail: string): Answer {
  return { problem: { status: 400, detail } };
}

/** RFC 3339, of milliseconds. */
export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
