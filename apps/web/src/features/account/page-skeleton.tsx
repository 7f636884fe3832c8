import { Skeleton } from "../../ui/skeleton.tsx";

/** A page with cards, on its way. */
export function PageSkeleton() {
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-4xl space-y-8 px-4 pt-6 sm:px-6 sm:pt-10">
      <Skeleton className="h-9 w-48" />
      <div className="grid gap-4 sm:grid-cols-3">
        <Skeleton className="h-60 rounded-lg" />
        <Skeleton className="h-60 rounded-lg" />
        <Skeleton className="h-60 rounded-lg" />
      </div>
      <Skeleton className="h-48 rounded-lg" />
    </div>
  );
}
