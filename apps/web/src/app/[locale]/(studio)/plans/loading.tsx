import { PageSkeleton } from "../../../../features/account/page-skeleton.tsx";

export default PageSkeleton;
