import type { PodCheck } from "../check.ts";
import { podImagesOf } from "../facts/pod-images.ts";
import { referencesTo } from "../writing/references.ts";

const IMAGE = /\/(?:ingress-nginx\/controller(?:-chroot)?|nginx-ingress-controller)$/;
const REGISTRIES = /^(?:registry\.k8s\.io|k8s\.gcr\.io|quay\.io\/kubernetes-ingress-controller)\//;

/** No pod runs Kubernetes' ingress-nginx, which is retired. */
export const ingressNginxRetired: PodCheck = {
  on: "pod",
  id: "ingress-nginx-retired",
  title: "Retired ingress-nginx controller",
  topic: "images",
  severity: "medium",
  raisedBy: ["exposed"],
  description:
    "The ingress-nginx controller of the Kubernetes project was retired in March 2026: vulnerabilities found since are not fixed. It is exposed to clients, reads the Secrets of all namespaces for their certificates, and its configuration snippets have allowed code execution before. The NGINX Ingress Controller of F5 is another program and is not reported.",
  remediation:
    "Migrate to a maintained ingress controller, or to an implementation of the Gateway API.",
  references: referencesTo({ "mitre-attack": ["T1190"], "nist-800-190": ["3.1.1"] }),
  aliases: ["kubescape:C-0292"],

  *evaluate(pod) {
    for (const { image, reference, path, label, place } of podImagesOf(pod)) {
      if (!IMAGE.test(reference.name) || !REGISTRIES.test(reference.name)) continue;
      yield { path, message: `${label} runs the retired ingress controller ${image}`, ...place };
    }
  },

  examples: {
    violating: [
      {
        title: "the project's image, and not NGINX's",
        pod: {
          spec: {
            containers: [
              { name: "nginx", image: "nginx/nginx-ingress:5.1.0" },
              { name: "controller", image: "registry.k8s.io/ingress-nginx/controller:v1.13.2" },
            ],
          },
        },
        violations: [
          'spec.containers[1].image: container "controller" runs the retired ingress controller registry.k8s.io/ingress-nginx/controller:v1.13.2',
        ],
      },
    ],
    compliant: [
      {
        title: "another controller",
        pod: { spec: { containers: [{ name: "traefik", image: "traefik:v3.5.0" }] } },
      },
    ],
  },
};
