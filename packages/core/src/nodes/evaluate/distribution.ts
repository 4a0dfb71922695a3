import type { SystemFacts } from "../facts/node-facts.ts";

/** How a node is changed so that the change lasts. */
export interface Distribution {
  /** As it is called in a sentence. */
  readonly name: string;
  /** Whether its files come from an image, so that what is changed on it is gone with the next start or update. */
  readonly immutable: boolean;
  /** Changing the permissions or the owner of a file, or a file itself. */
  readonly file: (command: string) => string;
  /** Changing a setting of the kubelet: `what` is the change as a sentence without a full stop. */
  readonly kubelet: (what: string) => string;
}

const plain = (name: string): Distribution => ({
  name,
  immutable: false,
  file: (command) => `Run ${command}.`,
  kubelet: (what) => `${what}, and restart it with systemctl restart kubelet.`,
});

function imaged(name: string, by: string): Distribution {
  return {
    name,
    immutable: true,
    file: (command) =>
      `${name} takes its files from an image: ${by}, so that it does what \`${command}\` would.`,
    kubelet: (what) => `${what}; on ${name} ${by}.`,
  };
}

const IMMUTABLE: readonly (readonly [
  test: (system: SystemFacts) => boolean,
  distribution: Distribution,
])[] = [
  [
    ({ distribution }) => distribution === "bottlerocket",
    imaged("Bottlerocket", "set it in settings.kubernetes of the user data, or with apiclient"),
  ],
  [
    ({ distribution }) => distribution === "talos",
    imaged("Talos", "set it in machine.kubelet of the machine configuration, with talosctl patch"),
  ],
  [
    ({ distribution }) => distribution === "flatcar",
    imaged("Flatcar", "set it in the Butane configuration that the node is provisioned with"),
  ],
  [
    ({ distribution }) => distribution === "cos",
    imaged("Container-Optimized OS", "set it in the node pool's system configuration"),
  ],
  [
    ({ distribution, variant }) =>
      distribution === "rhcos" || (distribution === "rhel" && variant === "coreos"),
    imaged("Red Hat CoreOS", "set it in a MachineConfig or KubeletConfig"),
  ],
  [
    ({ distribution, variant }) => distribution === "fedora" && variant === "coreos",
    imaged("Fedora CoreOS", "set it in the Butane configuration that the node is provisioned with"),
  ],
];

/** How a node of a distribution, or of a provider's Kubernetes, is changed. */
export function distributionOf(system: SystemFacts): Distribution {
  const immutable = IMMUTABLE.find(([test]) => test(system))?.[1];
  if (immutable) return immutable;
  const name = system.distributionName || system.distribution || "this node";
  const version = system.kubeletVersion;
  if (version.includes("+k3s")) return withArguments(name, "k3s");
  if (version.includes("+rke2")) return withArguments(name, "rke2");
  if (version.includes("-eks-"))
    return managed(
      name,
      "spec.kubelet.config of the NodeConfig in the launch template's user data",
    );
  if (version.includes("-gke.")) return managed(name, "the node pool's system configuration");
  return plain(name);
}

function withArguments(name: string, program: string): Distribution {
  return {
    ...plain(name),
    kubelet: (what) =>
      `${what}: with ${program} by kubelet-arg in /etc/rancher/${program}/config.yaml, then restart ${program}.`,
  };
}

function managed(name: string, place: string): Distribution {
  return { ...plain(name), kubelet: (what) => `${what}; so that new nodes have it, in ${place}.` };
}
