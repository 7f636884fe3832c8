import { notFound } from "next/navigation";

/** Addresses that no page claims get the not-found page in their language. */
export default function UnknownPage(): never {
  notFound();
}
