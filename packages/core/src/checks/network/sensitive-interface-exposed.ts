import { locateInObject } from "../../kubernetes/pod-template.ts";
import { clauseOfInternetWay, internetWayTo } from "../../network/exposure/internet.ts";
import type { ObjectCheck } from "../check.ts";
import { podImagesOf } from "../facts/pod-images.ts";
import { referencesTo } from "../writing/references.ts";

/** No administration interface or database without a login of its own is open to the internet. */
export const sensitiveInterfaceExposed: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "sensitive-interface-exposed",
  title: "Admin interface or database exposed outside the cluster",
  topic: "network",
  severity: "high",
  raisedBy: ["exposed"],
  description:
    "Scanners find dashboards, notebooks, model servers and databases without authentication, or with known default passwords, within minutes: whoever opens them runs code or reads the data. The program is recognized by its image. Reported is what a load balancer, a node port, external IPs, an Ingress or a Gateway may expose to the internet and no network policy blocks; what only a private network reaches is left out.",
  remediation: "Remove the exposure, or put an authenticating proxy in front of the program.",
  references: referencesTo({
    "mitre-attack": ["T1133", "T1190"],
    "ms-threat-matrix": ["MS-TA9005"],
  }),
  aliases: ["kubescape:C-0021", "kubescape:C-0274"],

  *evaluate(entry, cluster) {
    const way = internetWayTo(entry.reference, cluster.network);
    if (!way) return;
    for (const template of entry.podTemplates) {
      for (const { reference, path, label, place } of podImagesOf(template)) {
        const program = PROGRAMS.find(([image]) => image.test(reference.name))?.[1];
        if (program === undefined) continue;
        yield {
          path: locateInObject(template, path),
          message: `${label} runs ${program}, and ${clauseOfInternetWay(way)}`,
          ...place,
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "a notebook behind a load balancer",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "lab", namespace: "shop", labels: { app: "lab" } },
            spec: { containers: [{ name: "lab", image: "quay.io/jupyter/base-notebook:2025" }] },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "lab", namespace: "shop" },
            spec: { type: "LoadBalancer", selector: { app: "lab" }, ports: [{ port: 8888 }] },
          },
        ],
        violations: [
          'Pod/lab spec.containers[0].image: container "lab" runs Jupyter, and the internet reaches TCP 8888 by Service shop/lab (spec.type: a load balancer takes connections from everywhere)',
        ],
      },
      {
        title: "one of two containers, on a port of nodes that may be on the internet",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "shop", namespace: "shop", labels: { app: "shop" } },
            spec: {
              containers: [
                { name: "web", image: "registry.example/web:1" },
                { name: "cache", image: "redis:8" },
              ],
            },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "shop", namespace: "shop" },
            spec: { type: "NodePort", selector: { app: "shop" }, ports: [{ port: 6379 }] },
          },
        ],
        violations: [
          'Pod/shop spec.containers[1].image: container "cache" runs Redis, and the internet may reach TCP 6379 by Service shop/shop (spec.type: every node opens a port for it)',
        ],
      },
    ],
    compliant: [
      {
        title: "one behind a load balancer of the private network",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "lab", namespace: "shop", labels: { app: "lab" } },
            spec: { containers: [{ name: "lab", image: "quay.io/jupyter/base-notebook:2025" }] },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: {
              name: "lab",
              namespace: "shop",
              annotations: { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" },
            },
            spec: { type: "LoadBalancer", selector: { app: "lab" }, ports: [{ port: 8888 }] },
          },
        ],
      },
      {
        title: "one that a policy keeps outsiders from",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "lab", namespace: "shop", labels: { app: "lab" } },
            spec: { containers: [{ name: "lab", image: "quay.io/jupyter/base-notebook:2025" }] },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "lab", namespace: "shop" },
            spec: {
              type: "LoadBalancer",
              externalTrafficPolicy: "Local",
              selector: { app: "lab" },
              ports: [{ port: 8888 }],
            },
          },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "lab", namespace: "shop" },
            spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] },
          },
        ],
      },
      {
        title: "one inside the cluster",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "lab", namespace: "shop", labels: { app: "lab" } },
            spec: { containers: [{ name: "lab", image: "quay.io/jupyter/base-notebook:2025" }] },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "lab", namespace: "shop" },
            spec: { selector: { app: "lab" }, ports: [{ port: 8888 }] },
          },
        ],
      },
    ],
  },
};

/** Names of images by their last parts. */
const PROGRAMS: readonly (readonly [image: RegExp, program: string])[] = [
  [/(?:^|\/)adminer$/, "Adminer"],
  [/\/airflow$/, "Airflow"],
  [/\/argocli$/, "Argo Workflows"],
  [/\/(?:alertmanager|prometheus)$/, "Prometheus"],
  [/(?:^|\/)(?:elasticsearch|opensearch)$/, "Elasticsearch"],
  [/(?:^|\/)etcd$/, "etcd"],
  [/\/(?:jenkins|jenkins-controller)$/, "Jenkins"],
  [/\/(?:[a-z]+-notebook|jupyterhub|k8s-hub)$/, "Jupyter"],
  [/\/(?:kafka-ui|akhq)$/, "a Kafka console"],
  [/\/(?:centraldashboard|kubeflow[a-z-]*)$/, "Kubeflow"],
  [/(?:^|\/)(?:kubernetesui\/dashboard|kubernetes-dashboard)(?:-[a-z]+)?$/, "Kubernetes Dashboard"],
  [/\/(?:headlamp|kube-ops-view|octant|kubeshark)$/, "a console of the cluster"],
  [/(?:^|\/)memcached$/, "memcached"],
  [/\/mlflow$/, "MLflow"],
  [/(?:^|\/)mongo$/, "MongoDB"],
  [/(?:^|\/)mongo-express$/, "mongo-express"],
  [/\/nifi$/, "NiFi"],
  [/\/ollama$/, "Ollama"],
  [/\/pgadmin4$/, "pgAdmin"],
  [/(?:^|\/)phpmyadmin$/, "phpMyAdmin"],
  [/\/portainer(?:-ce|-ee)?$/, "Portainer"],
  [/\/ray$/, "Ray"],
  [/(?:^|\/)redis$/, "Redis"],
  [/\/redis-commander$/, "Redis Commander"],
  [/\/spark$/, "Spark"],
  [/\/tritonserver$/, "Triton"],
  [/\/vllm-openai$/, "vLLM"],
  [/\/scope$/, "Weave Scope"],
];
