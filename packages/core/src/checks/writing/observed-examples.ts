import type { JsonValue } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { FACTS_API_VERSION } from "../../snapshot/facts.ts";

/** What was seen of an API server, for examples. */
export function apiServerFacts(spec: Readonly<Record<string, JsonValue>>): KubernetesObject {
  return factsOf("APIServer", "10.0.0.4:6443", spec);
}

/** What a webhook's authority says, for examples; it is a good one where nothing else is given. */
export function certificateFacts(
  given: Readonly<Record<string, number | string>>,
): KubernetesObject {
  const good = { daysLeft: 365, expires: "2027-07-01", key: "EC", subject: "CN=guard" };
  const facts: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries({ ...good, ...given })) facts[name] = { value };
  const name = "ValidatingWebhookConfiguration/guard/webhooks[0].clientConfig.caBundle";
  return factsOf("Certificate", name, facts);
}

function factsOf(
  kind: string,
  name: string,
  spec: Readonly<Record<string, JsonValue>>,
): KubernetesObject {
  return { apiVersion: FACTS_API_VERSION, kind, metadata: { name }, spec };
}
