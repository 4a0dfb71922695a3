import type { AccessSubject } from "../access/model.ts";
import { resourceRequest } from "../access/request.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Actor } from "./model.ts";

interface Need {
  readonly text: string;
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
}

/** What the API server is asked for by each kind of step; what happens on a machine it does not see. */
const ACTIONS: readonly (readonly [string, readonly Need[]])[] = [
  [
    "drain",
    [
      { text: "patch nodes", verb: "patch", resource: "nodes" },
      { text: "list pods", verb: "list", resource: "pods" },
      { text: "create pods/eviction", verb: "create", resource: "pods", subresource: "eviction" },
    ],
  ],
  [
    "upgrade kube-proxy and add-ons",
    [{ text: "patch daemonsets.apps", verb: "patch", group: "apps", resource: "daemonsets" }],
  ],
];

/** Who may take the steps that the API server sees, everywhere; `levelOf` says at which level an audit policy records a request. */
export function actorsOf(
  { access }: Pick<Cluster, "access">,
  levelOf?: (need: {
    readonly verb: string;
    readonly group: string;
    readonly resource: string;
    readonly subresource: string;
  }) => string | undefined,
): readonly Actor[] {
  return ACTIONS.map(([action, needs]) => {
    const requests = needs.map(({ verb, group = "", resource, subresource = "" }) =>
      resourceRequest({ verb, group, resource, subresource }),
    );
    const sets = requests.map(
      (request) => new Set(access.whoCan(request).map(({ subject }) => textOf(subject))),
    );
    const [first = new Set<string>(), ...others] = sets;
    const last = requests.at(-1);
    return {
      action,
      needs: needs.map(({ text }) => text),
      subjects: [...first].filter((each) => others.every((set) => set.has(each))),
      auditLevel: last ? levelOf?.(last) : undefined,
    };
  });
}

function textOf({ kind, name, namespace }: AccessSubject): string {
  const word = kind.toLowerCase();
  return kind === "ServiceAccount" ? `${word}/${namespace}/${name}` : `${word}/${name}`;
}
