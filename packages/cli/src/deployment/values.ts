import { configurationSchema, type Schema } from "@watertight/core/configuration";
import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import { REPORT_FORMATS } from "../options.ts";

/** One value that whoever installs may set, in the chart and with `install --values` alike. */
export interface ValueDeclaration {
  /** As `image.tag`. */
  readonly path: string;
  readonly description: string;
  readonly default: JsonValue;
  readonly schema: Schema;
}

const NAMES: Schema = {
  type: "array",
  uniqueItems: true,
  items: { type: "string", pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", examples: ["kube-system"] },
};
const TEXT: Schema = { type: "string" };
const { $schema: _, title: __, ...CONFIGURATION }: Schema = configurationSchema(REPORT_FORMATS);
const BOOLEAN: Schema = { type: "boolean" };

/** All values, in the order in which they are shown. */
export const VALUES: readonly ValueDeclaration[] = [
  {
    path: "createNamespace",
    description:
      "Whether the namespace is among the objects, with the labels of Pod Security; Helm itself needs it to be there before",
    default: false,
    schema: BOOLEAN,
  },
  {
    path: "image.repository",
    description: "Where the image of the server is pulled from",
    default: "ghcr.io/OWNER/watertight",
    schema: { type: "string", minLength: 1 },
  },
  {
    path: "image.tag",
    description: "Tag of the image; empty: the version of the chart",
    default: "",
    schema: TEXT,
  },
  {
    path: "image.digest",
    description: "Digest of the image, which comes before the tag: best, for nobody can move it",
    default: "",
    schema: { type: "string", pattern: "^(sha256:[0-9a-f]{64})?$", examples: ["sha256:9f86…"] },
  },
  {
    path: "image.pullPolicy",
    description: "When nodes pull the image",
    default: "IfNotPresent",
    schema: { type: "string", enum: ["Always", "IfNotPresent", "Never"] },
  },
  {
    path: "image.pullSecrets",
    description: "The Secrets that the registry asks for, each as `{name: …}`",
    default: [],
    schema: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name"],
        properties: { name: { type: "string", minLength: 1 } },
      },
    },
  },
  {
    path: "replicas",
    description: "Pods of the server; of three two are left whatever happens to one node",
    default: 3,
    schema: { type: "integer", minimum: 1 },
  },
  {
    path: "resources",
    description: "What each Pod asks for and may take",
    default: {
      requests: { cpu: "100m", memory: "256Mi", "ephemeral-storage": "64Mi" },
      limits: { cpu: "1", memory: "256Mi", "ephemeral-storage": "64Mi" },
    },
    schema: { type: "object" },
  },
  {
    path: "priorityClassName",
    description:
      "Priority of the Pods: without it something less important could take their place, and nothing would be admitted; empty: none",
    default: "system-cluster-critical",
    schema: TEXT,
  },
  {
    path: "nodeSelector",
    description: "Labels of the nodes that the Pods may run on",
    default: { "kubernetes.io/os": "linux" },
    schema: { type: "object", additionalProperties: TEXT },
  },
  {
    path: "tolerations",
    description: "Taints of nodes that the Pods tolerate",
    default: [],
    schema: { type: "array", items: { type: "object" } },
  },
  {
    path: "topologySpread.nodes",
    description: "What happens where the Pods cannot be spread over nodes",
    default: "ScheduleAnyway",
    schema: { type: "string", enum: ["DoNotSchedule", "ScheduleAnyway"] },
  },
  {
    path: "topologySpread.zones",
    description: "What happens where they cannot be spread over zones",
    default: "ScheduleAnyway",
    schema: { type: "string", enum: ["DoNotSchedule", "ScheduleAnyway"] },
  },
  {
    path: "failurePolicy",
    description:
      "What the API server does while no Pod of the server answers: Fail refuses, Ignore lets everything pass",
    default: "Fail",
    schema: { type: "string", enum: ["Fail", "Ignore"] },
  },
  {
    path: "timeoutSeconds",
    description: "How long the API server waits for an answer",
    default: 5,
    schema: { type: "integer", minimum: 1, maximum: 30 },
  },
  {
    path: "exemptNamespaces",
    description:
      "Namespaces that the server is never asked about, beside kube-system, kube-node-lease and its own: that of the network plugin, and of what else has to start before the server can",
    default: [],
    schema: NAMES,
  },
  {
    path: "configuration",
    description:
      "What is enforced, as in `watertight.yaml`; the running server takes up changes. Where it has no `admission.modes`, findings warn and nothing is refused",
    default: {},
    schema: CONFIGURATION,
  },
  {
    path: "policies",
    description:
      "Text of a YAML file with ValidatingAdmissionPolicies and MutatingAdmissionPolicies of your own, their bindings and params, for the server to run",
    default: "",
    schema: TEXT,
  },
  {
    path: "tls.secretName",
    description:
      "Secret of type kubernetes.io/tls with a certificate for `watertight.NAMESPACE.svc`, which somebody else renews; empty: the server makes and renews its own, and keeps `caBundle`",
    default: "",
    schema: TEXT,
  },
  {
    path: "tls.caBundle",
    description: "With it: the certificates that the API server trusts, in base64",
    default: "",
    schema: { type: "string", pattern: "^[A-Za-z0-9+/]*={0,2}$", examples: ["LS0tLS1CRUdJTi…"] },
  },
  {
    path: "tls.injectCaFrom",
    description:
      "With it: NAMESPACE/NAME of the Certificate of cert-manager that `caBundle` is taken from",
    default: "",
    schema: { type: "string", pattern: "^([^/]+/[^/]+)?$", examples: ["watertight/server"] },
  },
  {
    path: "logLevel",
    description: "How much the server says on standard error",
    default: "info",
    schema: { type: "string", enum: ["error", "info", "debug"] },
  },
  {
    path: "networkPolicy.enabled",
    description: "Whether a NetworkPolicy lets through what the server needs, and nothing else",
    default: true,
    schema: BOOLEAN,
  },
  {
    path: "networkPolicy.apiServers",
    description:
      "Where the API servers' requests come from, as address ranges; empty: from anywhere, for no label selects them",
    default: [],
    schema: {
      type: "array",
      uniqueItems: true,
      items: { type: "string", pattern: "^[0-9a-fA-F.:]+/[0-9]+$", examples: ["10.0.0.0/28"] },
    },
  },
  {
    path: "networkPolicy.metricsFrom",
    description: "Namespaces whose Pods may read the metrics",
    default: [],
    schema: NAMES,
  },
];

