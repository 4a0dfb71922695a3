import { serviceAccountOf } from "../detections/facts/identities.ts";
import { stringifyJson } from "../kubernetes/json.ts";
import type { CounterMeasure, GatheredIncident, Touched } from "./model.ts";
import { shellCommand } from "./shell.ts";

/** Measures of one kind that are named. */
const MOST = 8;

/** Resources whose objects give rights or a hold on what is admitted: what an incident made of them goes. */
const FOOTHOLDS: ReadonlySet<string> = new Set([
  "clusterrolebindings",
  "clusterroles",
  "mutatingadmissionpolicies",
  "mutatingadmissionpolicybindings",
  "mutatingwebhookconfigurations",
  "rolebindings",
  "roles",
  "validatingadmissionpolicies",
  "validatingadmissionpolicybindings",
  "validatingwebhookconfigurations",
]);

/**
 * What to do, in the order in which to do it: keep what would be gone, then take away what somebody has in hand. Commands are for a
 * person to read and to run: none of them is run by this program. Names come from a log, and are quoted or left out.
 */
export function counterMeasuresFor(incident: GatheredIncident): readonly CounterMeasure[] {
  const { touched } = incident;
  const pods = touched.filter(({ kind, by }) => kind === "pod" && HELD.has(by));
  const own = actorPod(incident);
  const entered = [...own, ...pods].slice(0, MOST);
  return [
    ...entered.map(preserved),
    ...entered.map(isolated),
    ...touched.filter(isFoothold).slice(0, MOST).map(removed),
    ...touched.filter(isMadeWorkload).slice(0, MOST).map(stopped),
    ...identitiesOf(incident).slice(0, MOST).map(revoked),
    ...touched
      .filter(({ kind, by }) => kind === "node" && by !== "read")
      .slice(0, MOST)
      .map(cordoned),
    ...secretsRead(touched),
    ...anonymousClosed(incident),
    ...asked(incident),
  ];
}

const HELD: ReadonlySet<Touched["by"]> = new Set(["created", "entered"]);

function actorPod({ actor }: GatheredIncident): readonly Touched[] {
  const [namespace = "", name = ""] = actor.pod.split("/");
  return name === "" ? [] : [{ kind: "pod", resource: "pods", namespace, name, by: "acted" }];
}

function isFoothold({ kind, resource, by }: Touched): boolean {
  return kind === "object" && FOOTHOLDS.has(resource) && (by === "created" || by === "changed");
}

function isMadeWorkload({ kind, resource, by }: Touched): boolean {
  return kind === "workload" && by === "created" && resource !== "replicasets";
}

function preserved({ namespace, name }: Touched): CounterMeasure {
  return {
    action: "preserve",
    object: `pod ${namespace}/${name}`,
    command: shellCommand([
      "watertight",
      "evidence",
      "capture",
      `pod/${namespace}/${name}`,
      "--cluster",
    ]),
    because:
      "Keeps its specification, logs, events and what it had of the cluster, before anything is changed.",
  };
}

const QUARANTINE = "watertight.dev/quarantine";

function isolated({ namespace, name }: Touched): CounterMeasure {
  const policy = stringifyJson({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "watertight-quarantine", namespace },
    spec: {
      podSelector: { matchLabels: { [QUARANTINE]: "true" } },
      policyTypes: ["Ingress", "Egress"],
    },
  });
  const policies = shellCommand(["printf", "%s", policy]);
  const label = shellCommand([
    ...["kubectl", `--namespace=${namespace}`, "label", `pod/${name}`],
    `${QUARANTINE}=true`,
    "--overwrite",
  ]);
  return {
    action: "isolate",
    object: `pod ${namespace}/${name}`,
    command:
      policies === undefined || label === undefined
        ? undefined
        : `${policies} | kubectl apply -f - && ${label}`,
    because:
      "Closes its network where the plug-in enforces NetworkPolicy and no other policy opens it; the pod goes on running, so that it can be looked at.",
  };
}

