import { parseFeed, type Feed } from './content.ts';
import { place } from './place.ts';

const timeoutMs = 15_000;

/** What changed after a revision. Throws when the CMS does not answer, or not sensibly. */
export async function readChanges(after: number): Promise<Feed> {
  const answer = await fetch(
    `${place.environment.cmsUrl}/api/newsroom/changes?after=${after}&limit=1000`,
    { signal: AbortSignal.timeout(timeoutMs) },
  );
  if (!answer.ok) throw new Error(`the feed of changes answered ${answer.status}`);
  return parseFeed(await answer.json());
}
