import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const whole = {
  name: "pods.shop.example",
  clientConfig: { service: { name: "shop", namespace: "shop" } },
  sideEffects: "None",
  admissionReviewVersions: ["v1"],
};

function webhooks(kind: string, ...webhooks: JsonObject[]): readonly string[] {
  const metadata = { name: "shop" };
  return errorsOf({ apiVersion: "admissionregistration.k8s.io/v1", kind, metadata, webhooks });
}

function webhook(fields: JsonObject): readonly string[] {
  return webhooks("ValidatingWebhookConfiguration", { ...whole, ...fields });
}

function rule(fields: JsonObject): readonly string[] {
  const rest = {
    operations: ["CREATE"],
    apiGroups: [""],
    apiVersions: ["v1"],
    resources: ["pods"],
  };
  return webhook({ rules: [{ ...rest, ...fields }] });
}

function url(url: string): readonly string[] {
  return webhook({ clientConfig: { url } });
}

describe("webhooks", () => {
  it("need a name, a target, side effects and versions", () => {
    expect(webhook({})).toEqual([]);
    expect(webhooks("ValidatingWebhookConfiguration", {})).toEqual([
      "webhooks[0].name Required: must be set",
      "webhooks[0].sideEffects Required: must be set",
      "webhooks[0].clientConfig Required: must have one of url and service",
      "webhooks[0].admissionReviewVersions Required: must have one of v1, v1beta1",
    ]);
  });

  it("have names of three parts, each once", () => {
    expect(webhook({ name: "shop.example" })).toEqual([
      'webhooks[0].name Invalid: "shop.example" must have three parts at least',
    ]);
    expect(webhooks("ValidatingWebhookConfiguration", whole, whole)).toEqual([
      'webhooks[1].name Duplicate: "pods.shop.example" is there already',
    ]);
  });

  it("answer in time, and are called again in mutations only", () => {
    expect(
      webhook({ timeoutSeconds: 31, failurePolicy: "ignore", sideEffects: "Unknown" }),
    ).toEqual([
      'webhooks[0].failurePolicy NotSupported: "ignore" is none of "Fail", "Ignore"',
      'webhooks[0].sideEffects NotSupported: "Unknown" is none of "None", "NoneOnDryRun"',
      "webhooks[0].timeoutSeconds Invalid: 31 is not between 1 and 30",
    ]);
    const again = { ...whole, reinvocationPolicy: "Always" };
    expect(webhooks("MutatingWebhookConfiguration", again)).toEqual([
      'webhooks[0].reinvocationPolicy NotSupported: "Always" is none of "IfNeeded", "Never"',
    ]);
    expect(webhooks("ValidatingWebhookConfiguration", again)).toEqual([]);
  });

  it("are reached over HTTPS", () => {
    expect(url("https://shop.example:8443/check")).toEqual([]);
    const problems = {
      "http://shop.example": "does not begin with https:",
      "https:///check": "has no host",
      "https://a@shop.example": "has a user",
      "https://shop.example/?a": "has a query",
      "https://shop.example/#a": "has a fragment",
    };
    for (const [text, problem] of Object.entries(problems)) {
      expect(url(text)).toEqual([`webhooks[0].clientConfig.url Invalid: "${text}" ${problem}`]);
    }
    expect(url("https://shop example")).toEqual([
      "webhooks[0].clientConfig.url Required: must be a URL",
    ]);
  });

  it("have rules with all their parts", () => {
    expect(rule({})).toEqual([]);
    expect(webhook({ rules: [{}] })).toEqual([
      "webhooks[0].rules[0].operations Required: must have at least one item",
      "webhooks[0].rules[0].apiGroups Required: must have at least one item",
      "webhooks[0].rules[0].apiVersions Required: must have at least one item",
      "webhooks[0].rules[0].resources Required: must have at least one resource",
    ]);
    expect(rule({ operations: ["*", "CREATE"], apiVersions: [""], scope: "namespaced" })).toEqual([
      "webhooks[0].rules[0].operations Invalid: may have '*' alone",
      "webhooks[0].rules[0].apiVersions[0] Required: must be set",
      'webhooks[0].rules[0].scope NotSupported: "namespaced" is none of "*", "Cluster", "Namespaced"',
    ]);
    expect(rule({ resources: ["pods/*", "pods/exec"] })).toEqual([
      'webhooks[0].rules[0].resources[1] Invalid: "pods/exec" is in another item',
    ]);
    expect(rule({ resources: ["*/*", "pods"] })).toEqual([
      "webhooks[0].rules[0].resources Invalid: has items that are in '*' already",
    ]);
  });
});
