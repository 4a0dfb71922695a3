import { type Connection, readJson } from "@watertight/api-server";
import { type JsonObject, listAt, objectAt, textAt } from "@watertight/core/kubernetes";

const KINDS = ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"] as const;

/**
 * Has both webhook configurations of a name trust a bundle, and says how many were changed. One that is not there, as before it is
 * installed, is left; one that somebody has changed meanwhile is looked at the next time.
 */
export async function keepCaBundle(
  connection: Connection,
  name: string,
  bundle: string,
): Promise<number> {
  const wanted = Buffer.from(bundle, "utf8").toString("base64");
  let changed = 0;
  for (const kind of KINDS) {
    const path = `/apis/admissionregistration.k8s.io/v1/${kind}/${name}`;
    const answer = await connection.ask({
      path,
      read: (got) => readJson(got, connection.silence),
    });
    if ("refusal" in answer) {
      if (answer.refusal.status === 404) continue;
      throw new Error(`${kind} ${name} cannot be read: ${answer.refusal.message}`);
    }
    const webhooks = listAt(answer.value, "webhooks").map((each) => objectAt(each));
    if (webhooks.every((each) => bundleOf(each) === wanted)) continue;
    changed += await patched(connection, path, {
      metadata: { resourceVersion: textAt(answer.value, "metadata", "resourceVersion") },
      webhooks: webhooks.map((each) => ({
        ...each,
        clientConfig: { ...objectAt(each, "clientConfig"), caBundle: wanted },
      })),
    });
  }
  return changed;
}

function bundleOf(webhook: JsonObject): string {
  return textAt(webhook, "clientConfig", "caBundle");
}

async function patched(connection: Connection, path: string, patch: JsonObject): Promise<number> {
  const answer = await connection.ask({
    path,
    method: "PATCH",
    contentType: "application/merge-patch+json",
    body: JSON.stringify(patch),
    read: (got) => readJson(got, connection.silence),
  });
  if (!("refusal" in answer)) return 1;
  if (answer.refusal.status === 409) return 0;
  throw new Error(`the caBundle cannot be written: ${answer.refusal.message}`);
}
