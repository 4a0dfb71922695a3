import { kubernetesEnvironment } from "../kubernetes/environments.ts";
import { withMutations } from "../kubernetes/mutations.ts";
import { AUTHORIZER_TYPE, REQUEST_RESOURCE_TYPE } from "../libraries/authorization.ts";
import { type Environment, withVariables } from "../typing/environment.ts";
import {
  BOOL,
  DYN,
  INT,
  listOf,
  mapOf,
  objectType,
  STRING,
  TIMESTAMP,
  type Type,
} from "../typing/type.ts";

/*
 * What expressions of policies see (k8s.io/apiserver/pkg/admission/plugin/cel/compile.go).
 */

/** What an expression may use besides what all see. */
export interface PolicyVariables {
  readonly hasParams: boolean;
  readonly hasAuthorizer: boolean;
  /** `Object{}` and `JSONPatch{}`. */
  readonly hasPatches: boolean;
}

type Fields = ReadonlyMap<string, Type>;

function fields(given: Readonly<Record<string, Type>>): Fields {
  return new Map(Object.entries(given));
}

const KIND = objectType("kubernetes.GroupVersionKind");
const RESOURCE = objectType("kubernetes.GroupVersionResource");
const USER = objectType("kubernetes.UserInfo");
const REQUEST = objectType("kubernetes.AdmissionRequest");
const NAMESPACE = objectType("kubernetes.Namespace");
const NAMESPACE_META = objectType("kubernetes.NamespaceMetadata");
const NAMESPACE_SPEC = objectType("kubernetes.NamespaceSpec");
const NAMESPACE_STATUS = objectType("kubernetes.NamespaceStatus");
const CONDITION = objectType("kubernetes.NamespaceCondition");
const VARIABLES = objectType("kubernetes.variables");

const OBJECTS: ReadonlyMap<string, Fields> = new Map([
  [KIND.name, fields({ group: STRING, version: STRING, kind: STRING })],
  [RESOURCE.name, fields({ group: STRING, version: STRING, resource: STRING })],
  [
    USER.name,
    fields({
      username: STRING,
      uid: STRING,
      groups: listOf(STRING),
      extra: mapOf(STRING, listOf(STRING)),
    }),
  ],
  [
    REQUEST.name,
    fields({
      kind: KIND,
      resource: RESOURCE,
      subResource: STRING,
      requestKind: KIND,
      requestResource: RESOURCE,
      requestSubResource: STRING,
      name: STRING,
      namespace: STRING,
      operation: STRING,
      userInfo: USER,
      dryRun: BOOL,
      options: DYN,
    }),
  ],
  [
    NAMESPACE.name,
    fields({ metadata: NAMESPACE_META, spec: NAMESPACE_SPEC, status: NAMESPACE_STATUS }),
  ],
  [
    NAMESPACE_META.name,
    fields({
      name: STRING,
      generateName: STRING,
      namespace: STRING,
      labels: mapOf(STRING, STRING),
      annotations: mapOf(STRING, STRING),
      // As upstream declares it; the field that objects have is `uid`.
      UID: STRING,
      creationTimestamp: TIMESTAMP,
      deletionGracePeriodSeconds: INT,
      deletionTimestamp: TIMESTAMP,
      generation: INT,
      resourceVersion: STRING,
      finalizers: listOf(STRING),
    }),
  ],
  [NAMESPACE_SPEC.name, fields({ finalizers: listOf(STRING) })],
  [NAMESPACE_STATUS.name, fields({ conditions: listOf(CONDITION), phase: STRING })],
  [
    CONDITION.name,
    fields({
      status: STRING,
      type: STRING,
      lastTransitionTime: TIMESTAMP,
      message: STRING,
      reason: STRING,
    }),
  ],
]);

const TYPE_NAMES: ReadonlyMap<string, Type> = new Map(
  [...OBJECTS.keys(), VARIABLES.name].map((name) => [name, objectType(name)]),
);

/** The environment of a policy's expressions in Kubernetes 1.`minor`; `composed` are types of its variables, and may grow. */
export function policyEnvironment(
  minor: number,
  { hasParams, hasAuthorizer, hasPatches }: PolicyVariables,
  composed: Fields,
): Environment {
  const base = kubernetesEnvironment(minor);
  const variables: (readonly [string, Type])[] = [
    ["object", DYN],
    ["oldObject", DYN],
    ["namespaceObject", NAMESPACE],
    ["request", REQUEST],
    ["variables", VARIABLES],
  ];
  if (hasParams) {
    variables.push(["params", DYN]);
  }
  if (hasAuthorizer) {
    variables.push(
      ["authorizer", AUTHORIZER_TYPE],
      ["authorizer.requestResource", REQUEST_RESOURCE_TYPE],
    );
  }
  const named: Environment = { ...base, types: new Map([...base.types, ...TYPE_NAMES]) };
  return withVariables(hasPatches ? withMutations(named) : named, variables, (name) =>
    name === VARIABLES.name ? composed : OBJECTS.get(name),
  );
}

const KEPT: ReadonlySet<Type["kind"]> = new Set<Type["kind"]>([
  "bool",
  "bytes",
  "double",
  "duration",
  "dyn",
  "int",
  "null",
  "string",
  "timestamp",
  "uint",
]);

/** The type that a variable of a policy has for the expressions after it: of lists and maps what is in them, of objects nothing. */
export function composedType(type: Type): Type {
  const [first = DYN, second = DYN] = type.parameters;
  if (type.kind === "list") {
    return listOf(composedType(first));
  }
  if (type.kind === "map") {
    return mapOf(composedType(first), composedType(second));
  }
  return KEPT.has(type.kind) ? type : DYN;
}
