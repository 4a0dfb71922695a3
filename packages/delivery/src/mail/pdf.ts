import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from "@cantoo/pdf-lib";
import { plain } from "../text/plain.ts";
import type { ReportTable } from "./table.ts";

/** A4, in points. */
const WIDTH = 842;
const HEIGHT = 595;
const MARGIN = 36;
const SIZE = 8;
const LINE = 11;
/** What more rows would make no report that anybody reads; the CSV has all. */
const ROWS = 5000;

/** A table as PDF, with its title and summary first. Characters that the fonts of PDF lack are shown as `?`. */
export async function pdfOf(table: ReportTable, created: number): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(plain(table.title));
  document.setCreationDate(new Date(created));
  document.setProducer("Watertight");
  const fonts = {
    normal: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  const known = new Set(fonts.normal.getCharacterSet());
  const pages = createPages(document, fonts.normal);
  const shown = (text: string): string =>
    Array.from(plain(text), (char) => (known.has(char.codePointAt(0) ?? 0) ? char : "?")).join("");
  pages.write([[shown(table.title), MARGIN]], fonts.bold, 14);
  for (const line of table.summary) pages.write([[shown(line), MARGIN]], fonts.normal, SIZE);
  pages.write([], fonts.normal, SIZE);
  const widths = widthsOf(table);
  const rowOf = (row: readonly string[], font: PDFFont): void => {
    let left = MARGIN;
    const cells = row.map((text, at): readonly [string, number] => {
      const cell = [fitted(shown(text), font, (widths[at] ?? 0) - 6), left] as const;
      left += widths[at] ?? 0;
      return cell;
    });
    pages.write(cells, font, SIZE);
  };
  rowOf(table.columns, fonts.bold);
  for (const row of table.rows.slice(0, ROWS)) rowOf(row, fonts.normal);
  const more = table.rows.length - ROWS;
  if (more > 0) pages.write([[`and ${more} more rows`, MARGIN]], fonts.bold, SIZE);
  return Buffer.from(await document.save());
}

interface Pages {
  readonly write: (
    cells: readonly (readonly [text: string, left: number])[],
    font: PDFFont,
    size: number,
  ) => void;
}

/** Writes line below line, and turns the page where it is full. */
function createPages(document: PDFDocument, footer: PDFFont): Pages {
  let page: PDFPage | undefined;
  let top = 0;
  let count = 0;
  return {
    write: (cells, font, size) => {
      if (page === undefined || top < MARGIN + LINE * 2) {
        page = document.addPage([WIDTH, HEIGHT]);
        count += 1;
        page.drawText(String(count), {
          x: WIDTH - MARGIN,
          y: MARGIN / 2,
          size: SIZE,
          font: footer,
        });
        top = HEIGHT - MARGIN;
      }
      top -= size + LINE - SIZE;
      for (const [text, x] of cells) page.drawText(text, { x, y: top, size, font });
    },
  };
}

/** By how much the columns hold, none less than a twentieth. */
function widthsOf({ columns, rows }: ReportTable): readonly number[] {
  const lengths = columns.map((column, at) => {
    const longest = rows.slice(0, 200).map((row) => Math.min(60, row[at]?.length ?? 0));
    return Math.max(column.length, 4, ...longest);
  });
  const all = lengths.reduce((sum, each) => sum + each, 0);
  return lengths.map((each) => (each / all) * (WIDTH - 2 * MARGIN));
}

/** As much of a text as has room. */
function fitted(text: string, font: PDFFont, width: number): string {
  if (font.widthOfTextAtSize(text, SIZE) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const isRoom = font.widthOfTextAtSize(`${text.slice(0, middle)}...`, SIZE) <= width;
    if (isRoom) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low)}...`;
}
