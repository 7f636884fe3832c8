import { Skeleton } from "../../../ui/skeleton.tsx";

/** A question and its answer, not here yet. */
export function ConversationSkeleton() {
  return (
    <div aria-hidden className="space-y-6">
      <Skeleton className="h-12 w-2/5 rounded-xl" />
      <div className="space-y-3">
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-3/5" />
      </div>
    </div>
  );
}
