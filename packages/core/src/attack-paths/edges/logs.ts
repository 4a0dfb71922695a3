import { secretsOf } from "../../access/pod-references.ts";
import type { AttackBuild } from "../build.ts";
import type { StandingPod } from "../standing.ts";
import { fromRight, standingIn } from "./ports.ts";

const DOUBT = "whether its log shows what it has";

/** Whoever reads logs of pods reads the credentials that they write there, their own token and Secrets among them. */
export function addLogs(build: AttackBuild): void {
  const { places, add, escalation } = build;
  const known = new Map<string, number>();
  const logsOf = (name: string, pods: () => readonly StandingPod[]): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const vertex = places.idOf({ kind: "Any", namespace: "", name });
    known.set(name, vertex);
    for (const each of pods()) addWritten(build, each, vertex);
    return vertex;
  };
  const inNamespace = (namespace: string): number =>
    logsOf(`logs in ${namespace}`, () => standingIn(build).inNamespace(namespace));
  const everywhere = (): number => {
    const all = logsOf("logs in every namespace", () => []);
    for (const each of escalation.cluster.namespaces) add(all, inNamespace(each));
    return all;
  };
  const named = (namespace: string, name: string): readonly number[] => {
    const pods = build.standing.filter(
      ({ vertex }) => vertex.name === name && (namespace === "" || vertex.namespace === namespace),
    );
    return pods.length === 0 ? [] : [logsOf(`log of ${namespace || "*"}/${name}`, () => pods)];
  };
  fromRight(build, "more:read-logs", "pod-log", ({ namespace, name }) => {
    if (name !== "") return named(namespace, name).map((to) => ({ to }));
    return [{ to: namespace === "" ? everywhere() : inNamespace(namespace) }];
  });
  fromRight(build, "more:read-node-logs", "pod-log", ({ name }) => {
    if (name === "") return [{ to: everywhere() }];
    const pods = build.standing.filter(({ pod }) => pod.nodeName === name);
    return pods.length === 0 ? [] : [{ to: logsOf(`logs on ${name}`, () => pods) }];
  });
}

/** The token that it has, and the Secrets that its containers are given. */
function addWritten(
  { places, escalation, add }: AttackBuild,
  each: StandingPod,
  from: number,
): void {
  const { pod, at } = each;
  if (pod.token !== "no") {
    const identity = { kind: "identity", principal: pod.account } as const;
    add(from, escalation.graph.facts.idOf(identity), { evidence: [pod.runsAs], unknown: DOUBT });
  }
  for (const { name, path } of secretsOf(pod.template.spec)) {
    if (path[1] === "imagePullSecrets") continue;
    const secret = places.idOf({ kind: "Secret", namespace: pod.namespace, name });
    const evidence = [at(path, `gives Secret ${pod.namespace}/${name} to the container`)];
    add(from, secret, { evidence, unknown: DOUBT });
  }
}
