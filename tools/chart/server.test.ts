import {
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { admissionRights, webhookConfigurations } from "@watertight/server";
import { expect, test } from "vitest";
import { serve } from "../../packages/cli/src/commands/serve/declaration.ts";
import { objectsOf } from "../../packages/cli/src/deployment/evaluate.ts";
import { INSTALLED } from "../../packages/cli/src/deployment/installed.ts";
import { DEFAULT_VALUES, withValues } from "../../packages/cli/src/deployment/values.ts";

/** What the server says of itself is what is installed: its webhooks, its rights and its options. */

const AUTHORIZER: JsonObject = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicy",
  metadata: { name: "asks" },
  spec: {
    validations: [{ expression: "authorizer.group('').resource('pods').check('get').allowed()" }],
  },
};

const LIMITS = { limitRange: { default: { memory: "1Gi" } } };
const QUOTA = { resourceQuota: { pods: "9" } };

type Wish = NonNullable<Parameters<typeof admissionRights>[0]>;

const WISHES: readonly (readonly [title: string, Wish])[] = [
  ["nothing", {}],
  ["Pod Security", { admission: { podSecurity: { defaults: { enforce: "baseline" } } } }],
  [
    "policies of the network for new namespaces",
    { admission: { newNamespaces: [{ networkPolicy: "deny-all" }] } },
  ],
  [
    "images and logins to their registries",
    { admission: { images: [{ mode: "deny" }], pullSecrets: ["login", "other"] } },
  ],
  ["quotas and limits for them", { admission: { newNamespaces: [QUOTA, LIMITS] } }],
  [
    "all of that and a policy that asks",
    {
      admission: {
        podSecurity: {},
        newNamespaces: [{ networkPolicy: "deny-all", ...QUOTA, ...LIMITS }],
      },
      policies: [AUTHORIZER],
    },
  ],
];

function installed(values: JsonObject): readonly JsonObject[] {
  const installation = {
    namespace: "guard",
    version: "1.2.3",
    values: withValues(DEFAULT_VALUES, values),
  };
  return objectsOf([...INSTALLED.values()].flat(), installation);
}

function ofKind(objects: readonly JsonObject[], kind: string): JsonObject {
  return objects.find((object) => object["kind"] === kind) ?? {};
}

/** Each right by itself. */
function rightsIn(rules: readonly object[]): readonly string[] {
  return rules
    .filter(isJsonObject)
    .flatMap((rule) =>
      textsAt(rule, "apiGroups").flatMap((group) =>
        textsAt(rule, "resources").flatMap((resource) =>
          textsAt(rule, "verbs").map(
            (verb) => `${verb} ${group}/${resource} ${textsAt(rule, "resourceNames").join(",")}`,
          ),
        ),
      ),
    )
    .toSorted();
}

test.each(WISHES)(
  "with %s the account has the rights that the server asks for, and no others",
  (_, wish) => {
    const { admission, policies = [] } = wish;
    // A door: the type of the configuration says which JSON it is.
    const values = JSON.parse(
      JSON.stringify({
        configuration: { admission },
        policies: policies.map((each) => JSON.stringify(each)).join("\n---\n"),
      }),
    ) as JsonObject;
    const objects = installed(values);
    const { cluster, own } = admissionRights(wish);
    const rulesOf = (kind: string) => listAt(ofKind(objects, kind), "rules").filter(isJsonObject);
    // Where nothing mutates there is no such object, and nothing to keep in it.
    const changes = admission?.newNamespaces ?? admission?.images;
    const needless = changes
      ? ""
      : "patch admissionregistration.k8s.io/mutatingwebhookconfigurations watertight";
    expect(rightsIn(rulesOf("ClusterRole"))).toEqual(
      rightsIn(cluster).filter((right) => right !== needless),
    );
    expect(rightsIn(rulesOf("Role"))).toEqual(rightsIn(own));
  },
);

/** Without what is of the installation, and namespaces in one order. */
function comparable(object: JsonObject): JsonObject {
  const webhooks = listAt(object, "webhooks").map((webhook) => {
    const [first] = listAt(webhook, "namespaceSelector", "matchExpressions");
    const values = textsAt(first, "values").toSorted();
    return { ...objectAt(webhook), namespaceSelector: { ...objectAt(first), values } };
  });
  return { kind: textAt(object, "kind"), name: textAt(object, "metadata", "name"), webhooks };
}

test.each([
  ["Fail", 5, []],
  ["Ignore", 30, ["network-plugin", "another"]],
] as const)(
  "the webhooks of failurePolicy %s are those that the server answers",
  (failurePolicy, timeoutSeconds, exemptNamespaces) => {
    const objects = installed({
      failurePolicy,
      timeoutSeconds,
      exemptNamespaces,
      tls: { caBundle: "QQ==" },
      configuration: { admission: { defaults: [{ seccompProfile: "RuntimeDefault" }] } },
    });
    const answered = webhookConfigurations({
      name: "watertight",
      client: { service: { namespace: "guard", name: "watertight", port: 443 } },
      caBundle: "QQ==",
      namespace: "guard",
      failurePolicy,
      timeoutSeconds,
      excludedNamespaces: exemptNamespaces,
    });
    const ours = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].map((kind) =>
      ofKind(objects, kind),
    );
    expect(ours.map(comparable)).toEqual(answered.map(comparable));
  },
);

test.each([{}, { tls: { secretName: "tls" } }])(
  "the server is started with options that it has (%j)",
  (values) => {
    const deployment = ofKind(installed(values), "Deployment");
    const [container] = listAt(deployment, "spec", "template", "spec", "containers");
    const declared = serve(() => []);
    const [verb, ...given] = textsAt(container, "args");
    expect(verb).toBe(declared.name);
    const known = new Map(declared.options.map((option) => [option.name, option]));
    const unknown = given.filter((argument) => {
      const [, name = "", value] = /^--([a-z-]+)(?:=(.+))?$/s.exec(argument) ?? [];
      const option = known.get(name);
      const takes = option?.kind === "flag" ? value === undefined : value !== undefined;
      return !option || !takes || (option.choices && !option.choices.includes(value ?? ""));
    });
    expect(unknown).toEqual([]);
  },
);
