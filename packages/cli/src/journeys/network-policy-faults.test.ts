import { expect, it } from "vitest";
import { watertight, watertightIn } from "../../testing/watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;
const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web}]}
`;

it("lint names the peer of the shop that lets in every namespace, and the charts that nobody looked into", async () => {
  const { status, stdout, stderr } = await watertightIn(shop, [
    "network",
    "lint",
    "--no-render",
    ".",
  ]);
  expect(status).toBe(3);
  expect(stdout.split("\n").filter((line) => /^\S+: (?:warning|info): /.test(line))).toEqual([
    "payments/network-policies.yaml:24:11: info: the peer selects no pod of the input [peer-selects-nothing]",
    "payments/network-policies.yaml:72:11: info: the peer selects no pod of the input [peer-selects-nothing]",
    "payments/network-policies.yaml:94:7: warning: namespaceSelector and podSelector are two peers, either of which allows: every pod of every namespace matches [peers-split]",
    "storefront/network-policies.yaml:24:11: info: the peer selects no pod of the input [peer-selects-nothing]",
    "storefront/network-policies.yaml:49:11: info: the peer selects no pod of the input [peer-selects-nothing]",
  ]);
  expect(stdout).toContain("1 warning, 4 remarks.\n");
  expect(stderr).toContain("not examined");
});

it("exposure lists what of the shop is open to the internet, the nodes, the cluster and other namespaces", async () => {
  const { status, stdout } = await watertightIn(shop, [
    "network",
    "exposure",
    "--no-render",
    "-q",
    ".",
  ]);
  expect(status).toBe(3);
  const lines = stdout.split("\n").filter((line) => /^Open |^ {2}\S/.test(line));
  expect(lines).toEqual([
    "Open to the internet:",
    "  unknown: payments/support-console[Deployment] TCP 8080 by Ingress payments/support",
    "  unknown: storefront/web[Deployment] TCP 8080 by Ingress storefront/shop",
    "  yes: storefront/preview[Deployment] TCP 8080 by Ingress storefront/preview",
    "Open to the private network:",
    "  unknown: platform/node-metrics[DaemonSet] TCP 9100 by DaemonSet platform/node-metrics",
    "Open to every pod of the cluster:",
    "  yes: data/orders-db[StatefulSet] all ports",
    "  yes: payments/ledger[StatefulSet] TCP 9000 by NetworkPolicy payments/ledger-clients",
    "  yes: default/debug[Pod] all ports",
    "  yes: storefront/preview[Deployment] TCP 8080 by NetworkPolicy storefront/preview",
    "Open to pods of other namespaces:",
    "  yes: payments/gateway[Deployment] TCP 8443 from storefront",
    "  yes: platform/ops-proxy[Deployment] TCP 8001 from storefront",
  ]);
  const explained = await watertightIn(shop, [
    "network",
    "exposure",
    "--no-render",
    "-q",
    "--explain",
    ".",
  ]);
  expect(explained.stdout).toContain("payments/network-policies.yaml:94:");
});

it("does not call open or closed what a policy that cannot be read decides", async () => {
  const files = {
    "all.yaml": `${POD}---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: g}
spec: {selector: "app = 'web'", ingress: [{action: Deny}]}
`,
  };
  const lint = await watertight(["network", "lint", "all.yaml"], files);
  expect(lint.status).toBe(3);
  expect(lint.stdout).toContain(
    "all.yaml:9:8: warning: the selector \"app = 'web'\" cannot be read [invalid]\n",
  );
  const exposure = await watertight(["network", "exposure", "all.yaml"], files);
  expect(exposure.status).toBe(3);
  expect(exposure.stdout).toContain(
    "  unknown: shop/web[Pod] all ports by GlobalNetworkPolicy g\n",
  );
  expect(exposure.stderr).toContain("GlobalNetworkPolicy g: spec.selector: the selector");
});

it.each(["lint", "exposure"])(
  "%s says in a sentence what it could not read, and answers for the rest",
  async (verb) => {
    const files = { "all.yaml": `${POD}---\nmetadata: {name: [no\n` };
    const broken = await watertight(["network", verb, "all.yaml"], files);
    expect(broken.status).toBe(3);
    expect(broken.stderr).toContain("all.yaml:7: not examined: The document is not valid YAML");
    const missing = await watertight(["network", verb, "nowhere"]);
    expect(missing).toMatchObject({
      status: 3,
      stderr: `nowhere: not examined: nowhere cannot be read: there is no such file or folder.
Exit status 3: nowhere was not examined: nowhere cannot be read: there is no such file or folder.
`,
    });
    const foreign = await watertight(["network", verb, "-o", "json", "-"], {}, "spec: {}\n");
    expect(foreign.status).toBe(3);
    expect(JSON.parse(foreign.stdout)).toMatchObject(
      verb === "lint" ? { remarks: [] } : { exposures: [], problems: [] },
    );
    await expect(watertight(["network", verb])).rejects.toThrow(
      `"watertight network ${verb}" needs PATH.`,
    );
    await expect(watertight(["network", verb, "--cni", "nope", "."], files)).rejects.toThrow(
      'The option "--cni" takes one of antrea, aws-vpc,',
    );
  },
);

it("keeps the control sequences of names off the terminal", async () => {
  const hostile = POD.replace("name: web,", String.raw`name: "w\x1b[31mred",`);
  const written = `${hostile}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: "p\\x1b[2J", namespace: shop, uid: "1"}
spec: {podSelector: {matchLabels: {app: nobody}}}
`;
  for (const verb of ["lint", "exposure"]) {
    const { stdout, stderr } = await watertight(["network", verb, "-"], {}, written);
    expect(stdout).toContain(verb === "lint" ? "NetworkPolicy shop/p" : "shop/w");
    expect(stdout + stderr).not.toContain("\u001b");
  }
});
