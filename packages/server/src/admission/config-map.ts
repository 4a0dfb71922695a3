import { type Connection, readJson } from "@watertight/api-server";
import { objectAt, stringifyJson } from "@watertight/core/kubernetes";

/** The texts of a ConfigMap by key; throws where it cannot be read. */
export async function readConfigMap(
  connection: Connection,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<ReadonlyMap<string, string>> {
  const answer = await connection.ask({
    path: `/api/v1/namespaces/${namespace}/configmaps/${name}`,
    read: (got) => readJson(got, connection.silence),
  });
  if ("refusal" in answer) {
    throw new Error(`the ConfigMap ${namespace}/${name} cannot be read: ${answer.refusal.message}`);
  }
  const entries = Object.entries(objectAt(answer.value, "data"));
  return new Map(
    entries.flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as const] : [])),
  );
}

/** A Secret as JSON text; throws where it cannot be read. */
export async function readSecret(
  connection: Connection,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<string> {
  const answer = await connection.ask({
    path: `/api/v1/namespaces/${namespace}/secrets/${name}`,
    read: (got) => readJson(got, connection.silence),
  });
  if ("refusal" in answer) {
    throw new Error(`the Secret ${namespace}/${name} cannot be read: ${answer.refusal.message}`);
  }
  return stringifyJson(answer.value);
}
