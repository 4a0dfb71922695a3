import type { JsonValue } from "../../kubernetes/json.ts";
import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { factsOfNode, type NodeFacts } from "../facts/node-facts.ts";
import { isNodeFacts, readNodeFacts } from "../facts/read-node-facts.ts";
import type { ImportTools } from "./importing.ts";
import { factsOfHostScanner, isHostScannerDocument } from "./kubescape.ts";
import { factsOfNodeCollector, isNodeCollectorDocument } from "./trivy.ts";

/** A document as it was given. */
export interface GivenDocument extends ImportTools {
  readonly path: string;
  readonly text: string;
}

/** What a document of any known program says of a node; undefined where it is none of these, a sentence where it is of a version that is not known. */
export function documentFactsOf(
  value: JsonValue,
  given: GivenDocument,
): NodeFacts | { readonly problem: string } | undefined {
  if (isNodeFacts(value)) return readNodeFacts(value);
  if (isHostScannerDocument(value)) return factsOfHostScanner(value, given);
  if (isNodeCollectorDocument(value)) return factsOfNodeCollector(value, given);
  if (Object.hasOwn(objectAt(value), "kubeletconfig")) return factsOfConfigz(value, given.nodeName);
  return isKubeletConfiguration(value) ? factsOfConfiguration(given) : undefined;
}

/** What a kubelet's `/configz` answers: the configuration that it runs with. */
function factsOfConfigz(configz: JsonValue, nodeName: string): NodeFacts {
  return {
    ...factsOfNode(nodeName),
    sources: [{ kind: "api", tool: "configz", time: "", root: "", privileged: undefined }],
    configz,
  };
}

function isKubeletConfiguration(value: JsonValue): boolean {
  return (
    textAt(value, "kind") === "KubeletConfiguration" &&
    textAt(value, "apiVersion").startsWith("kubelet.config.k8s.io/")
  );
}

/** The file alone: that a kubelet is started with it is taken for granted. */
function factsOfConfiguration({ path, text, nodeName }: GivenDocument): NodeFacts {
  return {
    ...factsOfNode(nodeName),
    sources: [
      {
        kind: "collected",
        tool: "a configuration file",
        time: "",
        root: "",
        privileged: undefined,
      },
    ],
    texts: [{ path, text, redacted: false }],
    processes: [
      { pid: 0, name: "kubelet", arguments: ["kubelet", `--config=${path}`], environment: [] },
    ],
  };
}
