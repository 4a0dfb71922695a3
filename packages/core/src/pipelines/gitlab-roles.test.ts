import { expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import { type FactDocument, factTextOf } from "../snapshot/facts.ts";
import { pipelineFactsOf } from "./facts-of.ts";

const FILE = ".gitlab-ci.yml";
const APPLY = "kubectl apply -f k8s/";
const LOGIN = "aws sts assume-role-with-web-identity --role-arn";

/** The job of a file with a variable: its way, the role that it takes, and what is said of its account. */
function read(job: JsonObject): readonly string[] {
  const at = { file: FILE, line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
  const document: FactDocument = {
    value: { variables: { ROLE: "arn:aws:iam::1:role/all" }, deploy: { id_tokens: {}, ...job } },
    origin: { from: "file", file: FILE, document: 1, line: 1 },
    locate: () => at,
  };
  return pipelineFactsOf([document], snapshotOf([])).map(({ object }) =>
    [
      factTextOf(object, "way"),
      factTextOf(object, "role"),
      textAt(object, "spec", "account", "unknown"),
    ].join("; "),
  );
}

function taking(role: string): readonly string[] {
  return [`oidc; ${role}; the cloud says which user ${role} is in the cluster`];
}

it.each<[string, JsonObject, string]>([
  [
    "a script names",
    { script: [`${LOGIN} arn:aws:iam::1:role/own`, APPLY] },
    "arn:aws:iam::1:role/own",
  ],
  [
    "a script names by a variable",
    { script: [`${LOGIN} "\${ROLE}"`, APPLY] },
    "arn:aws:iam::1:role/all",
  ],
  [
    "a library reads of a variable",
    { variables: { AWS_ROLE_ARN: "$ROLE" }, script: "aws eks update-kubeconfig --name shop" },
    "arn:aws:iam::1:role/all",
  ],
  [
    "Google's command names",
    {
      script: [
        "gcloud iam workload-identity-pools create-cred-config p --service-account=ci@p.example",
        APPLY,
      ],
    },
    "ci@p.example",
  ],
  [
    "Azure's command names",
    { script: ["az login --service-principal -u 1a2b --tenant t --federated-token x", APPLY] },
    "1a2b",
  ],
])("exchanges the token of a job for what %s", (_, job, role) => {
  expect(read(job)).toEqual(taking(role));
});

it("does not know what a variable of the project holds, and takes no token for a deployment", () => {
  expect(read({ script: [`${LOGIN} $OF_THE_PROJECT`, APPLY] })).toEqual([
    "oidc; ; its token is exchanged outside the cluster",
  ]);
  expect(read({ script: "npm test" })).toEqual([]);
});
