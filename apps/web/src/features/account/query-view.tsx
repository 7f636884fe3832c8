"use client";

import { type UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode } from "react";
import { isApiError } from "../../lib/api-error.ts";
import { useErrorText } from "../../lib/errors.ts";
import { useHydrated } from "../../lib/use-hydrated.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorState } from "../../ui/error-state.tsx";

interface Props<Data> {
  query: UseQueryResult<Data>;
  /** The shape of what is on its way. */
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
}

/** What a query brought, its skeleton until then, or what went wrong with a way on. */
export function QueryView<Data>({ query, skeleton, children }: Props<Data>) {
  const common = useTranslations("common");
  const errorText = useErrorText();
  const isHydrated = useHydrated();
  if (isHydrated && query.data !== undefined) return children(query.data);
  if (!isHydrated || !query.isError) {
    return (
      <div aria-busy="true">
        <span className="sr-only">{common("loading")}</span>
        {skeleton}
      </div>
    );
  }
  const requestId = isApiError(query.error) ? query.error.requestId : null;
  return (
    <ErrorState
      message={errorText(query.error)}
      {...(requestId === null ? {} : { code: requestId })}
      action={
        <Button onClick={() => void query.refetch()} disabled={query.isFetching}>
          {common("retry")}
        </Button>
      }
    />
  );
}
