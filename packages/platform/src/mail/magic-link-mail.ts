import { type MailJob } from "@pulse/contracts/jobs/mail";
import { isolated, type MailContent } from "./mail-content.ts";

type MagicLinkMail = Extract<MailJob, { template: "magic-link" }>;

/** The mail with the link that signs its reader in. */
export function magicLinkMail(mail: MagicLinkMail): MailContent {
  return mail.locale === "ar" ? inArabic(mail) : inEnglish(mail);
}

function inArabic({ to, url, expiresInMinutes }: MagicLinkMail): MailContent {
  return {
    locale: "ar",
    subject: "رابط الدخول إلى Pulse",
    heading: "رابط الدخول",
    paragraphs: [
      ["طُلب تسجيل الدخول إلى ", isolated("Pulse"), " بالعنوان ", isolated(to), "."],
      ["للمتابعة يُرجى الضغط على الزر، ثم تأكيد الدخول في الصفحة التي تفتح."],
    ],
    action: { label: "تسجيل الدخول", url },
    notes: [
      [
        "يعمل الرابط مرة واحدة خلال ",
        isolated(arabicMinutes(expiresInMinutes)),
        " من طلبه، ولا ينبغي إرساله إلى أحد.",
      ],
      ["إن لم يكن الطلب منك فيمكن تجاهل هذه الرسالة؛ لن يتغير شيء في حسابك."],
    ],
  };
}

function inEnglish({ to, url, expiresInMinutes }: MagicLinkMail): MailContent {
  const minutes = `${expiresInMinutes} ${expiresInMinutes === 1 ? "minute" : "minutes"}`;
  return {
    locale: "en",
    subject: "Your Pulse sign-in link",
    heading: "Sign-in link",
    paragraphs: [
      ["Someone asked to sign in to Pulse as ", isolated(to), "."],
      ["To go on, press the button and confirm on the page that opens."],
    ],
    action: { label: "Sign in", url },
    notes: [
      [`The link works once, within ${minutes}. Do not forward it.`],
      ["If this was not you, ignore this mail; nothing about your account changes."],
    ],
  };
}

function arabicMinutes(count: number): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = {
    one: "دقيقة واحدة",
    two: "دقيقتين",
    few: `${count} دقائق`,
    many: `${count} دقيقة`,
  };
  return forms[new Intl.PluralRules("ar").select(count)] ?? `${count} دقيقة`;
}
