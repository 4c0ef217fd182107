import type { RulePart } from "../../model/ruleWords";

/** A sentence with what matters in it. */
export function RuleWords({ parts }: { parts: readonly RulePart[] }) {
  return parts.map((part, at) => {
    if (typeof part === "string") return part;
    if ("code" in part)
      return (
        <code key={at} dir="ltr">
          {part.code}
        </code>
      );
    return (
      <b key={at} dir="auto">
        {part.name}
      </b>
    );
  });
}
