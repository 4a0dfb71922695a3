import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { groupOf } from "../../kubernetes/object.ts";
import { structureOfKind } from "../../kubernetes/structure.ts";
import { mayHoldSecret } from "../../secrets/formats.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { formatsOf, type TextOfObject, violationsOfText } from "../facts/found-secrets.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No other field of an object holds what looks like a secret; custom resources are read by the names of their fields too. */
export function secretInField(parameters: Pick<CheckParameters, "secretPatterns">): ObjectCheck {
  const formats = formatsOf(parameters);
  return {
    on: "object",
    id: "secret-in-field",
    title: "Secret in a field",
    topic: "secrets",
    severity: "high",
    description:
      "Whoever may read the object reads the credential, and so does everybody with a copy of the manifest: values for a chart in an Application, a password in the resource of an operator, a token in a probe or a name. Known forms of credentials are found in every text of every object, and in custom resources also what the name of a field claims. Environment, commands, annotations, ConfigMaps and Secrets have checks of their own. The value is never printed.",
    remediation:
      "Change the credential, as it is known to whoever read the manifest. Put the new one into a Secret and let the field refer to it.",
    references: referencesTo({
      "nsa-1.2": ["Secrets"],
      "mitre-attack": ["T1552"],
      "ms-threat-matrix": ["MS-TA9027"],
      "nist-800-190": ["3.1.4"],
    }),
    aliases: [
      "datree:62",
      "datree:63",
      "datree:64",
      "datree:65",
      "datree:66",
      "datree:67",
      "datree:68",
      "datree:69",
      "datree:70",
      "datree:71",
      "datree:72",
      "datree:73",
      "datree:74",
      "datree:75",
      "datree:76",
      "datree:77",
      "datree:78",
      "datree:79",
    ],

    *evaluate(entry, cluster) {
      const { object } = entry;
      if (object.apiVersion === "v1" && (object.kind === "Secret" || object.kind === "ConfigMap"))
        return;
      // Its schema only describes fields.
      if (groupOf(object) === "apiextensions.k8s.io") return;
      for (const text of textsOf(entry, formats.length > 0)) {
        yield* violationsOfText(text, formats, cluster);
      }
    },

    examples: {
      violating: [
        {
          title: "values for a chart, and the resource of an operator",
          objects: [
            {
              apiVersion: "argoproj.io/v1alpha1",
              kind: "Application",
              metadata: { name: "web" },
              spec: {
                source: { helm: { values: "db:\n  user: shop\n  password: hunter2\n" } },
              },
            },
            {
              apiVersion: "example.com/v1",
              kind: "Database",
              metadata: { name: "db" },
              spec: { adminPassword: "hunter2", tokenSecretRef: { name: "db-token" } },
            },
          ],
          violations: [
            "Application/web spec.source.helm.values: field values assigns what looks like a password or key to password",
            "Database/db spec.adminPassword: field adminPassword holds what looks like a password or key",
          ],
        },
        {
          title: "a key in a name",
          objects: [
            {
              apiVersion: "v1",
              kind: "Pod",
              metadata: { name: "web" },
              spec: { containers: [{ name: "sk_live_a1b2c3d4e5f6g7h8" }, { name: "log" }] },
            },
          ],
          violations: [
            "Pod/web spec.containers[0].name: field name holds what looks like a Stripe key",
          ],
        },
      ],
      compliant: [
        {
          title: "fields that name a Secret",
          objects: [
            {
              apiVersion: "example.com/v1",
              kind: "Database",
              metadata: { name: "db" },
              spec: {
                passwordSecret: "db-admin",
                password: { valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
              },
            },
          ],
        },
      ],
    },
  };
}

interface Walk {
  /** Where it is; changes as it goes. */
  readonly path: (string | number)[];
  readonly custom: boolean;
  readonly hasPods: boolean;
  /** Whether the configuration has patterns: then any text may hold something. */
  readonly everyText: boolean;
  readonly found: TextOfObject[];
}

/** The texts that may hold a secret. */
function textsOf(
  { object, podTemplates }: SnapshotObject,
  everyText: boolean,
): readonly TextOfObject[] {
  const custom = structureOfKind(object.apiVersion, object.kind) === undefined;
  const found: TextOfObject[] = [];
  visitMembers(object, { path: [], custom, hasPods: podTemplates.length > 0, everyText, found });
  return found;
}

function visitMembers(value: JsonObject, walk: Walk): void {
  const name = value["name"];
  for (const key of Object.keys(value)) {
    if (isExaminedElsewhere(key, walk)) continue;
    const isPair = key === "value" && typeof name === "string";
    visitValue(value[key] ?? null, key, isPair ? name : key, walk);
  }
}

function visitValue(value: JsonValue, segment: string | number, key: string, walk: Walk): void {
  walk.path.push(segment);
  if (typeof value === "string") {
    if (walk.custom || walk.everyText || mayHoldSecret(value)) {
      walk.found.push(textOf(value, key, walk));
    }
  } else if (isJsonList(value)) {
    for (let index = 0; index < value.length; index++)
      visitValue(value[index] ?? null, index, key, walk);
  } else if (isJsonObject(value)) visitMembers(value, walk);
  walk.path.pop();
}

function textOf(text: string, key: string, { path, custom }: Walk): TextOfObject {
  const place = { path: [...path], text, label: `field ${key}` };
  return custom && path[0] === "spec" ? { ...place, key, assigns: true } : place;
}

/** Whether another check has the field, or nobody wrote it. */
function isExaminedElsewhere(key: string, { path, hasPods }: Walk): boolean {
  if (path.length === 0) return OF_EVERY_OBJECT.has(key);
  if (path.at(-1) === "metadata" && (path.length === 1 || hasPods)) return OF_METADATA.has(key);
  return hasPods && (OF_CONTAINERS.has(key) || (key === "value" && path.at(-2) === "env"));
}

const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(["apiVersion", "kind", "status"]);
const OF_METADATA: ReadonlySet<string> = new Set(["annotations", "managedFields"]);
const OF_CONTAINERS: ReadonlySet<string> = new Set(["args", "command"]);
