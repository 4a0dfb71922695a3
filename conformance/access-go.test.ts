import {
  type Authorizer,
  checkBindingWrite,
  createAuthorizer,
  readPolicyRules,
  readSubjectAccessReview,
  requestOf,
  uncoveredRules,
} from "@watertight/core/access";
import type { JsonObject } from "@watertight/core/kubernetes";
import { pick, seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGoProgram, GO, type GoProgram } from "./go-program.ts";
import { needing } from "./needs.ts";
import { plainRules } from "./plain-rules.ts";
import {
  objectsOf,
  type RandomCluster,
  randomCluster,
  randomReview,
  randomRules,
} from "./random-access.ts";
import { randomUrl } from "./random-urls.ts";

const CLUSTERS = 1000;
/** Of each cluster: 100,000 reviews in all. */
const REVIEWS = 100;
const WHO_CAN = 10;
const GRANTS = 5;
const COVERS = 20_000;
const REQUESTS = 20_000;

let upstream: GoProgram | undefined;
beforeAll(() => {
  if (GO.isHere) upstream = buildGoProgram("access");
});
afterAll(() => {
  upstream?.remove();
});

interface Answer {
  readonly allowed: boolean;
  readonly reason: string;
  readonly evaluationError: string;
  readonly subjects?: readonly Subject[];
  readonly uncovered?: readonly JsonObject[];
  readonly request?: JsonObject;
}

