import { execPath } from "node:process";
import { expect, test } from "vitest";
import { readManifests } from "../packages/manifests/src/index.ts";
import { root } from "./go-reader.ts";
import { programOrSkip } from "./programs.ts";

const helm = programOrSkip("helm");
const kustomize = programOrSkip("kustomize");

function readShop(environment: Record<string, string>): ReturnType<typeof readManifests> {
  return readManifests({
    paths: ["examples/shop"],
    stdin: () => process.stdin,
    workingDirectory: root,
    exclude: ["watertight.yaml"],
    charts: "render",
    kustomizations: "build",
    helmValues: [],
    helmSet: [],
    kubernetesVersion: "v1.37",
    environment: { ...process.env, ...environment },
    assumptions: {
      kubernetesVersion: { value: "v1.37", known: "defaulted" },
      wholeCluster: { value: false, known: "defaulted" },
    },
  });
}

test.skipIf(!helm || !kustomize)(
  "the shop's chart and overlay are read as rendered, each object with the file that it comes from",
  async () => {
    const snapshot = await readShop({
      WATERTIGHT_HELM: helm ?? "",
      WATERTIGHT_KUSTOMIZE: kustomize ?? "",
    });
    const rendered = snapshot.objects
      .filter(({ origin }) => origin.rendered)
      .map(
        ({ reference, origin }) =>
          `${origin.rendered?.by ?? ""} ${reference.kind}/${reference.name} ${origin.file}`,
      );
    expect(rendered).toEqual([
      "helm Deployment/reviews examples/shop/charts/reviews/templates/deployment.yaml",
      "helm NetworkPolicy/reviews-from-ingress examples/shop/charts/reviews/templates/network-policy.yaml",
      "helm ServiceAccount/reviews examples/shop/charts/reviews/templates/service-account.yaml",
      "helm Service/reviews examples/shop/charts/reviews/templates/service.yaml",
      "kustomize ServiceAccount/delivery examples/shop/storefront/delivery/base/delivery.yaml",
      "kustomize ConfigMap/delivery-6c4c85mh6f examples/shop/storefront/delivery/overlays/production/kustomization.yaml",
      "kustomize Service/delivery examples/shop/storefront/delivery/base/delivery.yaml",
      "kustomize Deployment/delivery examples/shop/storefront/delivery/base/delivery.yaml",
    ]);
    expect(snapshot.coverage.notExamined).toEqual([]);
    const [deployment] = snapshot
      .ofKind("apps", "Deployment")
      .filter(({ origin }) => origin.rendered?.by === "helm");
    const location = deployment?.origin.locate(["spec", "template", "spec"]);
    expect(location).toMatchObject({
      rendered: true,
      renderedFrom: "examples/shop/charts/reviews",
    });
    expect(location && snapshot.sourceOf(location)?.line(location.line)).toBe("    spec:");
  },
);

test("without the programs, chart and overlay are not examined and the reason names the way out", async () => {
  const snapshot = await readShop({
    WATERTIGHT_HELM: `${execPath}-missing`,
    WATERTIGHT_KUSTOMIZE: `${execPath}-missing`,
  });
  const reasons = snapshot.coverage.notExamined.map(({ file, kind }) => `${file} ${kind}`);
  expect(reasons).toEqual([
    "examples/shop/charts/reviews render-failed",
    "examples/shop/storefront/delivery/overlays/production/kustomization.yaml render-failed",
    "examples/shop/storefront/delivery/overlays/production/writable.yaml render-failed",
  ]);
});
