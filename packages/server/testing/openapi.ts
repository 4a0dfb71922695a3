import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

/** What the document of an API says, to hold answers to. */
export interface Documented {
  /** All but the stream. */
  readonly operations: readonly Operation[];
  /** What of an answer is not as the document says; undefined where all is. */
  readonly faultOf: (operation: Operation, answer: Answered) => string | undefined;
}

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

interface Operation extends Described {
  readonly path: string;
  readonly method: string;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: "path" | "query" }[];
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** Reads a document of OpenAPI 3.1. */
export function documentedBy(given: unknown): Documented {
  // A door: what is read of it here is what the answers are held to.
  const document = given as OpenApi;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "api", components: document.components });
  const known = new Map<object, ValidateFunction>();
  const validatorOf = (schema: object): ValidateFunction => {
    const found = known.get(schema);
    if (found) return found;
    // A door: references are rewritten as text.
    const resolved = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
    const made = ajv.compile(resolved);
    known.set(schema, made);
    return made;
  };
  return {
    operations: Object.entries(document.paths)
      .filter(([path]) => path !== "/events")
      .flatMap(([path, all]) =>
        Object.entries(all).map(([method, described]) => ({ ...described, path, method })),
      ),
    faultOf: ({ responses }, { status, type, body }) => {
      const content = (responses[String(status)] ?? responses["default"])?.content ?? {};
      const described = content[type.split(";")[0] ?? ""];
      if (!described) return `${status} ${type}`;
      const validate = validatorOf(described.schema);
      return validate(body) ? undefined : ajv.errorsText(validate.errors);
    },
  };
}

/** A request for an operation with these values of its parameters; a query without the undefined ones. */
export function requestOf(
  { path, method, parameters = [] }: Operation,
  valueOf: (name: string, place: "path" | "query") => string | undefined,
  body: string,
): [path: string, init: RequestInit] {
  const query = new URLSearchParams();
  for (const { name, in: place } of parameters) {
    const value = place === "query" ? valueOf(name, place) : undefined;
    if (value !== undefined) query.append(name, value);
  }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    // No address can have half of a sign.
    encodeURIComponent((valueOf(name, "path") ?? "").replaceAll(/\p{Surrogate}/gu, "")),
  );
  return [
    `${filled}?${query.toString()}`,
    { method: method.toUpperCase(), ...(method === "post" && { body }) },
  ];
}
