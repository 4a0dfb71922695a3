import type { ConfigurationFile } from "@watertight/core/configuration";
import type { TrustDecision } from "@watertight/core/image-trust";
import type { JsonObject } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { applyPatch } from "../../testing/json-patch.ts";
import { type Asked, gateOf, podOf, requestOf } from "../../testing/reviews.ts";
import { createGate } from "./gate.ts";
import { imagesOf } from "./images.ts";
import { imagesToPin, mutated } from "./mutate.ts";
import { decide } from "./validate.ts";

const DIGEST = `sha256:${"1".repeat(64)}`;
const GOOD = "registry.example/web:1";
const BAD = "registry.example/bad:1";
const UNKNOWN = "registry.example/slow:1";
const PINNED = `${GOOD}@${DIGEST}`;

function decision(
  reference: string,
  verdict: TrustDecision["verdict"],
  reason: string,
): TrustDecision {
  const digest = verdict === "unknown" ? "" : DIGEST;
  const [named = ""] = reference.split("@");
  return {
    ...{ reference, digest, verdict, admitted: verdict === "yes" },
    pinned: digest === "" ? reference : `${named}@${digest}`,
    reasons: [{ policy: "shop", rule: "signature", verdict, reason }],
  };
}

const DECISIONS = new Map(
  [
    decision(GOOD, "yes", "cosign of release"),
    decision(PINNED, "yes", "cosign of release"),
    decision(BAD, "no", "nothing is signed by release"),
    decision(UNKNOWN, "unknown", "its registry did not answer"),
  ].map((each) => [each.reference, each]),
);

type Rules = NonNullable<ConfigurationFile["admission"]>["images"];

function file(images: Rules = [{ mode: "deny" }]): ConfigurationFile {
  return {
    checks: { only: ["host-network"] },
    admission: { images },
    images: { trust: { policies: [{ name: "shop", images: ["*"], signedBy: ["release"] }] } },
  };
}

function answered(asked: Asked, images?: Rules) {
  const occasion = { isOverdue: () => false, images: DECISIONS };
  return decide(requestOf(asked), gateOf(file(images)), occasion).response;
}

function said(asked: Asked, images?: Rules): readonly unknown[] {
  const { allowed, status, warnings = [] } = answered(asked, images);
  return [allowed, ...(status ? [status["message"]] : []), ...warnings];
}

const pod = (image: string, spec: JsonObject = {}) => podOf({ image }, spec);
const REFUSED =
  'container "web" runs registry.example/bad:1, which images.trust refuses: shop: nothing is signed by release (spec.containers[0].image)';
const LATE =
  'container "web" runs registry.example/slow:1, which images.trust refuses: shop: its registry did not answer (spec.containers[0].image)';
const LOOSE = `container "web" runs ${GOOD} by a tag, which may move: verified is ${PINNED} (spec.containers[0].image)`;

test.each<readonly [string, Asked, Rules | undefined, readonly unknown[]]>([
  ["what nobody vouches for is refused", { object: pod(BAD) }, undefined, [false, REFUSED]],
  ["what could not be found out too", { object: pod(UNKNOWN) }, undefined, [false, LATE]],
  [
    "and what nobody decided about",
    { object: pod("registry.example/new:1") },
    undefined,
    [
      false,
      'container "web" runs registry.example/new:1, which nobody decided about (spec.containers[0].image)',
    ],
  ],
  ["what is verified runs by its digest", { object: pod(PINNED) }, undefined, [true]],
  ["and by no tag", { object: pod(GOOD) }, undefined, [false, LOOSE]],
  ["unless tags may move", { object: pod(GOOD) }, [{ mode: "deny", pin: false }], [true]],
  ["warn tells", { object: pod(BAD) }, [{ mode: "warn" }], [true, REFUSED]],
  ["audit tells the log alone", { object: pod(BAD) }, [{ mode: "audit" }], [true]],
  ["off does not look", { object: pod(BAD) }, [{ mode: "deny" }, { mode: "off" }], [true]],
  [
    "the last rule for the namespace decides",
    { object: pod(BAD) },
    [{ mode: "deny" }, { mode: "off", namespaces: ["other"] }],
    [false, REFUSED],
  ],
  [
    "nothing is refused in kube-system",
    { object: pod(BAD), namespace: "kube-system" },
    undefined,
    [true, `would be refused elsewhere: ${REFUSED}`],
  ],
  [
    "what ran before may go on",
    { object: podOf({ image: BAD }), oldObject: pod(BAD), operation: "UPDATE" },
    undefined,
    [true],
  ],
  [
    "a new image of a Pod is judged",
    { object: pod(BAD), oldObject: pod(PINNED), operation: "UPDATE" },
    undefined,
    [false, REFUSED],
  ],
  [
    "an ephemeral container is judged",
    {
      object: pod(PINNED, { ephemeralContainers: [{ name: "debug", image: BAD }] }),
      oldObject: pod(PINNED),
      operation: "UPDATE",
      subresource: "ephemeralcontainers",
    },
    undefined,
    [
      false,
      'container "debug" runs registry.example/bad:1, which images.trust refuses: shop: nothing is signed by release (spec.ephemeralContainers[0].image)',
    ],
  ],
  [
    "an image that is a volume too",
    { object: pod(PINNED, { volumes: [{ name: "model", image: { reference: BAD } }] }) },
    undefined,
    [
      false,
      'volume "model" runs registry.example/bad:1, which images.trust refuses: shop: nothing is signed by release (spec.volumes[0].image.reference)',
    ],
  ],
  ["what makes Pods is judged, and pinned only in the Pods", deployment(GOOD), undefined, [true]],
  [
    "in its own words",
    deployment(BAD),
    undefined,
    [
      false,
      'container "web" runs registry.example/bad:1, which images.trust refuses: shop: nothing is signed by release (spec.template.spec.containers[0].image)',
    ],
  ],
])("%s", (_, asked, rules, expected) => {
  expect(said(asked, rules)).toEqual(expected);
});

