import story from "../../../../schemas/facts/history.json" with { type: "json" };

/** Whether more is known of a property's life than its presence: renames, advice against it, values that changed. Cheap. */
export function hasStory(property: string): boolean {
  return Object.hasOwn(story, property);
}
