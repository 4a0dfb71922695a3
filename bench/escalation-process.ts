/** Builds the cluster and asks for the ways of everybody; prints one line of JSON. A process of its own, so that its memory is its own. */
import { createAuthorizer, createEscalation, GOAL_IDS, GOALS } from "@watertight/core/access";
import { podSecurityFactsOf } from "@watertight/core/cluster";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import { seeded } from "../packages/core/testing/seeded.ts";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";
import { ACCESS_CLUSTER, ACCESS_SEED, accessCluster } from "./access-cluster.ts";

const snapshot = wholeSnapshotOf(accessCluster(seeded(ACCESS_SEED)).map(atHome));
const goals = GOAL_IDS.filter((goal) => GOALS[goal].isEscalation);
const begin = process.cpuUsage();
const authorizer = createAuthorizer(snapshot, { bootstrapPolicy: "roles-and-bindings" });
const podSecurity = podSecurityFactsOf(snapshot);
const escalation = createEscalation({ snapshot, authorizer, podSecurity });
const built = process.cpuUsage(begin);
let subjects = 0;
let paths = 0;
for (const { subject, isSystem, holds, reaches } of escalation.subjects) {
  if (isSystem || holds.includes("cluster-admin")) continue;
  const wanted = goals.filter((goal) => reaches.includes(goal) && !holds.includes(goal));
  if (wanted.length === 0) continue;
  const found = escalation.pathsOf(subject, { goals: wanted, limit: 3, ownOnly: true });
  if (found.paths.length > 0) subjects += 1;
  paths += found.paths.length;
}
const all = process.cpuUsage(begin);
console.log(
  JSON.stringify({
    build: secondsOf(built),
    seconds: secondsOf(all),
    subjects,
    paths,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);

/** Of the processor, all threads: others on the machine do not count. */
function secondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}

/** Each account in one namespace, so that there are as many as the cluster says. */
function atHome(object: KubernetesObject): KubernetesObject {
  const subjects = object["subjects"];
  if (!Array.isArray(subjects)) return object;
  return {
    ...object,
    subjects: (subjects as readonly Record<string, string>[]).map((subject) => {
      const number = /^account-(\d+)$/.exec(subject["name"] ?? "")?.[1];
      if (subject["kind"] !== "ServiceAccount" || number === undefined) return subject;
      return { ...subject, namespace: `namespace-${Number(number) % ACCESS_CLUSTER.namespaces}` };
    }),
  };
}
