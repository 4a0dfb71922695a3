import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { watertightIn } from "../../testing/watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;
const SHOP = ["--tenant-label", "shop.example/team", "--no-render", "."];

it("proves one pair of franchises of the shop apart, and opens a third to the storefront by three channels", async () => {
  const { stdout } = await watertightIn(shop, ["tenancy", "-o", "csv", ...SHOP]);
  const rows = stdout.split("\r\n").map((line) => line.split(","));
  const open = (from: string, to: string): readonly string[] =>
    rows.flatMap(([a, b, channel = "", verdict = ""]) =>
      a === from && b === to && verdict !== "no" ? [`${channel} ${verdict}`] : [],
    );
  expect([...open("north", "south"), ...open("south", "north")]).toEqual([]);
  expect(open("west", "storefront")).toEqual(["network yes", "nodes yes", "services yes"]);
  expect(open("storefront", "west")).toEqual([]);
});

it("plans what separates them: by taking away, or with nodes of its own", async () => {
  const plan = async (...more: readonly string[]) => {
    const argv = ["tenancy", "plan", "--from", "west", "--to", "storefront", ...more, ...SHOP];
    const { stdout, stderr } = await watertightIn(shop, argv);
    return {
      said: stderr
        .split("\n")
        .filter((line) => /^(?:[A-Z]|watertight-).*[.]$/.test(line) && !/^Exit/.test(line)),
      kinds: [...stdout.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind),
      yaml: stdout,
    };
  };
  const taken = await plan();
  expect(taken.said).toEqual([
    "Limit how many pods namespace data has; set the quota that it needs.",
    "Let into data only pods of other namespaces than those of west; what comes from outside the cluster has to be allowed besides.",
    "Take away the field that gives the node.",
    "Take the field away.",
    "Have namespace franchise-west enforce the Pod Security level baseline, which all of its pods pass.",
    "Admission policies keep west so: watertight-tenant-west-services, watertight-tenant-west-pods; nothing that stays is refused by them, and as they were are Service franchise-west/orders, Deployment franchise-west/till.",
    "Admission policies keep storefront so: watertight-tenant-storefront-services, watertight-tenant-storefront-pods; nothing that stays is refused by them.",
    "Judged again with it: every channel between west and storefront is closed.",
  ]);
  expect(taken.kinds).toEqual([
    "Namespace",
    "Service",
    "Deployment",
    "ResourceQuota",
    "NetworkPolicy",
    ...Array.from({ length: 4 }).flatMap(() => [
      "ValidatingAdmissionPolicy",
      "ValidatingAdmissionPolicyBinding",
    ]),
  ]);
  const kept = await plan("--pool", "west=general-2");
  expect(kept.said).toEqual([
    "Keep pool general-2 for west, and west in it.",
    "Takes from serviceaccount/gitlab-agent/gitlab-agent what undoes all of it; give back what is needed (watertight rbac-needed), or name who is to administer the cluster by --administrator.",
    "Make a node pool in subnets of its own for general-2: those of one that is there stay.",
    "Give the nodes of general-2 security groups of their own, by their launch template, subnet or tags.",
    "Limit how many pods namespace data has; set the quota that it needs.",
    "Let into data only pods of other namespaces than those of west; what comes from outside the cluster has to be allowed besides.",
    "Take the field away.",
    "Admission policies keep west so: watertight-tenant-west-services; nothing that stays is refused by them, and as they were are Service franchise-west/orders.",
    "watertight-tenant-west-pods is not written: it would refuse Deployment franchise-west/till, which stays.",
    "Admission policies keep storefront so: watertight-tenant-storefront-services, watertight-tenant-storefront-pods; nothing that stays is refused by them.",
    "Judged again with it: pool general-2 is west's own but for: subnets no, security-groups no; see watertight placement dedicated.",
    "Judged again with it: every channel between west and storefront is closed.",
  ]);
  // On nodes of its own the till may stay privileged.
  expect(kept.yaml).toContain("privileged: true");
  expect(taken.yaml).not.toContain("privileged: true");
});

it("proves the pool of payments to be its own with what placement dedicated writes, and with nothing less", async () => {
  const asked = ["placement", "dedicated", "payments", "--for", "payments", "--no-render", "."];
  const before = await watertightIn(shop, [...asked, "-o", "json"]);
  const { verdict, plan } = JSON.parse(before.stdout) as {
    readonly verdict: string;
    readonly plan: { readonly documents: readonly { readonly kind: string }[] };
  };
  expect(verdict).toBe("no");
  const { stdout: yaml } = await watertightIn(shop, [...asked, "--plan", "-"]);
  const folder = mkdtempSync(join(tmpdir(), "watertight-pool-"));
  try {
    const judgedWith = async (text: string): Promise<readonly string[]> => {
      const file = join(folder, "pool.yaml");
      writeFileSync(file, text);
      const { stdout } = await watertightIn(shop, ["what-if", "--apply", file, "--", ...asked]);
      return stdout.split("\n").filter((line) => /^(?:yes|no|unknown):|[?] (?!yes$)/.test(line));
    };
    expect(await judgedWith(yaml)).toEqual(["yes: pool payments (2 nodes) for payments"]);
    const parts = yaml.split("---\n");
    const bindings = parts.filter((each) =>
      each.includes("kind: ValidatingAdmissionPolicyBinding"),
    );
    expect(plan.documents.filter(({ kind }) => kind.endsWith("Binding"))).toHaveLength(4);
    const without = bindings.map((binding) => parts.filter((each) => each !== binding));
    const missed: (readonly string[])[] = [];
    for (const rest of without) missed.push(await judgedWith(rest.join("---\n")));
    const no = "no: pool payments (2 nodes) for payments";
    expect(missed).toEqual([
      [no, "Can nobody create one that does? no"],
      [no, "Can nobody create one that does? no"],
      [no, "Can none be created that does? no"],
      // Whoever may change nodes administers the cluster in this shop.
      ["yes: pool payments (2 nodes) for payments"],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
