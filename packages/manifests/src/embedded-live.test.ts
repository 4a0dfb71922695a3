import { snapshotOf } from "@watertight/core/testing";
import { expect, it } from "vitest";
import { withEmbedded } from "./embedded-live.ts";

it("says what of a cluster's configurations is not valid, and keeps the others", () => {
  const plain = snapshotOf([
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "kubelet-config", namespace: "kube-system" },
      data: {
        kubelet: "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nport: [\n",
        other: "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nport: 1\n",
        template: "apiVersion: kubelet.config.k8s.io/v1beta1\nport: {{ .Values.port }}\n",
      },
    },
  ]);
  const { objects, coverage } = withEmbedded(plain);
  expect(objects.map(({ reference: { kind, name } }) => `${kind}/${name}`)).toEqual([
    "ConfigMap/kubelet-config",
    "KubeletConfiguration/kubelet-config",
  ]);
  expect(coverage.notExamined.map(({ kind, reason }) => [kind, reason])).toEqual([
    [
      "syntax-error",
      expect.stringMatching(
        /^The configuration in data\.kubelet of ConfigMap kube-system\/kubelet-config is not valid YAML: /,
      ),
    ],
    [
      "template",
      "The configuration in data.template of ConfigMap kube-system/kubelet-config is a template and not YAML until it is rendered.",
    ],
  ]);
});
