import { formatFieldPath } from "../../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { valueAtPath } from "../../kubernetes/json-fields.ts";
import type { Account, ChangeInContext } from "./account.ts";

const MANIFEST = /^\/etc\/kubernetes\/manifests\/[^/]+\.yaml$/;
const KUBELET = "/var/lib/kubelet/config.yaml";

type Path = readonly (string | number)[];

/**
 * An upgrade by kubeadm: it kept the former file, byte for byte that of the baseline, and the new one differs in the images' tags
 * alone. What differs besides is named and stays for a person: kubeadm adds flags now and then, and so do others.
 */
export function explainByKubeadm({ change, around }: ChangeInContext): Account | undefined {
  const { path, before: old, differences } = change;
  if (!(MANIFEST.test(path) || path === KUBELET) || differences.join() !== "content")
    return undefined;
  const kept = around.backupsOf(path).find(({ sha256 }) => sha256 === old?.sha256);
  if (kept === undefined) return undefined;
  const now = around.contentOf(path);
  if (kept.content === undefined || now === undefined) return undefined;
  const fields = [...differing(kept.content, now, [])];
  const others = fields.filter((field) => !isTagAlone(field, kept.content, now));
  if (others.length > 0) {
    const named = others.slice(0, 5).map(formatFieldPath).join(", ");
    const more = others.length > 5 ? ` and ${others.length - 5} more` : "";
    return {
      remark: `kubeadm kept the former file as ${kept.path}; it differs in ${named}${more}.`,
    };
  }
  return {
    explanation: {
      by: "kubeadm-upgrade",
      because: `kubeadm kept the former file as ${kept.path}, and only tags of images differ.`,
    },
  };
}

/** The paths of the fields in which two values differ, the deepest that say it. */
function* differing(old: JsonValue, now: JsonValue, path: Path): Generator<Path> {
  if (isJsonObject(old) && isJsonObject(now)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      yield* differingMember(old[key], now[key], [...path, key]);
    }
  } else if (isJsonList(old) && isJsonList(now)) {
    for (let index = 0; index < Math.max(old.length, now.length); index++) {
      yield* differingMember(old[index], now[index], [...path, index]);
    }
  } else if (old !== now) yield path;
}

function* differingMember(
  old: JsonValue | undefined,
  now: JsonValue | undefined,
  path: Path,
): Generator<Path> {
  if (old === undefined || now === undefined) yield path;
  else yield* differing(old, now, path);
}

function isTagAlone(path: Path, old: JsonValue | undefined, now: JsonValue): boolean {
  if (path.at(-1) !== "image") return false;
  const before = repositoryOf(valueAtPath(old, path));
  return before !== undefined && before === repositoryOf(valueAtPath(now, path));
}

function repositoryOf(image: JsonValue | undefined): string | undefined {
  if (typeof image !== "string" || image.includes("@")) return undefined;
  return /^(.+):v?\d[\w.-]*$/.exec(image)?.[1];
}
