import { type MailJob } from "@pulse/contracts/jobs/mail";
import { describe, expect, it } from "vitest";
import { renderMail } from "./render-mail.ts";

const publicOrigin = "https://pulse.example";

function magicLink(
  locale: "ar" | "en",
  changes: { to?: string; expiresInMinutes?: number } = {},
): MailJob {
  const url = `${publicOrigin}/sign-in/verify?token=a&b`;
  return {
    template: "magic-link",
    to: "layla@example.com",
    locale,
    url,
    expiresInMinutes: 10,
    ...changes,
  };
}

function usage(locale: "ar" | "en", changes: object = {}): MailJob {
  return {
    template: "usage-warning",
    to: "layla@example.com",
    locale,
    workspaceName: "مساحة Layla",
    unit: "tokens",
    used: 120_500,
    limit: 150_000,
    resetsAt: "2026-11-21T12:00:00.000Z",
    ...changes,
  };
}

describe("every mail", () => {
  const mails = (["ar", "en"] as const).flatMap((locale) => [
    magicLink(locale),
    usage(locale),
    usage(locale, { template: "usage-exhausted", unit: "images", resetsAt: null }),
  ]);

  it.each(mails)(
    "has a subject, a language, a direction and a link of ours: $template, $locale",
    (mail) => {
      const { subject, html, text } = renderMail(mail, publicOrigin);
      const direction = mail.locale === "ar" ? "rtl" : "ltr";
      expect(subject).toMatch(mail.locale === "ar" ? /\p{Script=Arabic}/u : /^[\x20-\x7e]+$/);
      expect(html).toContain(`<html lang="${mail.locale}" dir="${direction}">`);
      for (const [, href = ""] of html.matchAll(/href="([^"]+)"/g))
        expect(new URL(href).origin).toBe(publicOrigin);
      expect(html).not.toMatch(/letter-spacing|<script|<img|src=|@import/);
      expect(text).not.toMatch(/<[a-z]/);
    },
  );
});

describe("the sign-in mail", () => {
  it("isolates the address, and shows it as text whatever it holds", () => {
    const { html, text } = renderMail(magicLink("ar", { to: `"<b>x"@example.com` }), publicOrigin);
    expect(html).toMatch(/<bdi [^>]*>&quot;&lt;b&gt;x&quot;@example\.com<\/bdi>/);
    expect(text).toContain(`\u2068"<b>x"@example.com\u2069`);
  });

  it.each([
    [1, "دقيقة واحدة"],
    [2, "دقيقتين"],
    [10, "10 دقائق"],
    [11, "11 دقيقة"],
    [100, "100 دقيقة"],
  ])("counts %i minutes as Arabic does", (expiresInMinutes, words) => {
    expect(renderMail(magicLink("ar", { expiresInMinutes }), publicOrigin).html).toContain(
      `>${words}</bdi>`,
    );
  });

  it("is not rendered with a link that leads away", () => {
    expect(() => renderMail(magicLink("ar"), "https://other.example")).toThrow(/leads away/);
  });
});

describe("the usage mail", () => {
  it("says in Arabic what is used and when it renews, by the Jordanian calendar's names", () => {
    const { subject, text } = renderMail(usage("ar"), publicOrigin);
    expect(subject).toBe("تجاوز الاستهلاك 80% من حصة الرموز");
    expect(text).toContain("\u2068120,500\u2069 من أصل \u2068150,000\u2069");
    expect(text).toContain("\u206821 تشرين الثاني 2026\u2069");
    expect(text).toContain(`${publicOrigin}/usage`);
  });

  it("says in English that nothing is left, and what can be done", () => {
    const mail = usage("en", { template: "usage-exhausted", resetsAt: null });
    const { subject, text } = renderMail(mail, publicOrigin);
    expect(subject).toBe("Your token quota is used up");
    expect(text).toContain("120,500 of 150,000 tokens");
    expect(text).toContain("does not renew by itself");
    expect(text).toContain(`${publicOrigin}/en/usage`);
  });
});