function removed({ resource, namespace, name, by }: Touched): CounterMeasure {
  const object = `${resource} ${namespace === "" ? "" : `${namespace}/`}${name}`;
  if (by === "changed") {
    return {
      action: "restore",
      object,
      command: command("get", { resource, namespace, name }, ["--output=yaml"]),
      because: "It was there before: compare it with where it is written, and apply that again.",
    };
  }
  return {
    action: "remove",
    object,
    command: command("delete", { resource, namespace, name }),
    because: "Takes away what the incident has set up.",
  };
}

function stopped({ resource, namespace, name }: Touched): CounterMeasure {
  return {
    action: "remove",
    object: `${resource} ${namespace}/${name}`,
    command: command("delete", { resource, namespace, name }, ["--cascade=orphan"]),
    because:
      "Nothing makes its pods anew; those that run are left as they are, to be kept and isolated.",
  };
}

function command(
  verb: string,
  { resource, namespace, name }: Pick<Touched, "name" | "namespace" | "resource">,
  options: readonly string[] = [],
): string | undefined {
  const place = namespace === "" ? [] : [`--namespace=${namespace}`];
  return shellCommand(["kubectl", ...place, verb, `${resource}/${name}`, ...options]);
}

/** Who acted, and whoever was given something. */
function identitiesOf({ actor, touched }: GatheredIncident): readonly Touched[] {
  const given = touched.filter(
    ({ kind, resource }) => kind === "identity" && resource !== "groups",
  );
  const account = serviceAccountOf(actor.user);
  const isNobody = actor.user === "" || actor.user === "system:anonymous";
  const own: readonly Touched[] =
    account !== undefined
      ? [{ kind: "identity", resource: "serviceaccounts", ...account, by: "acted" }]
      : isNobody
        ? []
        : [{ kind: "identity", resource: "users", namespace: "", name: actor.user, by: "acted" }];
  return [...own, ...given];
}

function revoked({ resource, namespace, name }: Touched): CounterMeasure {
  if (resource === "serviceaccounts") {
    return {
      action: "revoke",
      object: `service account ${namespace}/${name}`,
      command: command("delete", { resource: "serviceaccount", namespace, name }),
      because:
        "All of its tokens end at once, those of its pods too: make it anew from where it is written, and restart them.",
    };
  }
  return {
    action: "revoke",
    object: `user ${name}`,
    command: shellCommand([
      "watertight",
      "access",
      "rights",
      `--subject=user:${name}`,
      "--explain",
      "--cluster",
    ]),
    because:
      "A user's token or certificate ends where it was issued, not in the cluster: close it there, and delete the bindings that this names.",
  };
}

function cordoned({ name }: Touched): CounterMeasure {
  return {
    action: "cordon",
    object: `node ${name}`,
    command: shellCommand(["kubectl", "cordon", `node/${name}`]),
    because: "Nothing new is scheduled there; what runs goes on, so that it can be looked at.",
  };
}

function secretsRead(touched: readonly Touched[]): readonly CounterMeasure[] {
  const secrets = touched.filter(({ resource, by }) => resource === "secrets" && by === "read");
  if (secrets.length === 0) return [];
  const [first] = secrets;
  const more = secrets.length === 1 ? "" : ` and ${secrets.length - 1} more`;
  return [
    {
      action: "revoke",
      object: `Secret ${first?.namespace ?? ""}/${first?.name ?? ""}${more}`,
      command: undefined,
      because: "What was read is known: renew it where it is issued; the timeline names all of it.",
    },
  ];
}

function anonymousClosed({ isAnonymous, sessions }: GatheredIncident): readonly CounterMeasure[] {
  if (!isAnonymous) return [];
  const from = sessions.map(({ sourceIP }) => sourceIP).join(", ");
  return [
    {
      action: "close",
      object: `requests without credentials from ${from}`,
      command:
        "watertight access rights --subject=group:system:unauthenticated --explain --cluster",
      because:
        "Close the API server to that network, and leave anonymous requests to the health endpoints alone (AuthenticationConfiguration, `anonymous.conditions`).",
    },
  ];
}

function asked({ actor, isAnonymous }: GatheredIncident): readonly CounterMeasure[] {
  if (isAnonymous || actor.user === "") return [];
  return [
    {
      action: "ask",
      object: actor.user,
      command: undefined,
      because:
        "Whoever it is may have done it rightly: ask, and suppress what is agreed with a reason and an end.",
    },
  ];
}
