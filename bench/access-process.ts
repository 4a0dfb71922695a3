/** Builds the cluster, indexes it and asks; prints one line of JSON. A process of its own, so that its memory is its own. */
import {
  createAuthorizer,
  readSubjectAccessReview,
  resourceRequest,
} from "@watertight/core/access";
import { seeded } from "../packages/core/testing/seeded.ts";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";
import { ACCESS_SEED, accessCluster, accessQuestions } from "./access-cluster.ts";
import { median } from "./figure.ts";

const QUESTIONS = 50_000;
/** How often each is asked. */
const ROUNDS = 10;
const random = seeded(ACCESS_SEED);
const snapshot = wholeSnapshotOf(accessCluster(random));
const questions = accessQuestions(QUESTIONS, random).flatMap(({ user, groups, ...attributes }) => {
  const read = readSubjectAccessReview({ spec: { user, groups: [...groups], ...attributes } });
  return "problem" in read ? [] : [read];
});

const index = median(Array.from({ length: 5 }, () => timed(() => createAuthorizer(snapshot))));
const authorizer = createAuthorizer(snapshot);
let allowed = 0;
const canI = median(
  Array.from({ length: 3 }, () =>
    timed(() => {
      allowed = 0;
      for (let round = 0; round < ROUNDS; round++) {
        for (const { user, request } of questions) {
          if (authorizer.authorize(user, request).allowed) allowed += 1;
        }
      }
    }),
  ),
);
const right = { verb: "get", group: "", resource: "secrets" };
const first = timed(() => authorizer.whoCan(resourceRequest(right)));
const whoCan = median(
  Array.from({ length: 50 }, (_, each) =>
    timed(() => authorizer.whoCan(resourceRequest({ ...right, namespace: `namespace-${each}` }))),
  ),
);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({ index, canI, questions: QUESTIONS * ROUNDS, allowed, first, whoCan, megabytes }),
);

/** Seconds of the processor, not of the clock: the limits are for one thread, whatever else the machine does. */
function timed(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}
