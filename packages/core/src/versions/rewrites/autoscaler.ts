import type { Edit } from "../../kubernetes/edit.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import {
  type At,
  has,
  itemsBelow,
  objectBelow,
  picked,
  type Rewriting,
  whole,
  without,
  written,
} from "./rewrite.ts";

/** A HorizontalPodAutoscaler of `autoscaling/v2beta1` as `autoscaling/v2`: pkg/apis/autoscaling/v2beta1/conversion.go. */
export const autoscalerBeta1: Rewriting = (object) => {
  const metrics = itemsBelow(whole(object), "spec", "metrics").flatMap(metricEdits);
  // What an autoscaler saw is its own to say.
  return [...metrics, ...without(whole(object), "status")];
};

const SOURCES: Readonly<Record<string, (source: At) => readonly Edit[]>> = {
  resource: resourceEdits,
  containerResource: resourceEdits,
  pods: (source) =>
    metricOf(source, {
      members: ["metricName", "targetAverageValue", "selector"],
      metric: { metricName: "name", selector: "selector" },
      target: { type: "AverageValue", ...picked(source, { targetAverageValue: "averageValue" }) },
    }),
  object: objectEdits,
  external: externalEdits,
};

function metricEdits(metric: At): readonly Edit[] {
  return Object.entries(SOURCES).flatMap(([name, edits]) => {
    const source = objectBelow(metric, name);
    return source ? edits(source) : [];
  });
}

function resourceEdits(source: At): readonly Edit[] {
  const isShare = has(source, "targetAverageUtilization");
  const target = {
    type: isShare ? "Utilization" : "AverageValue",
    ...picked(source, {
      targetAverageUtilization: "averageUtilization",
      targetAverageValue: "averageValue",
    }),
  };
  return [
    ...without(source, "targetAverageUtilization", "targetAverageValue"),
    written(source, "target", target),
  ];
}

// `target` is the object there and becomes what is aimed at.
function objectEdits(source: At): readonly Edit[] {
  const described = source.value["target"];
  const type = has(source, "averageValue") ? "AverageValue" : "Value";
  return [
    ...metricOf(source, {
      members: ["metricName", "targetValue", "averageValue", "selector"],
      metric: { metricName: "name", selector: "selector" },
      target: {
        type,
        ...picked(source, { targetValue: "value", averageValue: "averageValue" }),
      },
    }),
    ...(described === undefined ? [] : [written(source, "describedObject", described)]),
  ];
}

function externalEdits(source: At): readonly Edit[] {
  const type = has(source, "targetValue") ? "Value" : "AverageValue";
  return metricOf(source, {
    members: ["metricName", "metricSelector", "targetValue", "targetAverageValue"],
    metric: { metricName: "name", metricSelector: "selector" },
    target: {
      type,
      ...picked(source, { targetValue: "value", targetAverageValue: "averageValue" }),
    },
  });
}

function metricOf(
  source: At,
  {
    members,
    metric,
    target,
  }: {
    readonly members: readonly string[];
    readonly metric: Readonly<Record<string, string>>;
    readonly target: Readonly<Record<string, JsonValue>>;
  },
): readonly Edit[] {
  const named: JsonObject = picked(source, metric);
  return [
    ...without(source, ...members),
    written(source, "metric", named),
    written(source, "target", target),
  ];
}
