import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import type { JsonObject } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import type { Need } from "../../tools/test-summary.ts";
import { CONTROL_PLANE, type ControlPlane, freePort, until } from "../control-plane/index.ts";
import { kubernetesProgram } from "../control-plane/programs.ts";
import { MINORS } from "../live/extent.ts";
import { idsOf, type Scanned, scanned, withPlane } from "../live/observed-plane.ts";
import { RIGHT_KUBELET, WRONG_KUBELET } from "./kubelet-settings.ts";
import { CONTAINERD, startKubelet } from "./standalone-kubelet.ts";

const HERE = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

/** A kubelet registers no node at loopback. */
const ADDRESS: Need = {
  name: "an address",
  isHere: HERE !== undefined,
  hint: "an interface besides loopback with an address of IPv4",
};

const NODE = "node-of-test";

interface Joined {
  readonly settings: JsonObject;
  readonly flags?: readonly string[];
  /** Whose authority signs what it serves with. */
  readonly isSigned?: boolean;
}

/** What is said of a cluster whose one node is a real kubelet, which has registered itself. */
async function scannedWith(
  plane: ControlPlane,
  { settings, flags = [], isSigned = true }: Joined,
): Promise<Scanned> {
  const address = HERE ?? "";
  const { cert, key } = plane.serving(NODE, [address]);
  const { kubeconfig } = plane.identity(`system:node:${NODE}`, ["system:nodes"]);
  const kubelet = await startKubelet(kubernetesProgram("kubelet", plane.version), {
    ...{ address, token: plane.tokens.get("admin") ?? "" },
    flags: [`--kubeconfig=${kubeconfig}`, `--node-ip=${address}`, ...flags],
    settings: {
      ...settings,
      ...(isSigned && {
        tlsCertFile: "FOLDER/serving.crt",
        tlsPrivateKeyFile: "FOLDER/serving.key",
      }),
    },
    files: {
      "ca.crt": readFileSync(plane.certs.authority, "utf8"),
      ...{ "serving.crt": cert, "serving.key": key },
    },
  });
  try {
    const path = `/api/v1/nodes/${NODE}`;
    await until("the kubelet has registered its node", async () => {
      const { status, text } = await plane.ask("GET", path);
      return status === 200 && text.includes("kubeletEndpoint") && text.includes(address);
    });
    return scanned(plane);
  } finally {
    await kubelet.stop();
  }
}

describe.each(MINORS)(
  "a kubelet of %s that has joined",
  needing(CONTROL_PLANE, CONTAINERD, ADDRESS),
  (version) => {
    test("and is set wrong is found wrong, set right found right, and is not assessable where nobody signed for it", async () => {
      await withPlane({ version }, async (plane) => {
        const port = `--read-only-port=${await freePort()}`;
        const flags = [port, "--streaming-connection-idle-timeout=0s"];
        const wrong = await scannedWith(plane, { settings: WRONG_KUBELET.settings, flags });
        const right = await scannedWith(plane, { settings: RIGHT_KUBELET });
        const unsigned = await scannedWith(plane, {
          settings: WRONG_KUBELET.settings,
          isSigned: false,
        });
        const of = (each: Scanned): readonly string[] =>
          idsOf(each).filter((id) => id.startsWith("kubelet-"));
        expect([of(wrong), of(right), of(unsigned)]).toEqual([WRONG_KUBELET.checks, [], []]);
        expect(wrong.found.filter((line) => line.startsWith("kubelet-anonymous"))).toEqual([
          "kubelet-anonymous-requests KubeletConfiguration authentication.anonymous.enabled",
        ]);
        const why = unsigned.notAssessable.filter((reason) => reason.includes("kubelet of"));
        expect(why.length).toBeGreaterThan(0);
        expect(why[0]).toContain(
          `the kubelet of ${NODE} does not show its configuration: its certificate is not signed by the cluster's authority`,
        );
      });
    });
  },
);
