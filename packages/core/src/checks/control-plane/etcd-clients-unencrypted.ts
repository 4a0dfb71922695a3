import type { PodCheck } from "../check.ts";
import {
  askingFlags,
  componentPod,
  type FlagDemand,
  isLoopback,
} from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "listen-client-urls";

const DEMAND: FlagDemand = {
  component: "etcd",
  flag: FLAG,
  fault: ({ listOf }) => {
    const open = listOf(FLAG).find((url) => url.startsWith("http://") && !isLoopback(hostOf(url)));
    return open === undefined ? undefined : `listens for clients without TLS at ${open}`;
  },
};

/** `[::1]` of `http://[::1]:2379`. */
function hostOf(url: string): string {
  return url
    .replace("http://", "")
    .replace(/[/].*$/, "")
    .replace(/:\d+$/, "");
}

/** Reports an etcd that has a port without TLS on the network. */
export const etcdClientsUnencrypted: PodCheck = {
  on: "pod",
  id: "etcd-clients-unencrypted",
  title: "Port of etcd without TLS",
  topic: "control-plane",
  severity: "critical",
  description:
    "An address of `http` has neither certificates nor encryption, whatever the other flags say: whoever reaches the port reads every Secret and writes what he likes, and whoever listens on the way sees it.",
  remediation:
    "Let `--listen-client-urls` name addresses of `https` only, and one of `http` at most on `127.0.0.1`.",
  references: referencesTo({ "cis-1.12": ["2.1"], "mitre-attack": ["T1552", "T1040"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "an address of the network",
        pod: componentPod(
          "etcd",
          "--listen-client-urls=https://127.0.0.1:2379,http://10.0.0.4:2379",
        ),
        violations: [
          "spec.containers[1].command[1]: etcd listens for clients without TLS at http://10.0.0.4:2379",
        ],
      },
    ],
    compliant: [
      {
        title: "TLS",
        pod: componentPod(
          "etcd",
          "--listen-client-urls=https://127.0.0.1:2379,https://10.0.0.4:2379",
        ),
      },
      {
        title: "the node alone",
        pod: componentPod("etcd", "--listen-client-urls=http://127.0.0.1:2379"),
      },
    ],
  },
};
