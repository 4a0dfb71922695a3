import type { Change } from "@watertight/delivery";

/** A finding that was opened, unless said otherwise. */
export function changeOf(differences: Partial<Change> = {}): Change {
  return {
    key: "key-1",
    kind: "finding.opened",
    time: "2026-11-30T12:00:00Z",
    cluster: "production",
    severity: "high",
    subject: "0123456789abcdef0123456789abcdef",
    check: "privileged",
    title: "Privileged container",
    message: 'container "web" is privileged',
    object: { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" },
    container: "web",
    path: "spec.template.spec.containers[0].securityContext.privileged",
    link: "https://watertight.example/findings/0123456789abcdef0123456789abcdef",
    reason: "",
    data: { check: "privileged" },
    ...differences,
  };
}
