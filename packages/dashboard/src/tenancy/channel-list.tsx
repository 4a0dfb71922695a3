import { type ReactElement, useCallback, useMemo } from "react";
import type { OpenChannelJson, TenancyDocument } from "../documents/tenancy.ts";
import { counted } from "../parts/coverage.tsx";
import { Told } from "../parts/live.tsx";
import { useMedia } from "../parts/media.ts";
import { type ListRow, RowList } from "../parts/row-list.tsx";
import { OpenMark } from "./open-mark.tsx";

/** Every channel that is open or may be, in a list: what the table counts, in words. */
export function ChannelList({
  document: { channels, channelIds },
  text,
  kind,
  choose,
  open,
}: {
  readonly document: TenancyDocument;
  readonly text: string;
  /** A channel, or "" for all. */
  readonly kind: string;
  readonly choose: (kind: string) => void;
  readonly open: (from: string, to: string) => void;
}): ReactElement {
  const shown = useMemo(() => narrowed(channels, text, kind), [channels, text, kind]);
  const isWide = useMedia("(min-width: 1100px)");
  const height = isWide ? 56 : 128;
  const rowAt = useCallback(
    (index: number): ListRow => {
      const each = shown[index];
      return {
        key: each ? JSON.stringify([each.from, each.to, each.channel]) : "",
        height,
        level: 1,
        content: () => (each ? <ChannelRow channel={each} /> : null),
      };
    },
    [shown, height],
  );
  const told =
    shown.length === channels.length
      ? counted(channels.length, "channel")
      : `${shown.length} of ${counted(channels.length, "channel")}`;
  return (
    <section aria-labelledby="open-channels">
      <h2 id="open-channels">Open channels</h2>
      <div className="tools">
        <label className="group-choice">
          Channel
          <select
            value={kind}
            onChange={(event) => {
              choose(event.target.value);
            }}
          >
            <option value="">All</option>
            {channelIds.map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="shown">
        {told}
        <Told text={told} />
      </p>
      {shown.length > 0 && (
        <RowList
          label="Open channels"
          count={shown.length}
          rowAt={rowAt}
          act={(index) => {
            const each = shown[index];
            if (each) open(each.from, each.to);
          }}
          setOpen={() => undefined}
        />
      )}
    </section>
  );
}

/** Open ones first, then by whom; those in which every word is. */
function narrowed(
  channels: readonly OpenChannelJson[],
  text: string,
  kind: string,
): readonly OpenChannelJson[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = channels.filter((each) => {
    if (kind !== "" && each.channel !== kind) return false;
    const whole = `${each.from} ${each.to} ${each.channel} ${each.reason}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
  return [
    ...found.filter(({ verdict }) => verdict === "yes"),
    ...found.filter(({ verdict }) => verdict !== "yes"),
  ];
}

function ChannelRow({
  channel: { from, to, channel, verdict, reason },
}: {
  readonly channel: OpenChannelJson;
}): ReactElement {
  return (
    <div className="channel-row">
      <span>
        <OpenMark openness={verdict === "yes" ? "open" : "unknown"} /> {from}
        <span className="quiet" aria-hidden="true">
          {" "}
          →{" "}
        </span>
        <span className="spoken"> to </span>
        {to}
      </span>
      <span>{channel}</span>
      <span className="quiet">
        {verdict === "yes" ? "" : "not known: "}
        {reason}
      </span>
    </div>
  );
}
