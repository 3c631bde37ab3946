import { type Span, span } from "../../../../grammar/text/span.ts";

/** Where a finding stands that is about something the source does not say, and that nothing in it is nearest to. */
export const wholeSource: Span = span(0, 0);
