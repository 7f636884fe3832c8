"use client";

import { queryOptions, useQuery } from "@tanstack/react-query";
import { BadgeCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { callApi } from "../../../lib/api-client.ts";

const proofQuery = queryOptions({
  queryKey: ["usage", "proof"],
  queryFn: ({ signal }) => callApi("verifyLedger", { signal }),
});

/** Every balance recomputed from the ledger's entries and held against the meter. */
export function LedgerProof() {
  const text = useTranslations("usage");
  const proof = useQuery(proofQuery);
  if (proof.isPending) return <Line>{text("verifying")}</Line>;
  if (proof.isError) return <Line>{text("verifyFailed")}</Line>;
  const { ok, checkedEntries, differences } = proof.data;
  if (!ok) {
    return (
      <p role="alert" className="flex items-center gap-2 text-sm text-negative">
        <TriangleAlert aria-hidden strokeWidth={1.75} className="size-5 shrink-0" />
        {text("notVerified", { count: differences.length })}
      </p>
    );
  }
  return (
    <p className="flex items-center gap-2 text-sm text-positive">
      <BadgeCheck aria-hidden strokeWidth={1.75} className="size-5 shrink-0" />
      {text("verified", { count: checkedEntries })}
    </p>
  );
}

function Line({ children }: { children: string }) {
  return <p className="min-h-5 text-sm text-ink-muted">{children}</p>;
}
