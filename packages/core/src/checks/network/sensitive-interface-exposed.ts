import { clusterFact } from "../../cluster/cluster.ts";
import { createEntrances } from "../../cluster/entrances.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { podImagesOf } from "../facts/pod-images.ts";
import { referencesTo } from "../writing/references.ts";

/** No administration interface or database without a login of its own is open to the outside. */
export const sensitiveInterfaceExposed: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "sensitive-interface-exposed",
  title: "Administration open to the outside",
  topic: "network",
  severity: "high",
  description:
    "Dashboards, notebooks, model servers and databases that ask nobody for a password, or are known by their default one, are found by scanners within minutes: whoever opens them runs code or reads the data. The program is told by its image, and open is what a Service of type LoadBalancer or NodePort, externalIPs, an Ingress or an HTTPRoute leads to.",
  remediation: "Take the way in away, or put a proxy before it that authenticates people.",
  references: referencesTo({
    "mitre-attack": ["T1133", "T1190"],
    "ms-threat-matrix": ["MS-TA9005"],
  }),
  aliases: ["kubescape:C-0021", "kubescape:C-0274"],

  *evaluate(entry, cluster) {
    const entrance = entrances(cluster);
    for (const template of entry.podTemplates) {
      const way = entrance.of(entry, template);
      if (way === undefined) continue;
      for (const { reference, path, label, place } of podImagesOf(template)) {
        const program = PROGRAMS.find(([image]) => image.test(reference.name))?.[1];
        if (program === undefined) continue;
        yield {
          path: locateInObject(template, path),
          message: `${label} runs ${program}, and ${way}`,
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
          'Pod/lab spec.containers[0].image: container "lab" runs Jupyter, and Service "lab" of type LoadBalancer selects it',
        ],
      },
    ],
    compliant: [
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

const entrances = clusterFact((cluster) => ({ of: createEntrances(cluster.snapshot) }));

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
