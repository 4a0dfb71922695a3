import type { Violation } from "../../findings/finding.ts";
import { parseImageReference } from "../../kubernetes/image-reference.ts";
import type { PodCheck } from "../check.ts";
import { commandWordsOf, type PodContainer, podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No git-sync is told which program to run as git. */
export const gitSyncCustomGit: PodCheck = {
  on: "pod",
  id: "git-sync-custom-git",
  formerId: "git-sync-program",
  title: "Custom git program in git-sync",
  topic: "workloads",
  severity: "medium",
  description:
    "The program git-sync runs whatever program `GITSYNC_GIT` or `--git` names as git, be it a file of a volume or of the repository that it fetched. Whoever may write the manifest of a pod with git-sync, or that file, runs code with its service account, while policies only see the image of git-sync.",
  remediation: "Remove the setting; the image contains git.",
  references: referencesTo({ "mitre-attack": ["T1059", "T1574"] }),
  aliases: ["watertight:git-sync-program", "checkov:CKV_K8S_159", "checkov:DangerousGitSync"],

  *evaluate(pod) {
    for (const each of podContainersOf(pod)) {
      yield* ofEnvironment(each);
      yield* ofArguments(each);
    }
  },

  examples: {
    violating: [
      {
        title: "in the environment and in the arguments",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              {
                name: "sync",
                image: "registry.k8s.io/git-sync/git-sync:v4.4.0",
                args: ["-v=5", "--git=/tmp/payload"],
                env: [{ name: "GITSYNC_GIT", value: "/tmp/payload" }],
              },
            ],
          },
        },
        violations: [
          'spec.containers[1].env[0]: container "sync" makes git-sync run another program as git',
          'spec.containers[1].args[1]: container "sync" makes git-sync run another program as git',
        ],
      },
    ],
    compliant: [
      {
        title: "the git of the image",
        pod: {
          spec: {
            containers: [
              {
                name: "sync",
                image: "registry.k8s.io/git-sync/git-sync:v4.4.0",
                args: ["--git", "git"],
                env: [{ name: "GITSYNC_GIT", value: "git" }],
              },
              { name: "web", image: "web:1", args: ["--git=/usr/local/bin/git"] },
            ],
          },
        },
      },
    ],
  },
};

function* ofEnvironment(each: PodContainer): Generator<Violation> {
  const { container, path } = each;
  for (const [index, { name, value, valueFrom }] of (container.env ?? []).entries()) {
    if (name !== "GITSYNC_GIT" && name !== "GIT_SYNC_GIT") continue;
    if (!valueFrom && isDefault(value)) continue;
    yield violationOf(each, [...path, "env", index]);
  }
}

function* ofArguments(each: PodContainer): Generator<Violation> {
  const { container, path } = each;
  if (!/\/git-sync[^/]*$/.test(parseImageReference(container.image ?? "").name)) return;
  for (const { field, index, word } of commandWordsOf(container)) {
    const [flag, joined] = /^--?git(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === undefined || isDefault(joined ?? container[field]?.[index + 1])) continue;
    yield violationOf(each, [...path, field, index]);
  }
}

function violationOf({ container, label }: PodContainer, path: Violation["path"]): Violation {
  const message = `${label} makes git-sync run another program as git`;
  return { path, message, container: container.name, fix: removing("may-break", path) };
}

function isDefault(program: string | undefined): boolean {
  return program === undefined || program === "" || program === "git";
}
