import type { JsonObject } from "@watertight/core/kubernetes";
import { portsText } from "@watertight/reports/words";
import type { ReactElement } from "react";
import type { GrantsDocument } from "../documents/access.ts";
import type { ObjectName } from "../documents/documents.ts";
import type { NetworkDocument, NetworkMapDocument } from "../documents/network.ts";
import type { PageDocuments } from "../documents/page-documents.ts";
import type { PathDetailsDocument, PathsDocument } from "../documents/paths.ts";
import { imagesOf } from "../images/images.ts";
import { Panel } from "../overview/panel.tsx";
import { counted } from "../parts/coverage.tsx";
import { keyOfObject, linkTo } from "../parts/names.ts";
import { SureMark } from "../paths/sure-mark.tsx";
import { waysOf } from "../paths/ways.ts";
import { bindingsOf, podSpecOf, waysThrough, workloadIdOf } from "./around.ts";

const SHOWN = 12;

interface AroundProps {
  readonly name: ObjectName;
  readonly object: JsonObject;
  readonly documents: PageDocuments;
}

/** What engines say of an object: its images, rights, network and the paths through it. */
export function AroundObject({ name, object, documents }: AroundProps): ReactElement {
  const spec = podSpecOf(object);
  const { paths, "path-details": details, network, "network-map": map } = documents;
  return (
    <>
      {spec && <ImagesPanel object={object} />}
      {documents["access-grants"] && (
        <RightsPanel name={name} object={object} grants={documents["access-grants"]} />
      )}
      {spec && network && map && <NetworkPanel name={name} network={network} map={map} />}
      {paths && details && <PathsPanel name={name} paths={paths} details={details} />}
    </>
  );
}

function ImagesPanel({ object }: Pick<AroundProps, "object">): ReactElement {
  const images = imagesOf(object);
  return (
    <Panel title="Images" all={[linkTo("images"), "All images"]}>
      <ul className="short">
        {images.map(({ container, image, isPinned }) => (
          <li key={container}>
            <strong>{container}</strong>{" "}
            <a href={linkTo("images", { item: image })}>
              <code>{image}</code>
            </a>
            <span className="quiet">
              {" "}
              {isPinned ? "by its digest" : "by a tag, which may move"}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function RightsPanel({
  name,
  object,
  grants,
}: Pick<AroundProps, "name" | "object"> & {
  readonly grants: GrantsDocument;
}): ReactElement | null {
  const { account, bindings } = bindingsOf(name, object, grants);
  if (account === undefined) return null;
  return (
    <Panel title="Rights" all={[linkTo("access"), "Who can do what"]}>
      <p>
        ServiceAccount {account}
        {bindings.length === 0 && ": nothing but what every account has."}
      </p>
      <ul className="short">
        {bindings.map(({ binding, role }) => (
          <li key={`${binding.kind}${binding.namespace}${binding.name}`}>
            <a
              href={linkTo("objects", {
                object: keyOfObject({
                  apiVersion: "rbac.authorization.k8s.io/v1",
                  kind: binding.kind,
                  namespace: binding.namespace || null,
                  name: binding.name,
                }),
              })}
            >
              {binding.kind} {binding.name}
            </a>{" "}
            gives {binding.roleRef.kind} {binding.roleRef.name}
            <span className="clamped quiet">
              {role === undefined
                ? "There is no such role."
                : role.rules
                    .map(
                      ({ verbs, resources, nonResourceURLs }) =>
                        `${verbs.join(", ")} on ${[...resources, ...nonResourceURLs].join(", ")}`,
                    )
                    .join("; ")}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function NetworkPanel({
  name,
  network,
  map,
}: Pick<AroundProps, "name"> & {
  readonly network: NetworkDocument;
  readonly map: NetworkMapDocument;
}): ReactElement {
  const id = workloadIdOf(name);
  const into = network.connections.filter(({ dst }) => dst === id);
  const out = network.connections.filter(({ src }) => src === id);
  const exposures = map.exposures.filter(
    ({ workload, verdict }) => workload === id && verdict !== "no",
  );
  const lists = [
    ["Reached by", into.map(({ src, ports }) => `${src}: ${portsText(ports)}`)],
    ["Reaches", out.map(({ dst, ports }) => `${dst}: ${portsText(ports)}`)],
  ] as const;
  return (
    <Panel title="Network" all={[linkTo("network", { at: id }), "On the map"]}>
      {exposures.map(({ scope, verdict, reason, ports }) => (
        <p key={`${scope}${reason}${portsText(ports)}`}>
          <strong>
            {verdict === "yes" ? "Open" : "May be open"} to {scope}
          </strong>{" "}
          {reason}
        </p>
      ))}
      <div className="two">
        {lists.map(([title, lines]) => (
          <div key={title}>
            <h3>
              {title} <span className="count">{lines.length}</span>
            </h3>
            <ul className="short">
              {lines.slice(0, SHOWN).map((line) => (
                <li key={line}>{line}</li>
              ))}
              {lines.length > SHOWN && <li>and {lines.length - SHOWN} more</li>}
              {lines.length === 0 && <li className="quiet">Nobody and nothing.</li>}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
}

function PathsPanel({
  name,
  paths,
  details,
}: Pick<AroundProps, "name"> & {
  readonly paths: PathsDocument;
  readonly details: PathDetailsDocument;
}): ReactElement {
  const through = waysThrough(name, waysOf(paths, details));
  return (
    <Panel
      title="Paths of attack"
      all={[linkTo("paths", { q: name.name }), "In the list of paths"]}
    >
      <p className={through.length === 0 ? "quiet" : ""}>
        {through.length === 0
          ? "None that was found goes through it or rests on it."
          : `${counted(through.length, "path")} go through it or rest on it.`}
      </p>
      <ul className="short">
        {through.slice(0, SHOWN).map(({ index, from, to, path }) => (
          <li key={index}>
            <SureMark isSure={path.certainty === "yes"} />{" "}
            <span className="spoken">{path.certainty === "yes" ? "open: " : "not known: "}</span>
            <a href={linkTo("paths", { path: String(index) })}>
              {from} to {to}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
