"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useId, useState } from "react";
import { callApi } from "../../../lib/api-client.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "../../../ui/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { Input } from "../../../ui/input.tsx";
import { apiKeysQuery } from "./api-keys-query.ts";
import { CopyButton } from "./copy-button.tsx";

/** Asks for a name, makes the key, and shows it this one time. */
export function CreateApiKeyDialog({ onClose }: { onClose: () => void }) {
  const text = useTranslations("settings.apiKeys");
  const common = useTranslations("common");
  const formId = useId();
  const create = useCreateKey();
  const key = create.data?.key;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={text(key === undefined ? "createTitle" : "createdTitle")}
        description={text(key === undefined ? "createText" : "createdText")}
        closeLabel={common("close")}
        footer={
          key === undefined ? (
            <>
              <DialogClose asChild>
                <Button>{common("cancel")}</Button>
              </DialogClose>
              <Button type="submit" form={formId} variant="primary" disabled={create.isPending}>
                {text("create")}
              </Button>
            </>
          ) : (
            <DialogClose asChild>
              <Button variant="primary">{text("done")}</Button>
            </DialogClose>
          )
        }
      >
        {key === undefined ? (
          <NameForm id={formId} error={create.error} onSubmit={create.mutate} />
        ) : (
          <NewKey value={key} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function NewKey({ value }: { value: string }) {
  const text = useTranslations("settings.apiKeys");
  return (
    <div className="flex items-center justify-between gap-3 rounded-md border border-line bg-surface-sunken p-3">
      <code
        aria-label={text("key")}
        className="ltr-isolate min-w-0 font-mono text-sm wrap-anywhere"
      >
        {value}
      </code>
      <CopyButton text={value} label={text("key")} />
    </div>
  );
}

interface NameFormProps {
  id: string;
  error: Error | null;
  onSubmit: (name: string) => void;
}

function NameForm({ id, error, onSubmit }: NameFormProps) {
  const text = useTranslations("settings.apiKeys");
  const errorText = useErrorText();
  const [name, setName] = useState("");
  const [isInvalid, setInvalid] = useState(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isValid = name.trim().length >= 1 && name.trim().length <= 100;
    setInvalid(!isValid);
    if (isValid) onSubmit(name.trim());
  }

  return (
    <form id={id} onSubmit={submit} noValidate>
      <Field
        label={text("name")}
        error={isInvalid ? text("nameInvalid") : error === null ? undefined : errorText(error)}
      >
        {(control) => (
          <Input
            {...control}
            name="key-name"
            autoComplete="off"
            dir="auto"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </form>
  );
}

function useCreateKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      callApi("createApiKey", { body: { name }, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    // The key lives only as long as the dialog that shows it.
    gcTime: 0,
  });
}
