/**
 * A package that an image, a folder or a bill of materials holds. Texts that are not known are "" (as in the API of Kubernetes),
 * so that every reader says the same of what is absent.
 */
export interface Package {
  /** The type of its package URL: `deb`, `rpm`, `apk`, `npm`, `pypi`, `golang`, `maven`, `gem`, `cargo`, `composer`, `nuget` … */
  readonly type: string;
  /** The vendor of an operating system's package (`debian`), the scope or group of another (`@angular`, `org.apache.commons`). */
  readonly namespace: string;
  /** Without the namespace, in the letters that its ecosystem writes. */
  readonly name: string;
  /** Without epoch and release where those are given apart (rpm); else whole, as `1:2.3-4+deb12u1` of dpkg. */
  readonly version: string;
  /** Of rpm: absent means 0. */
  readonly epoch?: number;
  /** Of rpm: `4.el9_2`. */
  readonly release?: string;
  readonly arch: string;
  /** What it was built from, where its database says so: advisories of distributions name sources. */
  readonly source?: PackageSource;
  /** The package URL, printed by `purlOf` where nobody gave one. */
  readonly purl: string;
  /** Index of the layer that brought it, from the lowest (0); absent where there are no layers. */
  readonly layer?: number;
  /** The file that says so: a database or a manifest inside the image, or a lockfile. */
  readonly path: string;
  /** The line of that file, from 1, where it is one of text. */
  readonly line?: number;
  readonly licences: readonly string[];
  /** `NAME:STREAM` of rpm's modularity. */
  readonly module?: string;
  /** The package of the operating system that installed the file: of it, the distribution's advisories speak. */
  readonly installedBy?: string;
}

/** A source package; its version is whole, epoch and release included. */
export interface PackageSource {
  readonly name: string;
  readonly version: string;
}

/** The operating system of an image as /etc/os-release has it. */
export interface Distribution {
  /** `ID`, in lower case: `debian`, `ubuntu`, `alpine`, `rhel`, `almalinux` … */
  readonly id: string;
  /** `VERSION_ID`; "" where there is none (testing, rolling). */
  readonly version: string;
  /** `PRETTY_NAME`, or "". */
  readonly name: string;
  /** `VERSION_CODENAME`, or "". */
  readonly codename: string;
}

/** One layer of an image, from the lowest. */
export interface ImageLayer {
  /** Of the layer as the registry stores it; "" in archives that have none. */
  readonly digest: string;
  /** Of the layer unpacked. */
  readonly diffId: string;
  /** The line of the history that made it, or "". */
  readonly createdBy: string;
}

/** What was read of one image, folder or bill of materials: the shape between what reads and what judges. */
export interface ImageContents {
  /** As it was asked for: a reference, an archive, a folder, a file. */
  readonly reference: string;
  /** Of the manifest of the image that was read; "" where there is none. */
  readonly digest: string;
  readonly distribution?: Distribution;
  readonly layers: readonly ImageLayer[];
  readonly packages: readonly Package[];
  /** What could not be read, each with the reason: silence about it is no assurance. */
  readonly notRead: readonly NotRead[];
}

/** A part that was not examined. */
export interface NotRead {
  readonly path: string;
  readonly reason: string;
}