interface Subject {
  readonly kind: string;
  readonly apiGroup?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A line for upstream, and what we say to it in upstream's words; a cluster has no answer. */
interface Asked {
  readonly line: JsonObject;
  readonly ours?: object;
  /** What to compare of upstream's answer. */
  readonly theirs?: (answer: Answer) => object;
}

function differencesOf(asked: readonly Asked[]): {
  readonly answers: readonly Answer[];
  readonly differences: readonly unknown[];
} {
  if (!upstream) throw new Error("upstream's program is not there");
  const lines = upstream.ask(asked.map(({ line }) => JSON.stringify(line)));
  const answers = lines.map((line) => JSON.parse(line) as Answer);
  let at = 0;
  let cluster: JsonObject = {};
  const differences: unknown[] = [];
  for (const { line, ours, theirs } of asked) {
    if (!ours || !theirs) {
      cluster = line;
      continue;
    }
    const answer = answers[at];
    at += 1;
    if (!answer) throw new Error(`upstream answered ${answers.length} questions only`);
    const their = theirs(answer);
    if (JSON.stringify(ours) !== JSON.stringify(their)) {
      differences.push({
        line: JSON.stringify(line),
        ours,
        their,
        cluster: JSON.stringify(cluster),
      });
    }
  }
  expect(at).toBe(answers.length);
  return { answers, differences };
}

test(
  `Kubernetes' own authorizers say the same to ${CLUSTERS * REVIEWS} random questions, word for word`,
  needing(GO),
  () => {
    const random = seeded(20260824);
    const asked = Array.from({ length: CLUSTERS }, (_, index) => {
      const cluster = randomCluster(random, index % 4 === 0);
      const authorizer = createAuthorizer(wholeSnapshotOf(objectsOf(cluster)));
      return [
        { line: { cluster: { ...cluster } } },
        ...Array.from({ length: REVIEWS }, () => reviewed(randomReview(random), authorizer)),
      ];
    }).flat();
    const { answers, differences } = differencesOf(asked);
    expect(differences.slice(0, 3)).toEqual([]);
    expect(answers).toHaveLength(CLUSTERS * REVIEWS);
    // Both verdicts, and each authorizer's words, come up often, or the comparison would mean little.
    expect({
      allowed: answers.filter(({ allowed }) => allowed).length,
      reasons: new Set(answers.map(({ reason }) => reason.replace(/".*/s, ""))).size,
      errors: answers.filter(({ evaluationError }) => evaluationError !== "").length,
      rolesNotFound: answers.filter(({ reason }) => reason.includes("not found")).length,
    }).toEqual({ allowed: 6824, reasons: 202, errors: 5873, rolesNotFound: 44_686 });
  },
);

function reviewed(review: JsonObject, authorizer: Authorizer): Asked {
  const read = readSubjectAccessReview({ spec: review });
  if ("problem" in read) throw new Error(`${read.problem} ${JSON.stringify(review)}`);
  const { allowed, reason } = authorizer.authorize(read.user, read.request);
  return {
    line: { review },
    ours: { allowed, reason, evaluationError: read.evaluationError },
    theirs: (answer) => ({
      allowed: answer.allowed,
      reason: answer.reason,
      evaluationError: answer.evaluationError,
    }),
  };
}

test(
  `Kubernetes' own subject locator names the same subjects ${CLUSTERS * WHO_CAN} times`,
  needing(GO),
  () => {
    const random = seeded(20260825);
    const asked = Array.from({ length: CLUSTERS }, () => {
      const cluster = withNamespaces(randomCluster(random, false));
      const authorizer = createAuthorizer(wholeSnapshotOf(objectsOf(cluster)));
      return [
        { line: { cluster: { ...cluster } } },
        ...Array.from({ length: WHO_CAN }, () => located(randomReview(random), authorizer)),
      ];
    }).flat();
    const { answers, differences } = differencesOf(asked);
    expect(differences.slice(0, 3)).toEqual([]);
    const several = answers.filter(({ subjects = [] }) => subjects.length > 1);
    expect(several.length).toBe(981);
  },
);

// Upstream lists subjects as written. What it lists twice, or what is nobody, is left out here: a kind that does not exist.
function located(review: JsonObject, authorizer: Authorizer): Asked {
  const read = readSubjectAccessReview({ spec: review });
  if ("problem" in read) throw new Error(`${read.problem} ${JSON.stringify(review)}`);
  const ours = authorizer.whoCan(read.request).map(({ subject }) => subjectText(subject));
  return {
    line: { whoCan: review },
    ours: { subjects: ours.sort() },
    theirs: ({ subjects = [] }) => {
      const somebody = subjects.filter(({ kind }) => kind !== "Robot");
      return { subjects: [...new Set(somebody.map(subjectText))].sort() };
    },
  };
}

function subjectText({ kind, name, namespace = "" }: Subject): string {
  return JSON.stringify([kind, namespace, name]);
}

/** Every service account with a namespace: without one upstream does not say whose it is. */
function withNamespaces(cluster: RandomCluster): RandomCluster {
  const text = JSON.stringify(cluster).replace(
    /\{"kind":"ServiceAccount","name":"([^"]*)"\}/g,
    '{"kind":"ServiceAccount","name":"$1","namespace":"a"}',
  );
  return JSON.parse(text) as RandomCluster;
}

test(`Kubernetes' own escalation check finds the same ${COVERS} times`, needing(GO), () => {
  const random = seeded(20260826);
  const asked = Array.from({ length: COVERS }, (): Asked => {
    const owner = randomRules(random);
    const wanted = randomRules(random).slice(0, 2);
    const uncovered = uncoveredRules(readPolicyRules(owner), readPolicyRules(wanted));
    return {
      line: { covers: { owner, wanted } },
      ours: { allowed: uncovered.length === 0, uncovered: plainRules(uncovered) },
      theirs: (answer) => ({
        allowed: answer.allowed,
        uncovered: plainRules(answer.uncovered ?? []),
      }),
    };
  });
  const { answers, differences } = differencesOf(asked);
  expect(differences.slice(0, 3)).toEqual([]);
  expect(answers.filter(({ allowed }) => allowed).length).toBe(679);
});

test(
  `Kubernetes' own storage refuses the same bindings, word for word, ${CLUSTERS * GRANTS} times`,
  needing(GO),
  () => {
    const random = seeded(20260827);
    const asked = Array.from({ length: CLUSTERS }, () => {
      const cluster = randomCluster(random, false);
      const authorizer = createAuthorizer(wholeSnapshotOf(objectsOf(cluster)));
      const grants = cluster.clusterRoles.length === 0 ? 0 : GRANTS;
      return [
        { line: { cluster: { ...cluster } } },
        ...Array.from({ length: grants }, () => bound(random, cluster, authorizer)),
      ];
    }).flat();
    const { answers, differences } = differencesOf(asked);
    expect(differences.slice(0, 3)).toEqual([]);
    const allowed = answers.filter((answer) => answer.allowed).length;
    expect([allowed, answers.length - allowed]).toEqual([389, 3621]);
  },
);

/** The part of the storage's check that compares rights: nobody here may bind or is a master. */
function bound(random: () => number, cluster: RandomCluster, authorizer: Authorizer): Asked {
  const { user, groups } = randomReview(random) as { user: string; groups: readonly string[] };
  const namespace = random() < 0.5 ? "" : "a";
  const role = pick(random, cluster.clusterRoles);
  const { name } = role["metadata"] as { name: string };
  const asking = { name: user, groups: groups.filter((group) => group !== "system:masters") };
  const roleRef = { kind: "ClusterRole", name };
  const decision = checkBindingWrite(withoutBind(authorizer), asking, { namespace, roleRef });
  return {
    line: { grant: { user, groups: asking.groups, namespace, rules: role["rules"] ?? [] } },
    ours: { allowed: decision.allowed, reason: decision.message },
    theirs: ({ allowed, reason }) => ({
      allowed,
      reason: reason.split("; resolution errors")[0] ?? "",
    }),
  };
}

function withoutBind(authorizer: Authorizer): Authorizer {
  return { ...authorizer, authorize: () => ({ allowed: false, reason: "" }) };
}

test(`Kubernetes' own RequestInfo reads ${REQUESTS} random requests alike`, needing(GO), () => {
  const random = seeded(20260828);
  const asked = Array.from({ length: REQUESTS }, (): Asked => {
    const method = pick(random, ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
    const url = randomUrl(random);
    const request = requestOf(method, url);
    const { fieldSelector: selector, ...rest } = { fieldSelector: [], ...request };
    const ours = {
      request: sorted(rest),
      selector: selector
        .map(
          ({ field, operator, value }) =>
            `${JSON.stringify(field)} ${operator} ${JSON.stringify(value)};`,
        )
        .join(""),
    };
    return {
      line: { http: { method, url } },
      ours,
      theirs: (answer) => {
        // A path that the API server answers with an error before any authorizer is asked.
        if (answer.reason === "no request") return ours;
        const { isResource, path, verb, ...resource } = answer.request ?? {};
        return {
          request: sorted(
            isResource === true
              ? { verb: verb ?? "", ...resource }
              : { path: path ?? "", verb: verb ?? "" },
          ),
          selector: answer.reason,
        };
      },
    };
  });
  const { answers, differences } = differencesOf(asked);
  expect(differences.slice(0, 3)).toEqual([]);
  const resources = answers.filter(({ request }) => request?.["isResource"] === true).length;
  expect(resources).toBe(9624);
});

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
