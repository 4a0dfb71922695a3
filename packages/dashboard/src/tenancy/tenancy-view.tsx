import { type ReactElement, useDeferredValue, useMemo } from "react";
import type { TenancyDocument } from "../documents/tenancy.ts";
import { CoverageNote, counted } from "../parts/coverage.tsx";
import { useMedia } from "../parts/media.ts";
import { Search } from "../parts/search.tsx";
import { type Address, goTo, useAddress, withChoices } from "../shell/address.ts";
import { ChannelList } from "./channel-list.tsx";
import { Matrix } from "./matrix.tsx";
import { OpenLegend } from "./open-mark.tsx";
import { PairPanel } from "./pair-panel.tsx";
import { countsOf, type Pair, type Pairs, pairsOf } from "./pairs.ts";

/** Which tenants come to each other, by what, and what closes it. */
export function TenancyView({ document }: { readonly document: TenancyDocument }): ReactElement {
  const address = useAddress();
  const pairs = useMemo(() => pairsOf(document), [document]);
  const isWide = useMedia("(min-width: 1100px)");
  const text = address.chosen.get("q") ?? "";
  const wanted = useDeferredValue(text);
  const change = (changes: Readonly<Record<string, string | undefined>>): void => {
    goTo(withChoices({ ...address, view: "tenancy" }, changes), "replace");
  };
  const chosen = chosenOf(address, document, pairs);
  const open = (pair: { readonly from: string; readonly to: string }): void => {
    change({ from: pair.from, to: pair.to });
  };
  return (
    <div className="tenancy">
      <h1 className="spoken">Tenants</h1>
      <CoverageNote head={document} />
      <Counts document={document} />
      <div className="tools">
        <Search
          label="Search tenants and channels"
          hint="Tenant"
          value={text}
          change={(value) => {
            change({ q: value });
          }}
        />
      </div>
      <div className={chosen && isWide ? "columns with-proof" : "columns whole"}>
        <div className="tables">
          <section className="power" aria-labelledby="matrix">
            <h2 id="matrix">From whom to whom</h2>
            <OpenLegend />
            <Matrix
              document={document}
              pairs={pairs}
              text={wanted}
              isNarrow={!isWide}
              open={open}
            />
          </section>
          {document.channels.length > 0 && (
            <ChannelList
              document={document}
              text={wanted}
              kind={address.chosen.get("channel") ?? ""}
              choose={(channel) => {
                change({ channel });
              }}
              open={(one, other) => {
                open({ from: one, to: other });
              }}
            />
          )}
        </div>
        {chosen && (
          <PairPanel
            pair={chosen}
            document={document}
            isBeside={isWide}
            close={() => {
              change({ from: undefined, to: undefined });
            }}
          />
        )}
      </div>
    </div>
  );
}

/** The pair that the address names; that of somebody's own hand may name anybody. */
function chosenOf(
  { chosen }: Address,
  { tenants }: TenancyDocument,
  pairs: Pairs,
): Pair | undefined {
  const [from = "", to = ""] = [chosen.get("from"), chosen.get("to")];
  const isKnown = [from, to].every((each) => tenants.some(({ name }) => name === each));
  return isKnown ? pairs(from, to) : undefined;
}

function Counts({ document }: { readonly document: TenancyDocument }): ReactElement {
  const { pairs, closed, open, unknown } = countsOf(document);
  return (
    <p className="lead">
      {counted(document.tenants.length, "tenant")}. {closed} of {counted(pairs, "pair")} with every
      channel closed; {counted(open, "channel")} open, {unknown} not known.
    </p>
  );
}
