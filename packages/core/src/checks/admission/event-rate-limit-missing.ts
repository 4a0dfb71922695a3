import type { Violation } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** The configuration of the EventRateLimit plugin limits something. */
export const eventRateLimitMissing: ObjectCheck = {
  on: "object",
  kinds: [
    "apiserver.config.k8s.io/AdmissionConfiguration",
    "apiserver.k8s.io/AdmissionConfiguration",
    "eventratelimit.admission.k8s.io/Configuration",
  ],
  id: "event-rate-limit-missing",
  title: "EventRateLimit configured without limits",
  topic: "admission",
  severity: "low",
  description:
    "The admission plugin EventRateLimit is enabled, but its configuration has no limit: whoever may create events, as every pod that fails in a loop does through its node, floods the API server and etcd.",
  remediation:
    "Set `limits` with a `type` (`Server`, `Namespace`, `User` or `SourceAndObject`), `qps` and `burst`.",
  references: referencesTo({ "cis-1.12": ["1.2.9"], "mitre-attack": ["T1499"] }),

  *evaluate({ object }) {
    if (object.kind === "Configuration") {
      yield* violationsOf(object, []);
      return;
    }
    for (const [index, plugin] of listAt(object, "plugins").entries()) {
      if (textAt(plugin, "name") !== "EventRateLimit" || textAt(plugin, "path") !== "") continue;
      yield* violationsOf(objectAt(plugin, "configuration"), ["plugins", index, "configuration"]);
    }
  },

  examples: {
    violating: [
      {
        title: "a configuration without limits, alone and in another",
        objects: [
          {
            apiVersion: "eventratelimit.admission.k8s.io/v1alpha1",
            kind: "Configuration",
            limits: [],
          },
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AdmissionConfiguration",
            plugins: [{ name: "PodSecurity", path: "a.yaml" }, { name: "EventRateLimit" }],
          },
        ],
        violations: [
          "Configuration/ limits: limits no events",
          "AdmissionConfiguration/ plugins[1].configuration.limits: limits no events",
        ],
      },
    ],
    compliant: [
      {
        title: "a limit for each namespace",
        objects: [
          {
            apiVersion: "eventratelimit.admission.k8s.io/v1alpha1",
            kind: "Configuration",
            limits: [{ type: "Namespace", qps: 50, burst: 100 }],
          },
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AdmissionConfiguration",
            plugins: [{ name: "EventRateLimit", path: "events.yaml" }],
          },
        ],
      },
    ],
  },
};

function* violationsOf(configuration: JsonValue, path: FieldPath): Generator<Violation> {
  if (listAt(configuration, "limits").length > 0) return;
  yield { path: [...path, "limits"], message: "limits no events" };
}
