import { execPath } from "node:process";
import { nameOfOrigin, renderingOf, type Snapshot } from "@watertight/core/snapshot";
import { expect, test } from "vitest";
import { needing } from "./needs.ts";
import { neededProgram } from "./programs.ts";
import { readFiles } from "./reading.ts";

const helm = neededProgram("helm");
const kustomize = neededProgram("kustomize");

function readShop(environment: Record<string, string>): ReturnType<typeof readFiles> {
  return readFiles(["examples/shop"], {
    exclude: ["watertight.yaml"],
    charts: "render",
    kustomizations: "build",
    environment: { ...process.env, ...environment },
  });
}

test(
  "the shop's chart and overlay are read as rendered, each object with the file that it comes from",
  needing(helm, kustomize),
  async () => {
    const snapshot = await readShop({
      WATERTIGHT_HELM: helm.path,
      WATERTIGHT_KUSTOMIZE: kustomize.path,
    });
    const rendered = snapshot.objects
      .filter(({ origin }) => renderingOf(origin))
      .map(
        ({ reference, origin }) =>
          `${renderingOf(origin)?.by ?? ""} ${reference.kind}/${reference.name} ${nameOfOrigin(origin)}`,
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
    expect(notExaminedIn(snapshot)).toEqual([]);
    const [deployment] = snapshot
      .ofKind("apps", "Deployment")
      .filter(({ origin }) => renderingOf(origin)?.by === "helm");
    const location = deployment?.locate(["spec", "template", "spec"]);
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
  expect(notExaminedIn(snapshot)).toEqual([
    "examples/shop/charts/reviews render-failed",
    "examples/shop/storefront/delivery/overlays/production/kustomization.yaml render-failed",
    "examples/shop/storefront/delivery/overlays/production/writable.yaml render-failed",
  ]);
});

/** What was not read of the manifests: the shop's pipelines and descriptions of its cloud are none, and others read them. */
function notExaminedIn({ coverage }: Snapshot): readonly string[] {
  return coverage.notExamined
    .filter(({ file }) => !/^examples\/shop\/(?:cloud|[.]gitlab)/.test(file))
    .map(({ file, kind }) => `${file} ${kind}`);
}
