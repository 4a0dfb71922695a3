import {
  assemblePod,
  type Layer,
  layerAt,
  layersOf,
  type Part,
  type PodTemplatePlace,
  partOf,
} from "./pod-parts.ts";

const POD_FIELDS: ReadonlyMap<string, string> = new Map([
  ["securityContext", "podSecurityContext"],
  ["serviceAccountName", "serviceAccount"],
]);

/** The pods of the Spark operator: driver and executors, whose fields are those of a container and of its pod in one. */
export function sparkPods(object: Layer, kind: string): PodTemplatePlace[] | undefined {
  if (kind !== "SparkApplication" && kind !== "ScheduledSparkApplication") return undefined;
  const fields = kind === "SparkApplication" ? ["spec"] : ["spec", "template"];
  const spec = layerAt(object, ...fields);
  return ["driver", "executor"].flatMap((role) => {
    const pod = layerAt(spec, role);
    return spec && pod ? [podOf(pod, spec)] : [];
  });
}

function podOf(pod: Layer, application: Layer): PodTemplatePlace {
  const template = layerAt(pod, "template");
  const templateSpec = layerAt(template, "spec");
  const [main, ...further] = layersOf(templateSpec, "containers");
  const image = application.value["image"];
  const common = image === undefined ? undefined : { path: application.path, value: { image } };
  const each = (layers: readonly Layer[]): Part[] => layers.map((layer) => [layer]);
  return assemblePod({
    metadata: partOf(pod, layerAt(template, "metadata")),
    pod: partOf({ ...pod, renamed: POD_FIELDS }, templateSpec),
    lists: {
      initContainers: each([
        ...layersOf(pod, "initContainers"),
        ...layersOf(templateSpec, "initContainers"),
      ]),
      containers: [partOf(pod, main, common), ...each([...further, ...layersOf(pod, "sidecars")])],
      volumes: each([...layersOf(application, "volumes"), ...layersOf(templateSpec, "volumes")]),
    },
  });
}
