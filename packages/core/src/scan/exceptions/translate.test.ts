import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { podTemplatesOf } from "../../kubernetes/pod-templates.ts";
import type { Location } from "../../snapshot/origin.ts";
import { createAliases } from "./aliases.ts";
import { translatedStatementsOf } from "./translate.ts";

const aliases = createAliases([
  { id: "privileged-container", aliases: ["checkov:CKV_K8S_16", "trivy:KSV-0017"] },
  { id: "capabilities-added", aliases: ["checkov:CKV_K8S_25", "kube-linter:drop-net-raw"] },
  { id: "dangerous-capability", aliases: ["checkov:CKV_K8S_25"] },
  { id: "run-as-non-root-missing", aliases: ["kubescape:C-0013", "polaris:runAsRootAllowed"] },
  { id: "cpu-limit-missing", aliases: ["kube-score:container-resources"] },
  {
    id: "ephemeral-storage-limit-missing",
    aliases: ["kube-score:container-ephemeral-storage-request-and-limit"],
  },
  { id: "image-tag-mutable", aliases: ["kube-score:container-image-tag"] },
]);
const location: Location = {
  file: "a.yaml",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  rendered: false,
};

type Texts = Readonly<Record<string, string>>;

function translated(metadata: { annotations?: Texts; labels?: Texts }, inTemplate = false) {
  const template = { metadata: inTemplate ? metadata : {}, spec: { containers: [] } };
  const object: KubernetesObject = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", ...(inTemplate ? {} : metadata) },
    spec: { template },
  };
  const statements = translatedStatementsOf(
    {
      object,
      reference: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      origin: { from: "file", file: "a.yaml", document: 1, line: 1 },
      locate: () => location,
      podTemplates: podTemplatesOf(object),
    },
    aliases,
  );
  return [...statements].map(({ statement, checks, untranslated, within }) => {
    const { tool, container, reason, until } = statement;
    const rest = { ...(container === undefined ? {} : { container }), ...(until ? { until } : {}) };
    return { tool, checks, untranslated, reason, within, ...rest };
  });
}

describe("annotations for other scanners", () => {
  it.each([
    [
      { "checkov.io/skip1": "CKV_K8S_25=needs raw sockets, a=b" },
      {
        tool: "checkov",
        checks: ["capabilities-added", "dangerous-capability"],
        reason: "needs raw sockets, a=b",
      },
    ],
    [
      { "checkov.io/skip2": "CKV_K8S_16" },
      {
        tool: "checkov",
        checks: ["privileged-container"],
        reason: "checkov.io/skip2 gives no reason",
      },
    ],
    [
      { "cortex.io/skip1": "CKV_K8S_16=a driver" },
      { tool: "checkov", checks: ["privileged-container"], reason: "a driver" },
    ],
    [
      { "kube-score/ignore": "container-resources" },
      {
        tool: "kube-score",
        checks: ["cpu-limit-missing", "ephemeral-storage-limit-missing"],
        reason: "kube-score/ignore gives no reason",
      },
    ],
    [
      { "ignore-check.kube-linter.io/drop-net-raw": "it pings" },
      { tool: "kube-linter", checks: ["capabilities-added"], reason: "it pings" },
    ],
    [
      { "kube-linter.io/ignore-all": "" },
      {
        tool: "kube-linter",
        checks: ["*"],
        reason: "kube-linter.io/ignore-all gives no reason",
      },
    ],
    [
      { "polaris.fairwinds.com/runAsRootAllowed-exempt": "True" },
      {
        tool: "polaris",
        checks: ["run-as-non-root-missing"],
        reason: "polaris.fairwinds.com/runAsRootAllowed-exempt gives no reason",
      },
    ],
    [
      { "polaris.fairwinds.com/exempt": "true" },
      { tool: "polaris", checks: ["*"], reason: "polaris.fairwinds.com/exempt gives no reason" },
    ],
    [
      {
        "kubescape.io/skip-controls": "C-0013, ",
        "kubescape.io/skip-reason": "legacy",
        "kubescape.io/skip-expiry": "2026-12-31T23:59:59Z",
      },
      {
        tool: "kubescape",
        checks: ["run-as-non-root-missing"],
        reason: "legacy",
        until: "2026-12-31",
      },
    ],
    [
      { "kube-score/ignore": "container-image-tag" },
      {
        tool: "kube-score",
        checks: ["image-tag-mutable"],
        reason: "kube-score/ignore gives no reason",
      },
    ],
  ])("%j", (annotations, expected) => {
    expect(translated({ annotations })).toEqual([{ untranslated: [], within: [], ...expected }]);
  });

  it("leave out what says no, and what is for nobody", () => {
    const annotations = {
      "polaris.fairwinds.com/exempt": "false",
      "polaris.fairwinds.com/other": "true",
      "kubescape.io/skip-reason": "legacy",
      "example.com/a": "b",
    };
    expect(translated({ annotations })).toEqual([]);
  });

  it("name a star where their scanner has no word for everything", () => {
    expect(translated({ annotations: { "kube-score/ignore": "*" } })).toMatchObject([
      { checks: [], untranslated: ["*"] },
    ]);
  });

  it("name what has no counterpart here", () => {
    const annotations = { "kube-score/ignore": "pod-probes,container-image-tag" };
    expect(translated({ annotations })).toMatchObject([
      { checks: ["image-tag-mutable"], untranslated: ["pod-probes"] },
    ]);
  });

  it("count in pod templates only where their scanner reads them there", () => {
    const annotations = {
      "checkov.io/skip1": "CKV_K8S_16=a",
      "kube-score/ignore": "container-image-tag",
      "kube-linter.io/ignore-all": "b",
      "polaris.fairwinds.com/exempt": "true",
    };
    expect(translated({ annotations }, true)).toMatchObject([
      { tool: "checkov", within: ["spec", "template"] },
      { tool: "kube-score", within: ["spec", "template"] },
    ]);
  });
});

it("reads kubeaudit's labels, for a container or the pod", () => {
  const labels = {
    "container.kubeaudit.io/my.web.allow-privileged": "drivers",
    "kubeaudit.io/allow-capability-net-raw": "",
    "kubeaudit.io/allow-nothing": "x",
  };
  expect(translated({ labels }, true)).toEqual([
    {
      tool: "kubeaudit",
      checks: ["privileged-container"],
      untranslated: [],
      container: "my.web",
      reason: "drivers",
      within: ["spec", "template"],
    },
    {
      tool: "kubeaudit",
      checks: ["capabilities-added", "dangerous-capability"],
      untranslated: [],
      reason: "kubeaudit.io/allow-capability-net-raw gives no reason",
      within: ["spec", "template"],
    },
    {
      tool: "kubeaudit",
      checks: [],
      untranslated: ["allow-nothing"],
      reason: "x",
      within: ["spec", "template"],
    },
  ]);
});

it.each(["KSV-0017", "AVD-KSV-0017", "KSV017", "ksv-17"])("knows trivy's %s", (id) => {
  expect(aliases("trivy", id)).toEqual(["privileged-container"]);
});

it.each(["KSV-0018", "CVE-2024-0017", "constructor"])("knows no %s of trivy", (id) => {
  expect(aliases("trivy", id)).toEqual([]);
});
