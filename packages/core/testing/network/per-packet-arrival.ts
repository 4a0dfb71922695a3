import type { TestCluster, TestPod } from "./cluster.ts";
import {
  type Answer,
  isLetThrough,
  type Judgement,
  type Packet,
  type PacketEnd,
  podWithPolicies,
} from "./per-packet.ts";
import { passesCalico } from "./per-packet-calico.ts";
import { deniesCilium, passesCilium } from "./per-packet-cilium.ts";

/** Whether the packet that opens a connection arrives. Policies see pods on the host's network as their node. */
export function packetArrives(packet: Packet, cluster: TestCluster): Answer {
  const { from, to } = packet;
  if (from.pod && from.pod === to.pod) return "yes";
  const sender = podWithPolicies(from);
  const receiver = podWithPolicies(to);
  const sides = [
    sender ? passes({ direction: "egress", pod: sender, packet, cluster }) : "yes",
    receiver ? isReceived({ direction: "ingress", pod: receiver, packet, cluster }) : "yes",
  ];
  if (sides.includes("no")) return "no";
  return sides.includes("unknown") ? "unknown" : "yes";
}

// A pod is open to its own node, with Cilium unless a rule denies it.
function isReceived(judgement: Judgement): Answer {
  if (!isFromOwnNode(judgement.packet.from, judgement.pod)) return passes(judgement);
  if (judgement.cluster.plugin?.name !== "cilium") return "yes";
  const denied = deniesCilium(judgement);
  return denied === "no" ? "yes" : passes(judgement);
}

function passes(judgement: Judgement): Answer {
  switch (judgement.cluster.plugin?.name) {
    case "calico":
      return passesCalico(judgement);
    case "cilium":
      return passesCilium(judgement);
    case undefined:
      return isLetThrough(judgement) ? "yes" : "no";
  }
}

function isFromOwnNode({ pod }: PacketEnd, receiver: TestPod): boolean {
  return pod !== undefined && pod.hostNetwork && pod.node === receiver.node;
}
