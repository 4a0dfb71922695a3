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
      said: stderr.split("\n").filter((line) => /^[A-Z].*[.]$/.test(line) && !/^Exit/.test(line)),
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
    "Judged again with it: every channel between west and storefront is closed.",
  ]);
  expect(taken.kinds).toEqual([
    "Namespace",
    "Service",
    "Deployment",
    "ResourceQuota",
    "NetworkPolicy",
  ]);
  const kept = await plan("--pool", "west=general-2");
  expect(kept.said).toEqual([
    "Keep pool general-2 for west, and west in it.",
    "Whoever may change nodes can undo it; take update and patch of nodes away from: serviceaccount/gitlab-agent/gitlab-agent, user/the creator of eks/111122223333/eu-west-1/shop.",
    "The policies are written, not evaluated: what they are to refuse stays unknown here.",
    "Limit how many pods namespace data has; set the quota that it needs.",
    "Let into data only pods of other namespaces than those of west; what comes from outside the cluster has to be allowed besides.",
    "Take the field away.",
    "Judged again with it: pool general-2 is west's own but for: keep-out-creatable no, keep-in-creatable unknown, label-integrity no, subnets unknown, security-groups unknown; see watertight placement dedicated.",
    "Judged again with it: every channel between west and storefront is closed.",
  ]);
  // On nodes of its own the till may stay privileged.
  expect(kept.yaml).toContain("privileged: true");
  expect(taken.yaml).not.toContain("privileged: true");
});