/** What holds where nothing is set. */
export const DEFAULT_VALUES: JsonObject = nested(({ default: value }) => value);

/** The values with others laid over them as Helm does: mappings key by key, the rest as a whole; null takes a key away. */
export function withValues(under: JsonObject, over: JsonObject): JsonObject {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    if (value === null) merged.delete(key);
    else
      merged.set(
        key,
        isJsonObject(value) && isJsonObject(below) ? withValues(below, value) : value,
      );
  }
  return Object.fromEntries(merged);
}

/** The schema of the values: every one of them is there (of a file that sets some: any), and no other but what Helm itself adds. */
export function valuesSchema(which: "whole" | "partial" = "whole"): Schema {
  return objectSchema("", VALUES, which);
}

/** What of the values stands below a path, which is empty or ends with a dot. */
function objectSchema(
  above: string,
  declarations: readonly ValueDeclaration[],
  which: "whole" | "partial",
): Schema {
  const keys = keysBelow(above, declarations);
  const properties = keys.map((key): [string, Schema] => {
    const own = declarations.find(({ path }) => path === above + key);
    if (own) return [key, { description: own.description, ...own.schema }];
    const below = declarations.filter(({ path }) => path.startsWith(`${above}${key}.`));
    return [key, objectSchema(`${above}${key}.`, below, which)];
  });
  return {
    type: "object",
    properties: {
      ...Object.fromEntries(properties),
      ...(above === "" && { global: { type: "object" } }),
    },
    ...(which === "whole" && { required: keys }),
    additionalProperties: false,
  };
}

function keysBelow(above: string, declarations: readonly ValueDeclaration[]): readonly string[] {
  const keys = declarations.map(({ path }) => path.slice(above.length).split(".")[0] ?? "");
  return [...new Set(keys)];
}

function nested(of: (declaration: ValueDeclaration) => JsonValue): JsonObject {
  return VALUES.reduce<JsonObject>((all, declaration) => {
    const path = declaration.path.split(".");
    const one = path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), of(declaration));
    return isJsonObject(one) ? withValues(all, one) : all;
  }, {});
}
