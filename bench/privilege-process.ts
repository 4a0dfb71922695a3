/** Compares, shows and narrows the cluster of access-cluster.ts, and reads a log of it; prints one line of JSON. */
import {
  accessMatrix,
  compareAccess,
  createAuthorizer,
  createUsageRecorder,
  indexSubjects,
  isPartOfKubernetes,
  leastPrivilege,
  readAuditEvent,
} from "@watertight/core/access";
import type { JsonObject } from "@watertight/core/kubernetes";
import { seeded } from "../packages/core/testing/seeded.ts";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";
import {
  ACCESS_SEED,
  type AccessQuestion,
  accessCluster,
  accessQuestions,
} from "./access-cluster.ts";

const EVENTS = 200_000;
/** How often each event stands in the log. */
const ROUNDS = 10;
const random = seeded(ACCESS_SEED);
const objects = accessCluster(random);
const snapshot = wholeSnapshotOf(objects);
const authorizer = createAuthorizer(snapshot);
const turned = createAuthorizer(wholeSnapshotOf(objects.toReversed()));
const log = accessQuestions(EVENTS / ROUNDS, random).map(eventLine);

const diff = timed(() => {
  const isWhole = true;
  const changes = compareAccess({ authorizer, isWhole }, { authorizer: turned, isWhole });
  if (changes.length > 0) throw new Error("The order of the objects changed a right.");
});
const matrix = timed(() =>
  accessMatrix(authorizer, {
    namespaces: [],
    resources: [],
    verbs: [],
    isFolded: isPartOfKubernetes,
  }),
);
const narrowing = timed(() => leastPrivilege(snapshot, authorizer));
const parsed = timed(() => {
  for (let round = 0; round < ROUNDS; round++) for (const line of log) JSON.parse(line);
});
const used = timed(() => {
  const recorder = createUsageRecorder(indexSubjects(authorizer.bindings), false);
  for (let round = 0; round < ROUNDS; round++) {
    for (const line of log) {
      const read = readAuditEvent(JSON.parse(line) as JsonObject);
      if (!("problem" in read)) recorder.record(read);
    }
  }
});
console.log(JSON.stringify({ diff, matrix, narrowing, parsed, used }));

/** Seconds of the processor, not of the clock: other work on the machine does not count. */
function timed(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

function eventLine({ user, groups, resourceAttributes }: AccessQuestion, index: number): string {
  const { verb, group, resource, subresource, name, namespace } = resourceAttributes;
  return JSON.stringify({
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: `00000000-0000-0000-0000-${index}`,
    stage: "ResponseComplete",
    requestURI: `/apis/${group}/v1/namespaces/${namespace}/${resource}/${name}`,
    verb,
    user: { username: user, uid: `${index}`, groups },
    sourceIPs: ["10.0.0.1"],
    userAgent: "kubectl/v1.37.0 (linux/amd64)",
    objectRef: { apiGroup: group, apiVersion: "v1", resource, subresource, name, namespace },
    responseStatus: { metadata: {}, code: 200 },
    requestReceivedTimestamp: "2026-01-02T03:04:05.000000Z",
    stageTimestamp: "2026-01-02T03:04:05.123456Z",
    annotations: { "authorization.k8s.io/decision": "allow", "authorization.k8s.io/reason": "" },
  });
}
