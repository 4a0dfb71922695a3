/** The script and the style of every page, as text. */
export function bundleDashboard(): Promise<{
  readonly script: string;
  readonly style: string;
  readonly engine: string;
}>;
/** Writes it where the command looks for it. */
export function writeDashboard(folder: string): Promise<void>;
