import { expect, test } from "vitest";
import { watertight } from "../../../../testing/watertight.ts";

const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  users: [system:kube-proxy]
- level: Metadata
  resources: [{group: "", resources: [secrets]}]
- level: Request
  omitStages: [ResponseStarted]
  nonResourceURLs: ["/logs*"]
`;

const SECRETS = { verb: "get", apiGroup: "", resource: "secrets", namespace: "a", name: "b" };

async function asked(
  policy: string,
  ...questions: readonly unknown[]
): Promise<Awaited<ReturnType<typeof watertight>>> {
  const files = {
    "policy.yaml": policy,
    "questions.jsonl": questions.map((each) => `${JSON.stringify(each)}\n`).join(""),
  };
  return watertight(["audit", "level", "--batch", "questions.jsonl", "policy.yaml"], files);
}

test("audit level answers each question by the first rule that matches", async () => {
  const { status, stdout } = await asked(
    POLICY,
    { id: 1, ...SECRETS, user: "ann", groups: ["system:authenticated"] },
    { id: "b", ...SECRETS, user: "system:kube-proxy" },
    { id: null, verb: "get", path: "/logs/kubelet.log", user: "ann" },
    { verb: "list", resource: "pods" },
  );
  expect([status, stdout]).toEqual([
    0,
    `{"id":1,"level":"Metadata","omitStages":["RequestReceived"],"rule":1}
{"id":"b","level":"None","omitStages":["RequestReceived"],"rule":0}
{"id":null,"level":"Request","omitStages":["RequestReceived","ResponseStarted"],"rule":2}
{"level":"None","omitStages":["RequestReceived"],"rule":null}
`,
  ]);
});

test("a question that cannot be answered says why, and the others are answered", async () => {
  const { status, stdout, stderr } = await asked(
    POLICY,
    { id: 1, verb: "get" },
    { id: 2, verb: ["get"], resource: "pods" },
    { id: 3, ...SECRETS, groups: "dev" },
    { id: 4, ...SECRETS, user: "ann" },
  );
  expect([status, stdout]).toEqual([
    3,
    `{"id":1,"error":"The request needs a \\"resource\\" or a \\"path\\"."}
{"id":2,"error":"The member \\"verb\\" must be a string."}
{"id":3,"error":"The member \\"groups\\" must be a list of strings."}
{"id":4,"level":"Metadata","omitStages":["RequestReceived"],"rule":1}
`,
  ]);
  expect(stderr).toContain("3 of 4 questions could not be answered.");
});

test("a policy that no server starts with is wrong usage, with a line for each fault", async () => {
  const broken = POLICY.replace("level: None", "level: none").replace('"/logs*"', '"logs"');
  await expect(asked(broken, { id: 1, ...SECRETS })).rejects.toMatchObject({
    message: "No API server starts with the audit policy policy.yaml:",
    details: [
      'policy.yaml:5:3: rules[0].level: is "none", but must be one of None, Metadata, Request, RequestResponse',
      "policy.yaml:11:21: rules[2].nonResourceURLs[0]: must begin with /",
    ],
  });
});

test("a policy that is no YAML is told with its line", async () => {
  await expect(asked("rules:\n- level: [\n", { id: 1, ...SECRETS })).rejects.toMatchObject({
    details: ["policy.yaml:3:1: a value is missing here"],
  });
});

test("of several documents the first counts, as the server has it", async () => {
  const { status, stdout } = await asked(`${POLICY}---\nkind: [\n`, { id: 1, ...SECRETS });
  expect([status, stdout]).toEqual([
    0,
    '{"id":1,"level":"Metadata","omitStages":["RequestReceived"],"rule":1}\n',
  ]);
});
