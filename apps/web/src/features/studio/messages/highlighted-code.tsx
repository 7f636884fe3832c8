import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { common, createLowlight } from "lowlight";
import { useMemo } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";

const lowlight = createLowlight(common);

interface HighlightedCodeProps {
  language: string;
  code: string;
}

/** Code in colours; a language that is not known stays plain. */
export function HighlightedCode({ language, code }: HighlightedCodeProps) {
  const content = useMemo(() => {
    if (!lowlight.registered(language)) return code;
    return toJsxRuntime(lowlight.highlight(language, code), { Fragment, jsx, jsxs });
  }, [language, code]);
  return <code>{content}</code>;
}
