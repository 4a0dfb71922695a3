import { parseImageReference } from "../kubernetes/image-reference.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import { serviceAccountNameOf } from "../kubernetes/service-account.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";

/** How a program in a container is recognised: by its image, whichever registry it comes from. */
export interface ProductImages {
  /** The last parts of the repository: `argocd`, `fluxcd/kustomize-controller`. */
  readonly repositories: readonly string[];
  /** A word that the container's command or arguments must hold, where one image has several programs. */
  readonly command?: string;
}

/** A container that runs a product, and the account that it does so as. */
export interface RecognisedContainer {
  readonly object: SnapshotObject;
  readonly account: { readonly namespace: string; readonly name: string };
  /** Its command and arguments. */
  readonly words: readonly string[];
  readonly evidence: Evidence;
}

/** The containers of a snapshot that run a product, one an object and account. */
export function recogniseImages(
  snapshot: Snapshot,
  { repositories, command }: ProductImages,
): readonly RecognisedContainer[] {
  const found = new Map<string, RecognisedContainer>();
  for (const one of snapshot.once(readImages)) {
    const isIt = repositories.some((repository) => endsWithParts(one.repository, repository));
    if (!isIt) continue;
    const names = [...one.words, one.containerName, one.object.reference.name];
    if (command !== undefined && !names.some((word) => word.includes(command))) continue;
    const { namespace, name } = one.account;
    const key = `${one.object.reference.kind}/${one.object.reference.name}/${namespace}/${name}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

interface ContainerImage extends RecognisedContainer {
  readonly repository: string;
  readonly containerName: string;
}

function imagesView({ podTemplates }: SnapshotObject): unknown {
  if (podTemplates.length === 0) return undefined;
  return podTemplates.map(({ spec }) => [
    serviceAccountNameOf(spec),
    (spec.containers ?? []).map(({ image = "", command = [], args = [], name }) => [
      image,
      [...command],
      [...args],
      name,
    ]),
  ]);
}

function readImages(snapshot: Snapshot): readonly ContainerImage[] {
  return snapshot.viewed(imagesView).flatMap((object) =>
    object.podTemplates.flatMap((template) =>
      (template.spec.containers ?? []).flatMap((container, index) => {
        const { image = "", command = [], args = [], name: containerName } = container;
        if (image === "") return [];
        const { spec } = template;
        return {
          object,
          account: { namespace: namespaceOf(object.reference), name: serviceAccountNameOf(spec) },
          words: [...command, ...args],
          repository: parseImageReference(image).name,
          containerName,
          evidence: {
            object: object.reference,
            path: locateInObject(template, ["spec", "containers", index, "image"]),
            message: `runs ${image}`,
          },
        };
      }),
    ),
  );
}

function endsWithParts(name: string, parts: string): boolean {
  return name === parts || name.endsWith(`/${parts}`);
}
