"use client";

import { type User } from "@pulse/contracts/account/account";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { useMe } from "../../../lib/session.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Input } from "../../../ui/input.tsx";
import { Separator } from "../../../ui/separator.tsx";
import { QueryView } from "../query-view.tsx";
import { RowSkeletons } from "../row-skeletons.tsx";
import { ChoiceGroup } from "./choice-group.tsx";
import { useUpdateMe } from "./use-update-me.ts";

/** Name, language, digits and appearance. */
export function ProfileSettings() {
  return (
    <QueryView query={useMe()} skeleton={<RowSkeletons count={4} />}>
      {({ user }) => (
        <div className="max-w-xl space-y-8">
          <NameForm key={user.name} user={user} />
          <Separator />
          <Choices user={user} />
        </div>
      )}
    </QueryView>
  );
}

function NameForm({ user }: { user: User }) {
  const text = useTranslations("settings.profile");
  const common = useTranslations("common");
  const update = useUpdateMe();
  const [name, setName] = useState(user.name);
  const [isInvalid, setInvalid] = useState(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isValid = name.trim().length >= 1 && name.trim().length <= 100;
    setInvalid(!isValid);
    if (isValid) update.mutate({ name: name.trim() });
  }

  return (
    <form onSubmit={submit} noValidate className="space-y-5">
      <Field
        label={text("name")}
        help={text("nameHelp")}
        error={isInvalid ? text("nameInvalid") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="name"
            dir="auto"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={text("email")} help={text("emailHelp")}>
        {(control) => (
          <Input
            {...control}
            type="email"
            value={user.email}
            readOnly
            className="bg-surface-sunken"
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          disabled={update.isPending || name.trim() === user.name}
        >
          {common("save")}
        </Button>
      </div>
    </form>
  );
}

function Choices({ user }: { user: User }) {
  const text = useTranslations("settings.profile");
  const update = useUpdateMe();
  return (
    <div className="space-y-6">
      <ChoiceGroup
        legend={text("language")}
        value={user.locale}
        choices={[
          { value: "ar", label: "العربية", lang: "ar" },
          { value: "en", label: "English", lang: "en" },
        ]}
        isDisabled={update.isPending}
        onChange={(locale) => update.mutate({ locale })}
      />
      <ChoiceGroup
        legend={text("digits")}
        help={text("digitsHelp")}
        value={user.digits}
        choices={[
          { value: "latn", label: text("digitChoices.latn") },
          { value: "arab", label: text("digitChoices.arab") },
        ]}
        isDisabled={update.isPending}
        onChange={(digits) => update.mutate({ digits })}
      />
      <ChoiceGroup
        legend={text("appearance")}
        value={user.appearance}
        choices={[
          { value: "system", label: text("appearanceChoices.system") },
          { value: "light", label: text("appearanceChoices.light") },
          { value: "dark", label: text("appearanceChoices.dark") },
        ]}
        isDisabled={update.isPending}
        onChange={(appearance) => update.mutate({ appearance })}
      />
    </div>
  );
}
