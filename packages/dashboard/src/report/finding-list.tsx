import { type ReactElement, useCallback } from "react";
import { type ListRow, RowList } from "../parts/row-list.tsx";
import type { Line } from "./groups.ts";
import { GroupHead, RowContent } from "./line-content.tsx";
import type { ReportState } from "./report-state.ts";

/** The findings that are shown, in their groups. */
export function FindingList({
  state,
  isWide,
}: {
  readonly state: ReportState;
  readonly isWide: boolean;
}): ReactElement {
  const { lines, grouping, chosen, checkOf, change, toggleGroup } = state;
  const heights = isWide ? { group: 44, row: 60 } : { group: 64, row: 92 };
  const rowAt = useCallback(
    (index: number): ListRow => {
      const line = lines[index];
      if (!line) return { key: "", height: 0, level: 1, content: () => null };
      if (line.is === "row") {
        return {
          key: line.row.id,
          height: heights.row,
          level: grouping === "none" ? 1 : 2,
          isChosen: line.row === chosen,
          content: () => <RowContent row={line.row} grouping={grouping} />,
        };
      }
      return {
        key: `group ${line.group.key}`,
        height: heights.group,
        level: 1,
        isOpen: line.isOpen,
        content: () => (
          <GroupHead
            group={line.group}
            grouping={grouping}
            isOpen={line.isOpen}
            checkOf={checkOf}
          />
        ),
      };
    },
    [lines, grouping, chosen, isWide],
  );
  const open = (line: Line | undefined, how: "push" | "replace"): void => {
    if (line?.is === "row") change({ finding: line.row.id }, how);
  };
  return (
    <RowList
      label="Findings"
      count={lines.length}
      rowAt={rowAt}
      act={(index, byKey) => {
        const line = lines[index];
        if (line?.is === "group") toggleGroup(line.group.key);
        else open(line, "push");
        if (byKey) focusChosen();
      }}
      setOpen={(index, isOpen) => {
        const line = lines[index];
        if (line?.is === "group" && line.isOpen !== isOpen) toggleGroup(line.group.key);
      }}
      moved={(index) => {
        // What is open beside the list follows.
        if (chosen && isWide) open(lines[index], "replace");
      }}
    />
  );
}

/** Once it is drawn. */
function focusChosen(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(".side h2")?.focus();
    });
  });
}
