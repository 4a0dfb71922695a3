import { type KnownTemplate, listed, PARAMS } from "./known-template.ts";

/*
 * Templates on images and resources of containers.
 */

const CPU = "'^[0-9]+([.][0-9]+)?m?$'";
const BYTES = "'^[0-9]+([.][0-9]+)?(E|P|T|G|M|k|m|Ki|Mi|Gi|Ti|Pi|Ei)?$'";

/** What a container asks of a resource, as an optional. */
function asked(list: string, resource: string): string {
  return `c.?resources.?${list}[?'${resource}']`;
}

/** What holds of an amount that is there, that the template can read, and that is no more than a parameter. */
function withinMost(amount: string, format: string, parameter: string): string {
  const most = `${PARAMS}[?'${parameter}'].orValue('')`;
  const above = `quantity(string(${amount}.value())).isGreaterThan(quantity(string(${most})))`;
  return `${amount}.hasValue() && string(${amount}.value()).matches(${format}) && (!string(${most}).matches(${format}) || !${above})`;
}

function boundedBy(list: string): string {
  const cpu = withinMost(asked(list, "cpu"), CPU, "cpu");
  const memory = withinMost(asked(list, "memory"), BYTES, "memory");
  const isAsked = `${PARAMS}.?cpu.orValue('-1') != '-1'`;
  return `variables.checkedRunning.all(c, (!(${isAsked}) || ${cpu}) && ${memory})`;
}

/** Thousandths, of an amount of processors as the API server writes it. */
function milli(amount: string): string {
  const text = `string(${amount}.value())`;
  return `(${text}.endsWith('m') ? int(${text}.substring(0, ${text}.size() - 1)) : int(${text}) * 1000)`;
}

function ratioOf(
  resource: string,
  format: string,
  number: (amount: string) => string,
  ratio: string,
): string {
  const [limit, request] = [asked("limits", resource), asked("requests", resource)];
  const readable = [limit, request].map(
    (each) => `${each}.hasValue() && string(${each}.value()).matches(${format})`,
  );
  return `${readable.join(" && ")} && double(${number(limit)}) <= double(${ratio}) * double(${number(request)})`;
}

const RATIO = `${PARAMS}.ratio`;
const CPU_RATIO = ratioOf(
  "cpu",
  "'^[0-9]+m?$'",
  milli,
  `${PARAMS}.?cpuRatio.orValue(${PARAMS}.?ratio.orValue(''))`,
);
const MEMORY_RATIO = ratioOf(
  "memory",
  BYTES,
  (amount) => `quantity(string(${amount}.value())).asInteger()`,
  RATIO,
);

function hasAll(list: "limits" | "requests"): string {
  return `${listed(list)}.all(r, c.?resources.?${list}[?r].hasValue())`;
}

const IMAGE = "c.?image.orValue('')";
const MATCHES_IMAGE = `(a.endsWith('*') ? ${IMAGE}.startsWith(a.substring(0, a.size() - 1)) : ${IMAGE} == a)`;

