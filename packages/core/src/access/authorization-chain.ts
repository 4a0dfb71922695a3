import { componentFlagsOf } from "../kubernetes/component-flags.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";

/** Which authorizers an API server asks, in order, after the group `system:masters`. */
export interface AuthorizationChain {
  /** `Node`, `RBAC`, `Webhook`, `ABAC`, `AlwaysAllow`, `AlwaysDeny`, or what else the flag says. */
  readonly modes: readonly string[];
  readonly known: "observed" | "defaulted";
  /** The pods that run an API server, where the input shows them. */
  readonly servers: readonly ObjectReference[];
  /** Whole sentences: what the flags leave open. */
  readonly remarks: readonly string[];
}

/** Stands for what a configuration file outside the input says. */
const UNKNOWN_AUTHORIZERS = "AuthorizationConfiguration";

const DEFAULT_CHAIN: AuthorizationChain = {
  modes: ["Node", "RBAC"],
  known: "defaulted",
  servers: [],
  remarks: [],
};

/**
 * Reads the flags of the kube-apiserver pods of `kube-system`; an API server outside the cluster shows none. Without
 * either flag it allows everything (k8s.io/kubernetes/pkg/kubeapiserver/options/authorization.go).
 */
export function readAuthorizationChain(snapshot: Snapshot): AuthorizationChain {
  const servers = snapshot
    .ofKind("", "Pod")
    .filter(({ reference }) => reference.namespace === "kube-system")
    .flatMap(({ reference, podTemplates }) =>
      podTemplates.flatMap(({ spec }) =>
        (spec.containers ?? []).flatMap(({ command = [], args = [] }) => {
          const flags = flagsOf([...command, ...args]);
          return flags ? [{ reference, ...chainOf(flags, snapshot) }] : [];
        }),
      ),
    );
  const [first, ...others] = servers;
  if (!first) return DEFAULT_CHAIN;
  const differing = others.filter(({ modes }) => modes.join() !== first.modes.join());
  return {
    modes: first.modes,
    known: "observed",
    servers: servers.map(({ reference }) => reference),
    remarks: [
      ...first.remarks,
      ...differing.map(
        ({ reference, modes }) =>
          `The API server ${reference.name} has other authorizers than ${first.reference.name}: ${modes.join(", ")}; answers are those of ${first.reference.name}.`,
      ),
    ],
  };
}

/** The words after `kube-apiserver`; undefined where the command runs something else. */
function flagsOf(command: readonly string[]): readonly string[] | undefined {
  // A shell may have it all in one argument.
  const words = command.flatMap((part) => part.split(/\s+/));
  const at = words.findIndex((word) => /(?:^|\/)kube-apiserver$/.test(word));
  return at < 0 ? undefined : words.slice(at + 1);
}

function chainOf(
  flags: readonly string[],
  snapshot: Snapshot,
): Pick<AuthorizationChain, "modes" | "remarks"> {
  const set = componentFlagsOf(flags);
  const config = set.get("authorization-config")?.value ?? "";
  if (config !== "") return configuredChain(config, snapshot);
  const modes = (set.get("authorization-mode")?.value ?? "")
    .split(",")
    .map((mode) => mode.trim())
    .filter((mode) => mode !== "");
  return { modes: modes.length === 0 ? ["AlwaysAllow"] : modes, remarks: [] };
}

/** The file that `--authorization-config` names, where the input holds one such document. */
function configuredChain(
  file: string,
  snapshot: Snapshot,
): Pick<AuthorizationChain, "modes" | "remarks"> {
  const [configuration, ...others] = snapshot.ofKind(
    "apiserver.config.k8s.io",
    "AuthorizationConfiguration",
  );
  const authorizers = listAt(configuration?.object, "authorizers");
  const modes = authorizers.map((one) => textAt(one, "type"));
  if (modes.length > 0 && others.length === 0) return { modes, remarks: [] };
  return {
    modes: ["Node", "RBAC", UNKNOWN_AUTHORIZERS],
    remarks: [`The API server takes its authorizers from ${file}, which the input does not hold.`],
  };
}
