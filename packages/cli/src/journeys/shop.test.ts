import { expect, it } from "vitest";
import { findingsOf, reportOf } from "../../testing/report.ts";
import { watertightIn } from "../../testing/watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;
const outcome = await watertightIn(shop, ["scan", "--no-render", "-o", "json", "."]);

// The numbers are those of the table in examples/shop/README.md.
it.each([
  ["1", "image-tag-mutable", "storefront/catalogue.yaml"],
  ["1", "image-registry-not-allowed", "storefront/catalogue.yaml"],
  ["2", "memory-limit-missing", "storefront/catalogue.yaml"],
  ["2", "cpu-request-missing", "storefront/catalogue.yaml"],
  ["3", "run-as-root", "storefront/cart.yaml"],
  ["4", "secret-in-environment", "storefront/cart.yaml"],
  ["5", "default-service-account-used", "storefront/search.yaml"],
  ["5", "service-account-token-mounted", "storefront/search.yaml"],
  ["6", "pods-creatable", "storefront/rbac.yaml"],
  ["6", "secrets-readable", "platform/cluster-backup.yaml"],
  ["7", "pods-exec", "storefront/rbac.yaml"],
  ["7", "impersonation-allowed", "payments/rbac.yaml"],
  ["7", "role-binding-allowed", "platform/access-manager.yaml"],
  ["7", "pod-account-can-take-over", "platform/access-manager.yaml"],
  ["8", "memory-limit-missing", "payments/ledger-migration.yaml"],
  ["9", "ingress-without-tls", "payments/support-console.yaml"],
  ["10", "network-policy-peers-split", "payments/network-policies.yaml"],
  ["10", "workload-open-to-other-namespaces", "payments/ledger.yaml"],
  ["11", "privileged-container", "platform/log-collector.yaml"],
  ["12", "host-path-sensitive", "platform/log-collector.yaml"],
  ["12", "host-path-writable", "platform/log-collector.yaml"],
  ["13", "host-network", "platform/node-metrics.yaml"],
  ["13", "host-pid", "platform/node-metrics.yaml"],
  ["14", "host-port", "platform/node-metrics.yaml"],
  ["15", "container-runtime-socket", "platform/image-builder.yaml"],
  ["16", "seccomp-unconfined", "platform/image-builder.yaml"],
  ["17", "dangerous-capability", "platform/packet-capture.yaml"],
  ["17", "capabilities-added", "platform/packet-capture.yaml"],
  ["18", "delivery-account-cluster-admin", "platform/gitlab-agent.yaml"],
  ["18", "pod-account-can-take-over", "platform/gitlab-agent.yaml"],
  ["19", "default-namespace-used", "platform/debug.yaml"],
  ["20", "no-network-policy-selects-pod", "data/orders-db.yaml"],
  ["21", "tenants-share-namespace", "partners/feeds.yaml"],
  ["25", "namespace-pod-security-labels-missing", "namespaces.yaml"],
  ["25", "namespace-quota-missing", "namespaces.yaml"],
  ["27", "cloud-endpoint-open", "cloud/cluster.json"],
  ["28", "cloud-creator-admin", "cloud/cluster.json"],
  ["29", "cloud-ssh-open", "cloud/security-groups.json"],
  ["30", "privileged-container", "franchise-west.yaml"],
])("finds the planted weakness %s: %s in %s", (_, check, file) => {
  const files = findingsOf(outcome, check).map((finding) => finding.replace(/^.* |:\d+$/g, ""));
  expect(files).toContain(file);
});

it.each(["storefront/web.yaml", "storefront/sitemap.yaml", "payments/gateway.yaml"])(
  "finds nothing that matters in %s, which is as it should be",
  (file) => {
    const severities = reportOf(outcome)
      .findings.filter(({ location }) => location.file === file)
      .map(({ severity }) => severity);
    expect(severities.filter((severity) => severity !== "info")).toEqual([]);
  },
);
