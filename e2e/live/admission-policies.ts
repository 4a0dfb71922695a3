import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";

/*
 * Policies for Pods that use what policies can: variables, params, messages of expressions, annotations, conditions, authorizer,
 * namespaces, requests, and expressions that have no answer.
 */

const GROUP = "admissionregistration.k8s.io/v1";

const PODS: JsonObject = {
  resourceRules: [
    { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
  ],
};

/** A policy without its place: `spec` is laid over what is usual. */
interface Written {
  readonly name: string;
  readonly spec: JsonObject;
}

export const VALIDATING: readonly Written[] = [
  {
    name: "variables",
    spec: {
      variables: [
        { name: "all", expression: "object.spec.containers" },
        { name: "count", expression: "variables.all.size()" },
        {
          name: "privileged",
          expression:
            "variables.all.filter(c, c.?securityContext.?privileged.orValue(false)).map(c, c.name)",
        },
      ],
      validations: [
        { expression: "variables.count < 2", message: "  one container, please " },
        {
          expression: "variables.privileged.size() == 0",
          messageExpression: "'privileged: ' + variables.privileged.join(', ')",
          reason: "Forbidden",
        },
        { expression: "!has(object.spec.hostNetwork) || !object.spec.hostNetwork" },
      ],
      auditAnnotations: [
        { key: "count", valueExpression: "string(variables.count)" },
        {
          key: "privileged",
          valueExpression: "variables.privileged.join(',')",
        },
      ],
    },
  },
  {
    name: "errors",
    spec: {
      validations: [
        { expression: "object.spec.securityContext.runAsUser > 0" },
        { expression: "object.spec.containers[1].name != 'a'" },
        { expression: "object.metadata.labels.app == 'web'", messageExpression: "'x' + 'y'" },
        { expression: "object.spec.volumes.all(v, v.name.size() < 3)" },
        { expression: "10 / object.spec.containers.size() > 6" },
        { expression: "object.spec.containers[0].name + 1 == object.spec.nodeName" },
      ],
    },
  },
  {
    name: "ignored",
    spec: {
      failurePolicy: "Ignore",
      matchConditions: [
        { name: "labelled", expression: "object.spec.securityContext.runAsNonRoot == true" },
        { name: "here", expression: "request.namespace.startsWith('pol')" },
      ],
      validations: [
        {
          expression: "object.spec.containers[0].securityContext.privileged == false",
          message: "no",
        },
        { expression: "false", messageExpression: "'two\\nlines'", message: "fallen back" },
      ],
    },
  },
  {
    name: "conditions",
    spec: {
      matchConditions: [
        { name: "many", expression: "object.spec.containers.size() > 1" },
        { name: "nameless", expression: "object.spec.nothing == 1" },
      ],
      validations: [{ expression: "true" }],
    },
  },
  {
    name: "request",
    spec: {
      variables: [{ name: "groups", expression: "request.userInfo.groups" }],
      validations: [
        {
          expression: "request.operation != 'CREATE' || request.userInfo.username == 'nobody'",
          messageExpression:
            "request.userInfo.username + ' ' + variables.groups.join('+') + ' ' + request.resource.resource + '/' + request.kind.kind + ' ' + request.namespace + ' ' + string(request.dryRun) + ' ' + string(has(request.subResource))",
        },
        {
          expression: "namespaceObject.metadata.labels['tier'] != 'front'",
          messageExpression:
            "'namespace ' + namespaceObject.metadata.name + ' ' + namespaceObject.status.phase",
        },
      ],
    },
  },
  {
    name: "authorizer",
    spec: {
      validations: [
        {
          expression:
            "authorizer.group('').resource('pods').namespace('default').check('delete').allowed()",
          message: "may not delete",
        },
        {
          expression: "authorizer.requestResource.check('create').reason() == 'x'",
          messageExpression: "'said'",
        },
        { expression: "authorizer.path('/metrics').check('get').allowed()" },
        {
          expression:
            "!authorizer.serviceAccount('default', 'reader').group('').resource('secrets').namespace('default').check('get').allowed()",
          message: "the reader reads",
        },
      ],
    },
  },
  {
    name: "params",
    spec: {
      paramKind: { apiVersion: "v1", kind: "ConfigMap" },
      validations: [
        {
          expression: "object.spec.containers.size() <= int(params.data.most)",
          messageExpression: "'at most ' + params.data.most + ' by ' + params.metadata.name",
        },
      ],
      auditAnnotations: [{ key: "by", valueExpression: "string(params.metadata.name)" }],
    },
  },
  {
    name: "libraries",
    spec: {
      validations: [
        {
          expression:
            "object.spec.containers.all(c, !has(c.resources.limits) || !('memory' in c.resources.limits) || quantity(c.resources.limits['memory']).isLessThan(quantity('1Gi')))",
        },
        {
          expression: "object.spec.containers.all(c, c.image.matches('^[a-z.]+/'))",
          messageExpression:
            "object.spec.containers.filter(c, !c.image.matches('^[a-z.]+/')).map(c, c.image).join(' ').upperAscii()",
        },
        { expression: "object.spec.?hostname.orValue('') == ''" },
        {
          expression: "has(object.metadata.annotations) && object.metadata.annotations.size() > 1",
        },
      ],
    },
  },
  {
    name: "budget",
    spec: {
      // It takes a busy server a while: of ten Pods one is enough, and the one that is waited for.
      matchConditions: [{ name: "few", expression: "object.metadata.name.matches('0$|^tiny$')" }],
      validations: [
        {
          expression:
            "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f, a + b + c + d + e + f > 0))))))",
        },
        { expression: "object.spec.containers.size() > 1", message: "after it" },
      ],
    },
  },
];

function applying(expression: string): JsonObject {
  return { patchType: "ApplyConfiguration", applyConfiguration: { expression } };
}

function patching(expression: string): JsonObject {
  return { patchType: "JSONPatch", jsonPatch: { expression } };
}

export const MUTATING: readonly Written[] = [
  {
    name: "labels",
    spec: {
      mutations: [
        applying(
          "Object{metadata: Object.metadata{labels: {'made': object.spec.containers[0].name}}}",
        ),
        patching(
          "[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value: string(object.spec.containers.size())}]",
        ),
      ],
    },
  },
  {
    name: "containers",
    spec: {
      mutations: [
        applying(
          "Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, terminationMessagePath: '/x', env: [Object.spec.containers.env{name: 'A', value: c.name}]})}}",
        ),
        applying(
          "Object{spec: Object.spec{initContainers: [Object.spec.initContainers{name: 'first', image: 'i'}]}}",
        ),
      ],
    },
  },
  {
    name: "wholes",
    spec: {
      mutations: [
        applying("Object{spec: Object.spec{tolerations: [Object.spec.tolerations{key: 'x'}]}}"),
      ],
    },
  },
  {
    name: "patches",
    spec: {
      failurePolicy: "Ignore",
      variables: [{ name: "last", expression: "object.spec.containers.size() - 1" }],
      mutations: [
        patching(
          "[JSONPatch{op: 'replace', path: '/spec/containers/' + string(variables.last) + '/image', value: 'patched'}]",
        ),
        patching("[JSONPatch{op: 'remove', path: '/spec/securityContext/runAsUser'}]"),
        patching(
          "[JSONPatch{op: 'test', path: '/spec/restartPolicy', value: 'Never'}, JSONPatch{op: 'add', path: '/metadata/annotations', value: {'never': 'x'}}]",
        ),
        patching(
          "[JSONPatch{op: 'copy', from: '/spec/containers/0', path: '/spec/containers/-'}, JSONPatch{op: 'replace', path: '/spec/containers/' + string(object.spec.containers.size()) + '/name', value: 'copied'}]",
        ),
      ],
    },
  },
  {
    name: "types",
    spec: { mutations: [applying("Object{spec: Object.metadata{name: 'x'}}")] },
  },
];

/** A policy for Pods. */
export function policyOf(
  { name, spec }: Written,
  kind: "MutatingAdmissionPolicy" | "ValidatingAdmissionPolicy",
): KubernetesObject {
  const own = kind === "MutatingAdmissionPolicy" ? { reinvocationPolicy: "Never" } : {};
  const usual = { failurePolicy: "Fail", matchConstraints: PODS, ...own };
  return { apiVersion: GROUP, kind, metadata: { name }, spec: { ...usual, ...spec } };
}

/** What binds it in one namespace. */
export function bindingOf(
  { name, spec }: Written,
  kind: "MutatingAdmissionPolicyBinding" | "ValidatingAdmissionPolicyBinding",
  { space, actions }: { readonly space: string; readonly actions: readonly string[] },
): KubernetesObject {
  const selector = { matchLabels: { "kubernetes.io/metadata.name": space } };
  // Of several params the server asks the first in no order, and denies by it.
  const which = actions.includes("Deny")
    ? { name: "most-1" }
    : { selector: { matchLabels: { limits: "yes" } } };
  const paramRef = { namespace: "default", ...which, parameterNotFoundAction: "Deny" };
  return {
    apiVersion: GROUP,
    kind,
    metadata: { name: `${name}-in-${space}` },
    spec: {
      policyName: name,
      matchResources: { namespaceSelector: selector },
      ...("paramKind" in spec && { paramRef }),
      ...(actions.length > 0 && { validationActions: actions }),
    },
  };
}
