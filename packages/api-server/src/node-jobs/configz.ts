import type { JsonValue } from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { readJson } from "../requests/read-json.ts";

/** What the kubelet of a node says its configuration is; a whole sentence where it may not be asked, or does not answer. */
export async function nodeConfigz(
  connection: Connection,
  node: string,
): Promise<{ readonly configz: JsonValue } | { readonly problem: string }> {
  const path = `/api/v1/nodes/${encodeURIComponent(node)}/proxy/configz`;
  const answer = await connection.ask({
    path,
    read: (got) => readJson(got, connection.silence),
  });
  if ("value" in answer) return { configz: answer.value };
  const { status, message } = answer.refusal;
  return {
    problem:
      status === 403
        ? `The configuration of the kubelet of ${node} may not be read (nodes/proxy or nodes/configz is needed): ${message}.`
        : `The kubelet of ${node} does not tell its configuration: ${message}.`,
  };
}
