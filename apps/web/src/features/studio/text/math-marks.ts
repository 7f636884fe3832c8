const codeOrMath =
  /(`{1,3}[\s\S]*?(?:`{1,3}|$))|\\\(([\s\S]+?)\\\)|\\\[([\s\S]+?)\\\]|(\$(?=\d[\d,.]*(?:\s|[,.;:)،؛]|$)))/g;

/**
 * Writes TeX's own marks, `\(x\)` and `\[x\]`, as Markdown's `$x$` and `$$x$$`, and keeps prices such as
 * `$5` from opening a formula. Code stays as it is.
 */
export function mathMarks(source: string): string {
  return source.replace(
    codeOrMath,
    (whole, code?: string, inline?: string, display?: string, price?: string) => {
      if (code !== undefined) return code;
      if (inline !== undefined) return `$${inline}$`;
      if (display !== undefined) return `\n$$\n${display.trim()}\n$$\n`;
      return price === undefined ? whole : "\\$";
    },
  );
}
