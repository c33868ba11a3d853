/** Longer than a background compilation takes, also where many programs share two cores. */
const quietMs = 250;

/**
 * Ends this process, after a moment in which it runs nothing. `process.exit` waits for V8's background
 * compilations, and these may wait for a collection on the thread that waits for them: the process then
 * never ends (nodejs/node#54918). An idle thread lets them finish, and starts no new ones.
 */
export function exitQuietly(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(code), quietMs);
}
