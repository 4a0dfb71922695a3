import { describe, expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const RBAC = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects:
- { kind: ServiceAccount, name: web, namespace: shop }
- { kind: User, apiGroup: rbac.authorization.k8s.io, name: ann }
- { kind: Group, apiGroup: rbac.authorization.k8s.io, name: developers }
---
apiVersion: v1
kind: Pod
metadata: { name: job, namespace: shop }
spec: { serviceAccountName: worker, containers: [{ name: job, image: "job:1" }] }
`;

async function canI(...as: readonly string[]) {
  const question = ["access", "can-i", "get", "secrets", "-n", "shop", "-f", "a.yaml"];
  const { status, stdout, stderr } = await watertight([...question, ...as], { "a.yaml": RBAC });
  return { status, answer: stdout.slice(0, stdout.indexOf(":")), stderr };
}

describe("whom a question is about", () => {
  it.each([
    ["an account by its namespace", ["--as", "shop/web"]],
    ["an account by its user", ["--as", "system:serviceaccount:shop:web"]],
    ["an account by its user, said to be one", ["--as", "user:system:serviceaccount:shop:web"]],
    ["a user by the name alone", ["--as", "ann"]],
    ["a user, said to be one", ["--as", "user:ann"]],
    ["a group", ["--as", "group:developers"]],
    ["a user with a group", ["--as", "bob", "--as-group", "developers"]],
  ])("may be %s", async (_, as) => {
    expect(await canI(...as)).toEqual({ status: 0, answer: "yes", stderr: "" });
  });

  it.each([
    ["shop/wep", 'Nothing in the input names ServiceAccount shop/wep; did you mean "shop/web"?\n'],
    ["anne", 'Nothing in the input names User anne; did you mean "ann"?\n'],
    ["group:operators", "Nothing in the input names Group operators.\n"],
    ["shop/worker", ""],
    ["shop/default", ""],
    ["system:kube-scheduler", ""],
  ])("is remarked on where nothing names it: %s", async (as, stderr) => {
    expect(await canI("--as", as)).toEqual({
      status: 1,
      answer: "no",
      stderr: `${stderr}Exit status 1: The answer is no.\n`,
    });
  });
});

it("gives groups to users and accounts alone", async () => {
  const asked = canI("--as", "group:a", "--as-group", "b");
  await expect(asked).rejects.toThrow("Only a user can be given groups with --as-group.");
});

it("says so in the answer too", async () => {
  const question = ["access", "can-i", "get", "secrets", "--as", "user:team/ann", "-f", "a.yaml"];
  const files = { "a.yaml": RBAC };
  const { stdout } = await watertight([...question, "-o", "json", "-q"], files);
  const { user, assumptions } = JSON.parse(stdout) as {
    readonly user: { readonly name: string };
    readonly assumptions: { readonly statements: readonly string[] };
  };
  expect(user.name).toBe("team/ann");
  expect(assumptions.statements.at(-1)).toBe("Nothing in the input names User team/ann.");
  const rights = await watertight(
    ["access", "rights", "--subject", "shop/nobody", "a.yaml"],
    files,
  );
  expect(rights.stderr).toBe("Nothing in the input names ServiceAccount shop/nobody.\n");
  expect(rights.stdout).toContain("\n  Nothing in the input names ServiceAccount shop/nobody.\n");
});
