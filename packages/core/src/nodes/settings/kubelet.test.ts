import { expect, test } from "vitest";
import { nodeFacts, parseJsonText } from "../../../testing/nodes.ts";
import { evaluateNode } from "../evaluate/evaluate.ts";

test("the certificate that a kubelet signs itself is not taken for one that was named", () => {
  const configz = {
    kubeletconfig: { tlsCertFile: "/pki/kubelet.crt", tlsPrivateKeyFile: "/pki/kubelet.key" },
  };
  const of = (members: Parameters<typeof nodeFacts>[0]): unknown =>
    evaluateNode(nodeFacts(members), { parse: parseJsonText, benchmark: "cis-1.12" }).results.find(
      ({ control }) => control === "4.2.9",
    );
  expect(of({ configz })).toMatchObject({
    status: "unknown",
    reason:
      "configz shows the name of the certificate that a kubelet signs itself where none is named",
  });
  const kubelet = { pid: 7, name: "kubelet", arguments: ["kubelet"] };
  expect(of({ configz, processes: [{ pid: 1, name: "init" }, kubelet] })).toMatchObject({
    status: "fail",
  });
  const named = { kubeletconfig: { tlsCertFile: "/pki/a.crt", tlsPrivateKeyFile: "/pki/a.key" } };
  expect(of({ configz: named })).toMatchObject({ status: "pass" });
});
