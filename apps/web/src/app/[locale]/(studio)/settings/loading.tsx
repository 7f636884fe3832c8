import { RowSkeletons } from "../../../../features/account/row-skeletons.tsx";

export default function SettingsLoading() {
  return (
    <div aria-busy="true">
      <RowSkeletons count={4} />
    </div>
  );
}
