import { useId } from "react";
import { classNames } from "../../../ui/class-names.ts";

interface Props<Value extends string> {
  legend: string;
  help?: string;
  /** For a screen reader only, where the place says what is chosen. */
  isLegendHidden?: boolean;
  value: Value;
  choices: readonly { value: Value; label: string; lang?: string }[];
  isDisabled?: boolean;
  onChange: (value: Value) => void;
}

/** A few choices side by side, of which one holds; arrow keys move between them. */
export function ChoiceGroup<Value extends string>(props: Props<Value>) {
  const { legend, help, isLegendHidden, value, choices, isDisabled, onChange } = props;
  const id = useId();
  return (
    <fieldset
      className="space-y-1.5"
      disabled={isDisabled}
      aria-describedby={help ? id : undefined}
    >
      <legend className={isLegendHidden ? "sr-only" : "mb-1.5 text-sm font-semibold"}>
        {legend}
      </legend>
      <div className="inline-flex max-w-full flex-wrap gap-1 rounded-lg border border-line bg-surface-sunken p-1">
        {choices.map((choice) => (
          <label
            key={choice.value}
            lang={choice.lang}
            className={classNames(
              "flex min-h-9 touch:min-h-11 cursor-pointer items-center justify-center rounded-sm border border-transparent px-3.5 text-ui text-ink-muted transition-colors hover:text-ink",
              "has-checked:border-line has-checked:bg-surface-raised has-checked:font-semibold has-checked:text-ink",
              "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
            )}
          >
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
              className="sr-only"
            />
            {choice.label}
          </label>
        ))}
      </div>
      {help ? (
        <p id={id} className="text-sm text-ink-muted">
          {help}
        </p>
      ) : null}
    </fieldset>
  );
}