function deployment(image: string): Asked {
  const { spec = null } = pod(image);
  return {
    object: {
      ...{
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web", namespace: "shop" },
      },
      spec: { template: { spec } },
    },
    kind: ["apps", "v1", "Deployment"],
    resource: "deployments",
  };
}

test("the audit log has what was decided, and why", () => {
  const { auditAnnotations } = answered({ object: pod(BAD) });
  expect(JSON.parse(auditAnnotations?.["images"] ?? "")).toEqual([
    {
      ...{ image: BAD, digest: DIGEST, verdict: "no", admitted: false },
      because: [{ policy: "shop", rule: "signature", reason: "nothing is signed by release" }],
    },
  ]);
});

describe("the mutating webhook", () => {
  const changed = (asked: Asked, images?: Rules): JsonObject | undefined => {
    const request = requestOf(asked);
    const gate = gateOf(file(images));
    const wanted = imagesToPin(request, gate);
    const decided = new Map([...DECISIONS].filter(([image]) => wanted.includes(image)));
    const { patch } = mutated(request, gate, { encode: (text) => text, images: decided });
    return patch === undefined ? undefined : applyPatch(asked.object ?? {}, patch);
  };

  test("replaces each tag of a Pod by the digest that was decided about", () => {
    const spec = (image: string): JsonObject => ({
      initContainers: [{ name: "init", image }],
      volumes: [{ name: "data" }, { name: "model", image: { reference: image } }],
    });
    expect(changed({ object: pod(GOOD, spec(GOOD)) })).toEqual(pod(PINNED, spec(PINNED)));
  });

  test.each<readonly [string, Asked, Rules | undefined]>([
    ["what is pinned", { object: pod(PINNED) }, undefined],
    ["what nobody knows the digest of", { object: pod(UNKNOWN) }, undefined],
    ["templates", deployment(GOOD), undefined],
    ["what rules say stays", { object: pod(GOOD) }, [{ mode: "deny", pin: false }]],
    ["what rules do not look at", { object: pod(GOOD) }, [{ mode: "off" }]],
  ])("leaves %s as it is", (_, asked, rules) => {
    expect(changed(asked, rules)).toBeUndefined();
  });
});

test("no registry is asked about what nobody wants to know", () => {
  const gate = gateOf(file());
  const asked = (wish: Asked) => imagesOf(requestOf(wish), gate);
  expect(asked({ object: pod(GOOD, { initContainers: [{ name: "i", image: GOOD }] }) })).toEqual([
    GOOD,
  ]);
  expect(asked({ object: pod(GOOD), subresource: "resize", operation: "UPDATE" })).toEqual([]);
  expect(asked({ object: null, operation: "CONNECT", subresource: "exec" })).toEqual([]);
  expect(imagesOf(requestOf({ object: pod(GOOD) }), gateOf({}))).toEqual([]);
});

test("rules for images without images.trust are a mistake of the configuration", () => {
  const gate = gateOf({});
  const { configuration, surroundings } = gate;
  const admission = { images: [{ mode: "deny" as const }] };
  expect(
    createGate({
      configuration: { ...configuration, admission },
      ...{ policies: [], surroundings, ownNamespace: "", ownName: "", today: () => "2026-07-01" },
    }),
  ).toEqual(["admission.images says what becomes of images, and there is no images.trust."]);
});
