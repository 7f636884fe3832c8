import { useTranslations } from "next-intl";
import Link from "next/link";
import { Failure } from "../../features/failures/failure.tsx";
import { usePaths } from "../../lib/use-paths.ts";
import { buttonClasses } from "../../ui/button-classes.ts";

export default function NotFoundPage() {
  const text = useTranslations("failures");
  const paths = usePaths();
  return (
    <Failure title={text("notFoundTitle")} text={text("notFoundText")}>
      <Link href={paths.home()} className={buttonClasses({ variant: "primary" })}>
        {text("home")}
      </Link>
    </Failure>
  );
}
