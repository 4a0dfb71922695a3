import { type ReactElement, useMemo } from "react";
import type { ImageRiskDocument, VulnerabilityJson } from "../documents/given.ts";
import type { ObjectsDocument } from "../documents/objects.ts";
import { counted } from "../parts/coverage.tsx";
import { ExportButtons } from "../parts/export.tsx";
import { type Column, ListView } from "../parts/list-view.tsx";
import { linkTo } from "../parts/names.ts";
import { type UsedImage, usedImages } from "./images.ts";

/** Every image that runs: who runs it, whether its name can move, and what is known against it. */
export function ImagesView({
  objects,
  risk,
}: {
  readonly objects: ObjectsDocument;
  readonly risk: ImageRiskDocument | undefined;
}): ReactElement {
  const images = useMemo(() => usedImages(objects, risk), [objects, risk]);
  return (
    <div className="images">
      <h1 className="page-title">Images</h1>
      {!risk && (
        <p className="page-note">
          What is in these images was not looked at. <code>watertight images risk -o json</code>{" "}
          reads them; give what it prints to the page with <code>--document</code>.
        </p>
      )}
      <ListView
        view="images"
        title="Images"
        noun="image"
        rows={images}
        idOf={({ image }) => image}
        columns={risk ? [...RISK_COLUMNS, ...COLUMNS] : COLUMNS}
        choices={[
          {
            id: "pinned",
            title: "Named",
            valuesOf: ({ isPinned }) => [isPinned ? "by digest" : "by tag"],
          },
          { id: "owner", title: "Owner", valuesOf: ({ owners }) => owners },
        ]}
        hint="Image, workload, owner"
        empty="Nothing in the input runs an image."
        panel={(image) => <ImagePanel image={image} />}
      />
    </div>
  );
}

const COLUMNS: readonly Column<UsedImage>[] = [
  { title: "Image", width: "minmax(0, 2.4fr)", text: ({ image }) => image },
  {
    title: "Named",
    width: "90px",
    text: ({ isPinned }) => (isPinned ? "by digest" : "by tag"),
  },
  {
    title: "Run by",
    width: "minmax(0, 1.6fr)",
    text: ({ users }) => users.map(({ heading }) => heading).join(", "),
  },
  { title: "Owner", width: "minmax(0, 0.7fr)", text: ({ owners }) => owners.join(", ") },
];

const RISK_COLUMNS: readonly Column<UsedImage>[] = [
  {
    title: "Risk",
    width: "70px",
    text: ({ risk }) => (risk?.score === null || !risk ? "not known" : String(risk.score)),
  },
];

function ImagePanel({ image: { image, users, owners, risk } }: { readonly image: UsedImage }) {
  return (
    <>
      <h2 tabIndex={-1}>{image}</h2>
      {owners.length > 0 && <p>Owner: {owners.join(", ")}</p>}
      <section className="part">
        <h3>Run by</h3>
        <ul>
          {users.map(({ key, heading }) => (
            <li key={key}>
              <a href={linkTo("objects", { object: key })}>{heading}</a>
            </li>
          ))}
        </ul>
      </section>
      {risk && <Risk risk={risk} />}
    </>
  );
}

function Risk({ risk }: { readonly risk: NonNullable<UsedImage["risk"]> }): ReactElement {
  const { score, reason, because, vulnerabilities, fixedBy } = risk;
  return (
    <>
      <section className="part">
        <h3>Risk {score === null ? "is not known" : score}</h3>
        {reason !== null && <p>{reason}</p>}
        <ul>
          {because.map((each) => (
            <li key={each.factor}>
              {each.factor} {each.value}: {each.because}
            </li>
          ))}
        </ul>
        {fixedBy.image !== null && <p>Mended by image {fixedBy.image}.</p>}
        {fixedBy.base !== null && <p>Mended by base {fixedBy.base}.</p>}
      </section>
      <section className="part">
        <h3>{counted(vulnerabilities.length, "vulnerability")}</h3>
        <ExportButtons
          name="vulnerabilities"
          columns={["id", "severity", "package", "installed", "fixed", "exploitedSince"]}
          rows={() => vulnerabilities.map(exported)}
        />
        <ul className="short">
          {vulnerabilities.map((each) => (
            <li key={`${each.id}${each.package}`}>
              <strong>{each.id}</strong> {each.severity}: {each.package} {each.installed}
              <span className="quiet">
                {each.fixed === null ? ", no fix" : `, fixed in ${each.fixed}`}
                {each.exploitedSince !== null && `, exploited since ${each.exploitedSince}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function exported(each: VulnerabilityJson): readonly string[] {
  return [
    ...[each.id, each.severity, each.package, each.installed],
    ...[each.fixed ?? "", each.exploitedSince ?? ""],
  ];
}
