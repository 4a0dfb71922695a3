import { type JsonValue, textAt } from "@watertight/core/kubernetes";
import { documentFactsOf, type NodeFacts } from "@watertight/core/nodes";
import { parseDocument } from "@watertight/manifests";
import { verifyFacts } from "@watertight/node-agent";

type Given = Parameters<typeof documentFactsOf>[1];

/** Facts that are signed, where the signature fits; a sentence where it does not, undefined where the document is none of these. */
export function signedFactsOf(
  value: JsonValue,
  given: Given,
): NodeFacts | { readonly problem: string } | undefined {
  if (textAt(value, "kind") !== "SignedNodeFacts") return undefined;
  const text = (key: string): string => textAt(value, key);
  const signed = {
    schemaVersion: 1,
    kind: "SignedNodeFacts",
    node: text("node"),
    time: text("time"),
    nonce: text("nonce"),
    facts: text("facts"),
    publicKey: text("publicKey"),
    signature: text("signature"),
  } as const;
  // A file is read whenever somebody likes: its age is for whoever asked the node.
  const now = Date.parse(signed.time);
  const verified = verifyFacts(signed, { now, oldest: 0 });
  if ("problem" in verified) return verified;
  const facts = parseDocument(verified.facts).values[0]?.value ?? null;
  const read = documentFactsOf(facts, given) ?? { problem: "What was signed is no node facts." };
  if ("problem" in read) return read;
  return { ...read, sources: read.sources.map((each) => ({ ...each, proof: "key" as const })) };
}
