import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { INGRESSES } from "../facts/kinds.ts";
import { referencesTo } from "../writing/references.ts";

/** No annotation of ingress-nginx carries configuration of nginx. */
export const ingressNginxUnsafeAnnotation: ObjectCheck = {
  on: "object",
  kinds: INGRESSES,
  id: "ingress-nginx-unsafe-annotation",
  title: "Configuration injection in an ingress-nginx annotation",
  topic: "network",
  severity: "high",
  description:
    "Snippets are configuration that nginx executes: with them, and with values that break out of their directive, whoever may create an Ingress runs code in the controller, which reads the Secrets of all namespaces (CVE-2021-25742, CVE-2023-5044, CVE-2025-1097, CVE-2025-1098, CVE-2025-24514).",
  remediation:
    "Remove the annotation, and disable snippets in the controller; use annotations made for the purpose.",
  references: referencesTo({ "mitre-attack": ["T1190"] }),
  aliases: [
    "checkov:CKV_K8S_152",
    "checkov:CKV_K8S_153",
    "checkov:CKV_K8S_154",
    "kubescape:C-0059",
  ],

  *evaluate(entry) {
    for (const [name, value] of Object.entries(stringMapOf(entry.object, "annotations"))) {
      if (!name.startsWith(PREFIX)) continue;
      const path = ["metadata", "annotations", name];
      const short = name.slice(PREFIX.length);
      if (short.endsWith("-snippet")) {
        const what = /\b(?:lua_|content_by_lua|by_lua)/.test(value)
          ? ", which runs Lua"
          : /\balias\b/.test(value)
            ? ", which opens files by alias"
            : "";
        yield { path, message: `annotation ${short} injects nginx configuration${what}` };
      } else if (INJECTABLE.has(short) && /[{};#\\"'\n\r]/.test(value)) {
        yield { path, message: `annotation ${short} breaks out of its directive` };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "a snippet, and an address that ends its directive",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: {
              name: "web",
              namespace: "shop",
              annotations: {
                "nginx.ingress.kubernetes.io/configuration-snippet":
                  "content_by_lua_block { ngx.exit(1) }",
                "nginx.ingress.kubernetes.io/auth-url": "http://a.example/#;}",
              },
            },
            spec: {
              rules: [
                {
                  host: "a.example",
                  http: {
                    paths: [
                      {
                        path: "/",
                        pathType: "Prefix",
                        backend: { service: { name: "web", port: { number: 80 } } },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
        violations: [
          "Ingress/web metadata.annotations[nginx.ingress.kubernetes.io/configuration-snippet]: annotation configuration-snippet injects nginx configuration, which runs Lua",
          "Ingress/web metadata.annotations[nginx.ingress.kubernetes.io/auth-url]: annotation auth-url breaks out of its directive",
        ],
      },
    ],
    compliant: [
      {
        title: "an address",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "Ingress",
            metadata: {
              name: "web",
              namespace: "shop",
              annotations: {
                "nginx.ingress.kubernetes.io/auth-url":
                  "https://auth.example/check?rd=$request_uri",
              },
            },
            spec: {
              rules: [
                {
                  host: "a.example",
                  http: {
                    paths: [
                      {
                        path: "/",
                        pathType: "Prefix",
                        backend: { service: { name: "web", port: { number: 80 } } },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

const PREFIX = "nginx.ingress.kubernetes.io/";

/** Annotations whose values became part of the configuration as they were. */
const INJECTABLE: ReadonlySet<string> = new Set([
  "auth-signin",
  "auth-tls-match-cn",
  "auth-url",
  "mirror-host",
  "mirror-target",
  "permanent-redirect",
  "rewrite-target",
  "temporal-redirect",
]);
