import { createKey, sealFor, signFacts, toChunks } from "@watertight/node-agent";
import { expect, test } from "vitest";
import {
  ARGV,
  answer,
  answerBy,
  collected,
  factsOf,
  type Log,
  nodesIn,
  serverWith,
  tokenOf,
} from "../../../../testing/node-jobs.ts";
import { watertightIn } from "../../../../testing/watertight.ts";

test("each node answers by a Job, and the namespace is gone afterwards", async () => {
  const server = await serverWith(answer);
  const { status, stderr } = await collected(server);
  expect([status, stderr]).toEqual([
    3,
    expect.stringMatching(/^The configuration of the kubelet of n2 may not be read/) as string,
  ]);
  expect(
    nodesIn(server).map(({ node, sources }) => [
      node,
      sources.map(({ kind, proof }) => [kind, proof]),
    ]),
  ).toEqual([
    [
      "n1",
      [
        ["collected", "token"],
        ["api", undefined],
      ],
    ],
    [
      "n2",
      [
        ["collected", "token"],
        ["api", undefined],
      ],
    ],
  ]);
  expect(server.created.map(({ kind }) => kind)).toEqual([
    "Namespace",
    "NetworkPolicy",
    "ServiceAccount",
    "Job",
    "Job",
  ]);
  expect(server.requests.at(-1)).toBe("DELETE /api/v1/namespaces/NS");
  const { stdout } = await watertightIn(server.folder, [
    "nodes",
    "evaluate",
    "--no-config",
    "-o",
    "csv",
    "f.jsonl",
  ]);
  expect(stdout).toContain(
    '"n1","cis-1.12","4.2.4","The kubelet\'s read-only port is closed","pass"',
  );
});

test("who may not have tokens reviewed gets facts that say so", async () => {
  const server = await serverWith(answer, false);
  await collected(server);
  expect(nodesIn(server).map(({ sources }) => sources[0]?.proof)).toEqual(["key", "key"]);
});

test("without an image nothing is started and kubelets alone are asked", async () => {
  const server = await serverWith(answer);
  await watertightIn(server.folder, [...ARGV, "-o", "f.jsonl"]);
  expect(server.created).toEqual([]);
  expect(nodesIn(server).map(({ sources }) => sources.map(({ kind }) => kind))).toEqual([
    ["api"],
    ["api"],
  ]);
});

test.each<readonly [string, Log, string]>([
  [
    "changed",
    (asked) => answer(asked)?.replace(/.{9}$/, "AAAAAAAAA"),
    "n1 did not answer: The facts are not what was sent",
  ],
  [
    "of another node, by a token of that node",
    (asked) => {
      const other = { ...asked, node: "n9" };
      return answerBy(other, tokenOf(other, { pod: "pod-n1", uid: "uid-n1" }));
    },
    "n1 did not answer: The token is of node n9, not of n1.",
  ],
  [
    "of another node, by a token of this one",
    (asked) => answerBy({ ...asked, node: "n9" }, tokenOf(asked)),
    "n1 did not answer: The facts are of node n9, not of n1.",
  ],
  [
    "of another Pod",
    (asked) => answerBy(asked, tokenOf(asked, { pod: "pod-x", uid: "uid-x" })),
    "n1 did not answer: The token is of Pod pod-x, not of pod-n1.",
  ],
  [
    "of a Pod of that name which was there before",
    (asked) => answerBy(asked, tokenOf(asked, { uid: "uid-old" })),
    "n1 did not answer: The token is of Pod pod-n1, not of pod-n1.",
  ],
  [
    "of another account",
    (asked) => answerBy(asked, tokenOf(asked, { user: "system:serviceaccount:shop:default" })),
    "n1 did not answer: The token is not one of the agent's in this run.",
  ],
  [
    "signed by another key than the token's",
    (asked) => {
      const { node, nonce, recipient } = asked;
      const time = new Date().toISOString();
      const signed = signFacts(factsOf(node), { node, time, nonce }, createKey());
      const sealedToken = sealFor(recipient, tokenOf(asked));
      return toChunks(JSON.stringify({ ...signed, sealedToken }), nonce).join("\n");
    },
    "n1 did not answer: The facts are signed by another key than the expected one.",
  ],
  [
    "without a token",
    ({ node, nonce }) => {
      const time = new Date().toISOString();
      const signed = signFacts(factsOf(node), { node, time, nonce }, createKey());
      return toChunks(JSON.stringify(signed), nonce).join("\n");
    },
    "n1 did not answer: The facts carry no token of the Pod that wrote them, or not for this run.",
  ],
  [
    "too old",
    (asked) => answerBy(asked, tokenOf(asked), { age: 3_600_000 }),
    "which is too long ago or still to come.",
  ],
  [
    "of another run",
    (asked) => answerBy({ ...asked, nonce: "old" }, tokenOf(asked)),
    "n1 did not answer: The log holds no facts.",
  ],
  [
    "of another run, by a token of that one",
    (asked) => answerBy(asked, tokenOf({ ...asked, audience: "watertight.dev/node-facts/old" })),
    "n1 did not answer: The API server does not know the token: another audience.",
  ],
  [
    "replayed under this run's name",
    (asked) =>
      answerBy({ ...asked, nonce: "old" }, tokenOf(asked)).replaceAll(" old ", ` ${asked.nonce} `),
    "n1 did not answer: The facts are an answer to another question: they were sent before.",
  ],
  [
    "with a gap",
    (asked) => answer(asked)?.replace(" 1/1 ", " 2/2 "),
    "n1 did not answer: Of 2 parts of the facts 1 are missing, the first is 1.",
  ],
])("facts that are %s are refused", async (_, log, problem) => {
  const server = await serverWith(log);
  const { status, stderr } = await collected(server);
  expect(status).toBe(3);
  expect(stderr).toContain(problem);
  expect(nodesIn(server).every(({ sources }) => sources.length === 1)).toBe(true);
  expect(server.requests.at(-1)).toBe("DELETE /api/v1/namespaces/NS");
});

test("a node whose Pod does not end is named with the reason", async () => {
  const server = await serverWith((asked) => (asked.node === "n2" ? undefined : answer(asked)));
  const { stderr } = await collected(server, "--timeout", "1");
  expect(stderr).toContain("n2 did not answer: Its Pod did not end in time: Unschedulable.");
  expect(nodesIn(server)[0]?.sources).toHaveLength(2);
});

test("an interruption at any step leaves nothing behind", async () => {
  for (const step of [
    "POST /api/v1/namespaces",
    "POST /apis/batch/v1/namespaces/NS/jobs",
    "GET /api/v1/namespaces/NS/pods",
  ]) {
    const server = await serverWith(() => undefined);
    const interrupted = collected(server, "--timeout", "60");
    const ending = expect(interrupted).rejects.toThrow(
      "It was interrupted; what it had started on the nodes is removed.",
    );
    await expect.poll(() => server.requests.includes(step), { timeout: 20_000 }).toBe(true);
    process.emit("SIGTERM");
    await ending;
    expect(server.requests.at(-1)).toBe("DELETE /api/v1/namespaces/NS");
  }
});
