import {
  type ApiResource,
  type ApiType,
  apiVersionsOfKind,
  type FieldPath,
  listAt,
  structureOfKind,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import type { CompiledPolicy } from "./compiled.ts";

/*
 * What a policy says of itself and does not check, and what the API server has already said of its types.
 */

export interface WordRemark {
  readonly rule: "said-not-checked" | "type-warning";
  readonly severity: "warning";
  readonly path: FieldPath;
  readonly message: string;
}

/** Names that people write as the API does: `hostNetwork`, and not `network`. */
const CAMEL = /\b[a-z]+(?:[A-Z][a-z0-9]*)+\b/g;

/** Fields of the kinds that a policy matches which its messages name and its expressions do not. */
export function promiseRemarks(
  policy: CompiledPolicy,
  expressions: readonly string[],
  resources: readonly ApiResource[],
): readonly WordRemark[] {
  const asked = expressions.join("\n");
  const fields = policy.kind === "mutating" ? new Set<string>() : fieldsOf(policy, resources);
  return listAt(policy.spec, "validations").flatMap((validation, at) => {
    const words = textAt(validation, "message").match(CAMEL) ?? [];
    const unasked = [...new Set(words)].filter((word) => fields.has(word) && !asked.includes(word));
    return unasked.length === 0
      ? []
      : [
          {
            rule: "said-not-checked" as const,
            severity: "warning" as const,
            path: ["spec", "validations", at, "message"],
            message: `the message names ${unasked.join(" and ")}, and no expression asks for it`,
          },
        ];
  });
}

function fieldsOf(policy: CompiledPolicy, resources: readonly ApiResource[]): ReadonlySet<string> {
  const names = new Set(
    listAt(policy.constraints, "resourceRules").flatMap((rule) =>
      textsAt(rule, "resources").map((each) => each.split("/")[0] ?? ""),
    ),
  );
  const kinds = new Set(resources.filter(({ name }) => names.has(name)).map(({ kind }) => kind));
  const fields = new Set<string>();
  const seen = new Set<ApiType>();
  for (const kind of kinds) {
    for (const version of apiVersionsOfKind(kind)) {
      noteFields(structureOfKind(version, kind), fields, seen);
    }
  }
  return fields;
}

function noteFields(type: ApiType | undefined, fields: Set<string>, seen: Set<ApiType>): void {
  if (type === undefined || type.shape === "leaf" || seen.has(type)) {
    return;
  }
  seen.add(type);
  if (type.shape !== "structure") {
    noteFields(type.item, fields, seen);
    return;
  }
  for (const [name, field] of type.fields) {
    fields.add(name);
    noteFields(field, fields, seen);
  }
}

/** Warnings of the API server that stand in `status.typeChecking` of a policy of a running cluster. */
export function typeRemarks({ object }: CompiledPolicy): readonly WordRemark[] {
  return listAt(object, "status", "typeChecking", "expressionWarnings").map((each) => ({
    rule: "type-warning",
    severity: "warning",
    path: pathOf(textAt(each, "fieldRef")),
    message: `the API server warns: ${textAt(each, "warning").split("\n").join(" ").trim()}`,
  }));
}

/** `spec.validations[0].expression`, as a path of keys. */
function pathOf(text: string): FieldPath {
  return (text.match(/[^.[\]]+/g) ?? []).map((each) => (/^\d+$/.test(each) ? Number(each) : each));
}
