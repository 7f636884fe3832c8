"use client";

import { useTranslations } from "next-intl";
import { Failure } from "../../features/failures/failure.tsx";
import { usePaths } from "../../lib/use-paths.ts";
import { Button } from "../../ui/button.tsx";
import { buttonClasses } from "../../ui/button-classes.ts";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  const text = useTranslations("failures");
  const common = useTranslations("common");
  const paths = usePaths();
  return (
    <Failure title={text("errorTitle")} text={text("errorText")}>
      <Button variant="primary" onClick={reset}>
        {common("retry")}
      </Button>
      <a className={buttonClasses()} href={paths.home()}>
        {text("home")}
      </a>
      {error.digest ? (
        <p className="w-full text-xs text-ink-muted">
          {text("reference")} <code className="ltr-isolate">{error.digest}</code>
        </p>
      ) : null}
    </Failure>
  );
}
