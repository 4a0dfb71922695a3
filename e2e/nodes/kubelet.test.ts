import { kubeletSettingsIn, nodeFacts } from "@watertight/core/testing";
import { locateField, parseDocument } from "@watertight/manifests";
import { collectNodeFacts } from "@watertight/node-agent";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CONTROL_PLANE, NEWEST } from "../control-plane/index.ts";
import { kubernetesProgram } from "../control-plane/programs.ts";
import { CONTAINERD, type Kubelet, startKubelet } from "./standalone-kubelet.ts";

const parse: Parameters<typeof kubeletSettingsIn>[1] = (text) => {
  const [first] = parseDocument(text).values;
  if (!first) return { problem: "there is nothing in it" };
  return { value: first.value, lineOf: (path) => locateField(text, first.positions, path).start };
};

/** What a file may say, and what a flag says in its place; each is another than the default. */
const SETTINGS = {
  ...{ eventRecordQPS: 11, podPidsLimit: 111, seccompDefault: true, makeIPTablesUtilChains: false },
  ...{ streamingConnectionIdleTimeout: "7m0s", rotateCertificates: true, readOnlyPort: 0 },
  tlsCipherSuites: ["TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"],
  featureGates: { RotateKubeletServerCertificate: true },
};

/** What its own word alone leaves open: it signs a certificate itself, and says so as if one had been named. */
const OPEN = ["tls-cert-file", "tls-private-key-file"];

const OWN_CERTIFICATE =
  "unknown: configz shows the name of the certificate that a kubelet signs itself where none is named";

const FLAGS = ["--event-qps=12", "--pod-max-pids=222"];

describe("a real kubelet", needing(CONTROL_PLANE, CONTAINERD), () => {
  let kubelet: Kubelet;
  beforeAll(async () => {
    const program = kubernetesProgram("kubelet", NEWEST);
    kubelet = await startKubelet(program, { flags: FLAGS, settings: SETTINGS });
  });
  afterAll(() => kubelet.stop());

  test("says of each setting what the agent reads of its flags, its file and its version", () => {
    const collected = collectNodeFacts({
      ...{ root: "/", node: "n", tool: "test", time: "", privileged: true },
      ...{ running: true, processes: true, hostNetwork: true },
    });
    const facts = nodeFacts(JSON.parse(JSON.stringify(collected)) as Record<string, never>);
    const version = { ...facts.system, kubeletVersion: "v1.36.3" };
    const own = facts.processes?.filter(({ arguments: words }) =>
      words.includes(`--config=${kubelet.config}`),
    );
    expect(own).toHaveLength(1);
    const byAgent = kubeletSettingsIn({ ...facts, processes: own, system: version }, parse);
    const byItself = kubeletSettingsIn(
      { ...nodeFacts({ system: { kubeletVersion: "v1.36.3" } }), configz: kubelet.configz },
      parse,
    );
    const differing = [...byItself].filter(([flag, value]) => byAgent.get(flag) !== value);
    process.stdout.write(
      `${byItself.size - differing.length} of ${byItself.size} settings agree\n`,
    );
    expect(differing).toEqual(OPEN.map((flag) => [flag, OWN_CERTIFICATE]));
    expect(OPEN.map((flag) => byAgent.get(flag))).toEqual([undefined, undefined]);
    expect(byAgent.get("event-qps")).toBe("12");
    expect(byAgent.get("streaming-connection-idle-timeout")).toBe("7m0s");
  });
});
