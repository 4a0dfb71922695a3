import { type Authorizer, readSubjectAccessReview } from "@watertight/core/access";
import { createCluster } from "@watertight/core/cluster";
import { type JsonObject, type KubernetesObject } from "@watertight/core/kubernetes";
import { seeded } from "@watertight/core/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { objectsOf, randomCluster, randomReview } from "../../conformance/random-access.ts";
import {
  CONTROL_PLANE,
  type ControlPlane,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { snapshotOf } from "./connection.ts";
import { inParallel } from "./in-parallel.ts";
import { reviewed, type Said, untilAuthorizersKnow } from "./known-to-authorizers.ts";
import { create, mustCreate, namespace, pathOf } from "./objects.ts";

const SEED = Number(process.env["WATERTIGHT_SEED"] ?? 20_261_130);
const CLUSTERS = 20;
/** Of each cluster: 20,000 in all. */
const QUESTIONS = 1000;
const SPACES = ["a", "b", "a-b"];

describe("the authorizer", needing(CONTROL_PLANE), () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    // Controllers would fill aggregated roles and take away what random Pods need.
    plane = await startControlPlane();
    for (const name of SPACES) await mustCreate(plane.ask, namespace(name));
  });
  afterAll(() => plane.stop());

  test(`the API server says the same to ${CLUSTERS * QUESTIONS} random questions (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const differences: unknown[] = [];
    const seen = { questions: 0, allowed: 0, errors: 0, objects: 0 };
    for (let round = 0; round < CLUSTERS; round++) {
      // The server refuses half of what is drawn.
      const drawn = Array.from({ length: 4 }, () =>
        objectsOf(randomCluster(random, round % 2 === 0)),
      );
      const made = await createAll(plane, drawn.flat());
      await untilKnown(plane, round);
      const authorizer = createCluster(await snapshotOf(plane.kubeconfig)).access;
      const reviews = Array.from({ length: QUESTIONS }, () => randomReview(random));
      const answers = await inParallel(reviews, (review) => reviewed(plane.ask, review));
      for (const [index, review] of reviews.entries()) {
        const their = answers[index];
        const ours = answerOf(authorizer, review);
        if (JSON.stringify(ours) !== JSON.stringify(their)) {
          differences.push({ round, review: JSON.stringify(review), ours, their });
        }
        seen.questions += 1;
        if (ours.allowed) seen.allowed += 1;
        if (ours.evaluationError !== "") seen.errors += 1;
      }
      seen.objects += made.length;
      for (const object of made)
        await plane.ask("DELETE", pathOf(object), { gracePeriodSeconds: 0 });
    }
    process.stdout.write(`seed ${SEED}: ${JSON.stringify(seen)}\n`);
    expect(differences.slice(0, 3)).toEqual([]);
    expect(seen.questions).toBe(CLUSTERS * QUESTIONS);
    // Both verdicts come up often, or the comparison would mean little.
    expect(seen.allowed).toBeGreaterThan(1500);
  });
});

/** The objects that the server takes. */
async function createAll(
  { ask }: ControlPlane,
  objects: readonly KubernetesObject[],
): Promise<readonly KubernetesObject[]> {
  const made: KubernetesObject[] = [];
  for (const object of objects) {
    const { status } = await create(ask, object);
    if (status === 201) made.push(object);
  }
  return made;
}

/** Until the server's authorizers have seen all that there is. */
async function untilKnown({ ask }: ControlPlane, round: number): Promise<void> {
  const name = `last-${round}`;
  const node = `node-${name}`;
  await mustCreate(ask, podThatReads(node, name));
  await untilAuthorizersKnow(ask, name, "a");
  const secret = { verb: "get", resource: "secrets", namespace: "a", name };
  const question = {
    user: `system:node:${node}`,
    groups: ["system:nodes"],
    resourceAttributes: secret,
  };
  await until(
    "the Node authorizer knows all Pods",
    async () => (await reviewed(ask, question)).allowed,
  );
}

function podThatReads(node: string, name: string): KubernetesObject {
  const volumes = [{ name: "s", secret: { secretName: name } }];
  const containers = [{ name: "c", image: "i" }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "a" },
    spec: { nodeName: node, containers, volumes },
  };
}

function answerOf(authorizer: Authorizer, spec: JsonObject): Said {
  const read = readSubjectAccessReview({ spec });
  if ("problem" in read) throw new Error(`${read.problem} ${JSON.stringify(spec)}`);
  const { allowed } = authorizer.authorize(read.user, read.request);
  return { allowed, evaluationError: read.evaluationError };
}