export const CONTAINER_TEMPLATES: readonly KnownTemplate[] = [
  {
    kind: "K8sAllowedRepos",
    digests: ["2038bb954d869ee547e2f753378e5df57ef024a9ce75068d15d825f65ecb4621"],
    validations: [
      {
        expression: `variables.containers.all(c, ${listed("repos")}.exists(r, ${IMAGE}.startsWith(r)))`,
        message: "an image is of none of the allowed repositories",
      },
    ],
  },
  {
    kind: "K8sAllowedReposv2",
    digests: ["c62dbd96c4d97a8edf4e8e43211a6c22c822a1d2d04a2137694b1bc31d05c8b3"],
    validations: [
      {
        expression: `variables.containers.all(c, ${listed("allowedImages")}.exists(a, ${MATCHES_IMAGE}))`,
        message: "an image is none of the allowed ones",
      },
    ],
  },
  {
    kind: "K8sDisallowedRepos",
    digests: ["ee0c006306eace6e29b73fc81fc54f8b5cc48b75a467687131467db22ffd2d08"],
    validations: [
      {
        expression: `!variables.containers.exists(c, ${listed("repos")}.exists(r, ${IMAGE}.startsWith(r)))`,
        message: "an image is of a disallowed repository",
      },
    ],
  },
  {
    kind: "K8sDisallowedTags",
    digests: ["3bcf903310e8d083b816e49bef4b247453a227bde9986fece27538b666d38506"],
    validations: [
      {
        expression: `!variables.checked.exists(c, ${listed("tags")}.exists(t, ${IMAGE}.endsWith(':' + t)))`,
        message: "an image has a disallowed tag",
      },
      {
        expression: `variables.checked.all(c, ${IMAGE}.substring(${IMAGE}.lastIndexOf('/') + 1).contains(':'))`,
        message: "an image has no tag",
      },
    ],
  },
  {
    kind: "K8sImageDigests",
    digests: ["ea7879ad1196894a9d8836d62e122f243cfad134aa5f4d3f067d399bd6fc4b04"],
    validations: [
      {
        expression: `variables.checked.all(c, ${IMAGE}.matches('@[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+'))`,
        message: "an image has no digest",
      },
    ],
  },
  {
    kind: "K8sDisallowInteractiveTTY",
    digests: ["9eb0e8002c98581bbe1027adec380092a9822738443e05b0ac8f8f7bbc60d432"],
    validations: [
      {
        expression:
          "!variables.checked.exists(c, c.?stdin.orValue(false) || c.?tty.orValue(false))",
        message: "a container has stdin or tty",
      },
    ],
  },
  {
    kind: "K8sContainerLimits",
    digests: ["089525b480b38f15a97893a50e07698d5f6b39f244710db940a6e0beab8f9315"],
    validations: [
      {
        expression: boundedBy("limits"),
        message: "a container has no limits, or limits that are too high or cannot be read",
      },
    ],
  },
  {
    kind: "K8sContainerRequests",
    digests: ["e84bc82d0a4f0271962d9a29607753c8309eef124735364ad1771827e704f68b"],
    validations: [
      {
        expression: boundedBy("requests"),
        message: "a container has no requests, or requests that are too high or cannot be read",
      },
    ],
  },
  {
    kind: "K8sContainerRatios",
    digests: ["be41e0d5bd0777014249970d6d5f274ea984cb199211955c52bc1b06d5ac3182"],
    validations: [
      {
        expression: `variables.checkedRunning.all(c, ${CPU_RATIO})`,
        message:
          "the CPU limit of a container is too high for its request, or one of them is missing",
      },
      {
        expression: `variables.checkedRunning.all(c, ${MEMORY_RATIO})`,
        message:
          "the memory limit of a container is too high for its request, or one of them is missing",
      },
    ],
  },
  {
    kind: "K8sRequiredResources",
    digests: ["af82616ec1b6e725e18803f7c2b488b7e2427ae64648ca5c65bedcf8563e6fca"],
    validations: [
      {
        expression: `variables.checkedRunning.all(c, ${hasAll("limits")} && ${hasAll("requests")})`,
        message: "a container lacks a limit or a request",
      },
    ],
  },
  {
    kind: "K8sContainerEphemeralStorageLimit",
    digests: ["86795892365ff1b8a242e7710a053d94ec3b217fae26d6880a817f2e22be7162"],
    validations: [
      {
        expression: `variables.isUpdate || variables.checkedRunning.all(c, ${withinMost(asked("limits", "ephemeral-storage"), BYTES, "ephemeral-storage")})`,
        message:
          "a container has no limit of ephemeral storage, or one that is too high or cannot be read",
      },
    ],
  },
  {
    kind: "K8sRequiredProbes",
    digests: ["43dcca339253c010adf6bf58fd527c0393cb3f2bf7f5ff97171511659599e519"],
    validations: [
      {
        expression: `variables.isUpdate || variables.spec.?containers.orValue([]).all(c, ${listed("probes")}.all(p, p in dyn(c) && ${listed("probeTypes")}.exists(t, t in dyn(c)[p])))`,
        message: "a container lacks a probe",
      },
    ],
  },
];
