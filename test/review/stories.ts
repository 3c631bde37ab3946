import { gitHubStory } from "./github-story.ts";
import { gitLabStory } from "./gitlab-story.ts";
import type { Story } from "./story.ts";

/** The life cycle is the same at every provider; each test of it runs at all of them. */
export const STORIES: readonly (readonly [name: string, start: () => Promise<Story>])[] = [
  ["GitHub", gitHubStory],
  ["GitLab", gitLabStory],
];
